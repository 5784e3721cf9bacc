#!/usr/bin/env bash
# linkify-it-py 2.2.0 makes a web address of two French sentences whose space after the full stop
# was forgotten when the second begins with a country's letters, and none of the others.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home"
"$home/bin/pip" install --quiet --disable-pip-version-check linkify-it-py==2.2.0 2>/dev/null
"$home/bin/python" - <<'PYTHON'
from linkify_it import LinkifyIt

found = {}
for text in ("fin de phrase.Me répondre", "Bonjour.Je suis", "toit.en zinc"):
    match = LinkifyIt().match(text)
    found[text] = match[0].url if match else None
print(found)
assert found == {
    "fin de phrase.Me répondre": "http://phrase.Me",
    "Bonjour.Je suis": "http://Bonjour.Je",
    "toit.en zinc": None,
}
PYTHON
