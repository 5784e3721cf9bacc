#!/usr/bin/env bash
# dateparser 1.5.0 reads the French hour « 14h » as fourteen hours ago: the afternoon meeting falls
# on the evening before. « demain à 14h30 » is read right. « lundi en huit » (Monday week) becomes
# the 8th of the month.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home"
"$home/bin/pip" install --quiet --disable-pip-version-check dateparser==1.5.0 2>/dev/null
"$home/bin/python" - <<'PYTHON'
import datetime
import warnings

warnings.simplefilter("ignore")
import dateparser

noon = datetime.datetime(2026, 11, 29, 12)


def read(text):
    return dateparser.parse(text, languages=["fr"], settings={"RELATIVE_BASE": noon})


seen = {text: str(read(text)) for text in ("demain à 14h30", "14h", "lundi en huit")}
print(seen)
assert seen == {
    "demain à 14h30": "2026-11-30 14:30:00",
    "14h": "2026-11-28 22:00:00",
    "lundi en huit": "2026-11-08 00:00:00",
}
PYTHON
