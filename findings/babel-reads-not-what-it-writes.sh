#!/usr/bin/env bash
# Babel 2.19.0 writes a long French date (without the « er » that French gives the first of a
# month) and cannot read it back: parse_date knows digits only and raises IndexError, not
# ParseError.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home"
"$home/bin/pip" install --quiet --disable-pip-version-check Babel==2.19.0 2>/dev/null
"$home/bin/python" - <<'PYTHON'
import datetime

from babel.dates import format_date, parse_date

written = format_date(datetime.date(2026, 12, 1), "long", locale="fr")
assert written == "1 décembre 2026", written
assert parse_date("01/12/2026", locale="fr") == datetime.date(2026, 12, 1)
try:
    parse_date(written, format="long", locale="fr")
except IndexError as error:
    print(written, "->", repr(error))
else:
    raise SystemExit("it reads it now")
PYTHON
