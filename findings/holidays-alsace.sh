#!/usr/bin/env bash
# holidays 0.109 knows the local days of Moselle by the number of its department (57), but refuses
# those of the two departments of Alsace (67, 68), which have the same days.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home"
"$home/bin/pip" install --quiet --disable-pip-version-check holidays==0.109 2>/dev/null
"$home/bin/python" - <<'PYTHON'
import holidays

days = holidays.France(years=2026, subdiv="57")
extra = sorted(set(days) - set(holidays.France(years=2026)))
print([str(day) for day in extra])
assert [str(day) for day in extra] == ["2026-04-03", "2026-12-26"]
for department in ("67", "68"):
    try:
        holidays.France(years=2026, subdiv=department)
    except NotImplementedError as error:
        print(error)
    else:
        raise SystemExit(f"{department} is known now")
PYTHON
