#!/usr/bin/env bash
# humanize 4.17.0 with French activated still writes the months of naturaldate in English and in
# English order, beside delays in French.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home"
"$home/bin/pip" install --quiet --disable-pip-version-check humanize==4.17.0 2>/dev/null
"$home/bin/python" - <<'PYTHON'
import datetime

import humanize

humanize.i18n.activate("fr_FR")
day = datetime.date.today() + datetime.timedelta(days=60)
date, delay = humanize.naturaldate(day), humanize.naturaltime(datetime.timedelta(hours=-3))
print(date, "|", delay)
assert delay == "dans 3 heures"
assert date == day.strftime("%b %d")
PYTHON
