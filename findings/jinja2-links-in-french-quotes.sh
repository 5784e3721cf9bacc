#!/usr/bin/env bash
# Jinja2 3.1.6: the filter urlize makes no link of an address right after « without a space, and
# takes a closing ellipsis into the address; with spaces inside the quotes the link is right.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home"
"$home/bin/pip" install --quiet --disable-pip-version-check Jinja2==3.1.6 2>/dev/null
"$home/bin/python" - <<'PYTHON'
import jinja2

template = jinja2.Environment(autoescape=True).from_string("{{ text|urlize }}")
for text, links in (
    ("« https://www.cerema.fr/fr »", ['href="https://www.cerema.fr/fr"']),
    ("«https://www.cerema.fr/fr»", []),
    ("voir https://www.cerema.fr/fr…", ['href="https://www.cerema.fr/fr…"']),
):
    shown = template.render(text=text)
    print(shown)
    assert [part for part in shown.split() if part.startswith("href=")] == links or all(
        link in shown for link in links
    )
    assert ("href=" in shown) == bool(links)
PYTHON
