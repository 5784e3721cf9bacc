#!/usr/bin/env bash
# bm25s 0.3.16: its French stop words hold « ne » and « pas », so that a question and its contrary
# are the same query.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home"
"$home/bin/pip" install --quiet --disable-pip-version-check bm25s==0.3.16 2>/dev/null
"$home/bin/python" - <<'PYTHON'
import bm25s


def read(text):
    return bm25s.tokenize([text], stopwords="french", return_ids=False, show_progress=False)[0]


for_it, against_it = read("la mairie est ouverte"), read("la mairie n'est pas ouverte")
print(for_it, against_it)
assert for_it == against_it == ["mairie", "ouverte"]
PYTHON
