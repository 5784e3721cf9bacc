#!/usr/bin/env bash
# python-slugify 9.2.0 parts « d'aide » at the straight apostrophe and joins it at the typographic
# one, which is what phones and word processors write: two addresses for one title.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home"
"$home/bin/pip" install --quiet --disable-pip-version-check python-slugify==9.2.0 2>/dev/null
"$home/bin/python" - <<'PYTHON'
from slugify import slugify

straight, curly = slugify("Demande d'aide"), slugify("Demande d\u2019aide")
print(straight, curly)
assert (straight, curly) == ("demande-d-aide", "demande-daide")
PYTHON
