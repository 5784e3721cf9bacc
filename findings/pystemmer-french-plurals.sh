#!/usr/bin/env bash
# PyStemmer 3.1.0 (Snowball, French): « locaux » meets « local », but « travaux » becomes « traval
# » and never meets « travail », nor « baux » « bail »; « maire » and « mairie » become one word,
# and so do « loger » and « logement ».
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home"
"$home/bin/pip" install --quiet --disable-pip-version-check PyStemmer==3.1.0 2>/dev/null
"$home/bin/python" - <<'PYTHON'
import Stemmer

stem = Stemmer.Stemmer("french").stemWord
pairs = [("local", "locaux"), ("travail", "travaux"), ("bail", "baux"), ("maire", "mairie")]
seen = [(stem(one), stem(other)) for one, other in [*pairs, ("loger", "logement")]]
print(seen)
assert seen == [
    ("local", "local"), ("travail", "traval"), ("bail", "baux"), ("mair", "mair"), ("log", "log"),
]
PYTHON
