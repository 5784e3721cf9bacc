#!/usr/bin/env bash
# num2words 0.5.14 takes a whole number of euros for cents: a budget of 1 000 000 is written out as
# ten thousand euros, while 1000000.0 is a million.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home"
"$home/bin/pip" install --quiet --disable-pip-version-check num2words==0.5.14 2>/dev/null
"$home/bin/python" - <<'PYTHON'
from num2words import num2words

whole = num2words(1_000_000, lang="fr", to="currency")
decimal = num2words(1_000_000.0, lang="fr", to="currency")
print(whole, "|", decimal)
assert whole == "dix mille euros et zéro centimes"
assert decimal.startswith("un million")
PYTHON
