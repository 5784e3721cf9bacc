#!/usr/bin/env bash
# holidays 0.109: the registry that loads a country when it is asked for loads all of them, some 250
# modules for the public holidays of France, by either way of asking; importing the package loads none.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home"
"$home/bin/pip" install --quiet --disable-pip-version-check holidays==0.109 2>/dev/null
for asked in 'holidays.country_holidays("FR", years=2026)' 'holidays.France(years=2026)'; do
"$home/bin/python" - "$asked" <<'PYTHON'
import sys

import holidays


def loaded():
    return sum(name.startswith("holidays.countries.") for name in sys.modules)


before = loaded()
days = eval(sys.argv[1], {"holidays": holidays})
print(f"{sys.argv[1]}: {before} countries loaded before, {loaded()} after, {len(days)} days found")
assert before == 0 and len(days) == 11
assert loaded() > 200, "one country no longer brings the others"
PYTHON
done
