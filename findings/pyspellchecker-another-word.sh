#!/usr/bin/env bash
# pyspellchecker 0.9.1 (French) does not know « préemption » and mends « preemption », written
# without accents as on a phone, into « péremption », another word.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home"
"$home/bin/pip" install --quiet --disable-pip-version-check pyspellchecker==0.9.1 2>/dev/null
"$home/bin/python" - <<'PYTHON'
from spellchecker import SpellChecker

checker = SpellChecker(language="fr")
unknown = checker.unknown(["préemption", "voirie", "commune"])
mended = checker.correction("preemption")
print(unknown, mended)
assert unknown == {"préemption"}
assert mended == "péremption"
PYTHON
