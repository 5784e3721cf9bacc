#!/usr/bin/env bash
# simplemma 2.0.0 (French): the lemma of a lemma may be another word (« bâtis » gives « bâti »,
# which gives « bâtir »), « loués » is reduced and « louée » is not, and « baux » gives « bau ».
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home"
"$home/bin/pip" install --quiet --disable-pip-version-check simplemma==2.0.0 2>/dev/null
"$home/bin/python" - <<'PYTHON'
import simplemma

words = ("bâtis", "bâti", "loués", "louée", "baux", "travaux")
seen = {word: simplemma.lemmatize(word, lang="fr") for word in words}
print(seen)
assert seen == {
    "bâtis": "bâti", "bâti": "bâtir", "loués": "loué", "louée": "louée", "baux": "bau",
    "travaux": "travail",
}
PYTHON
