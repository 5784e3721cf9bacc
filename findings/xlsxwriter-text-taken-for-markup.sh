#!/usr/bin/env bash
# XlsxWriter 3.3.1 writes a cell whose text begins with "<r>" and ends with "</r>" as if it were
# its own markup for rich text, in constant memory and otherwise: openpyxl 3.1.5 reads an empty
# text, without an error on either side. Any other tag around the same words is kept as text.
set -euo pipefail
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
python3 -m venv "$home"
"$home/bin/pip" install --quiet --disable-pip-version-check XlsxWriter==3.3.1 openpyxl==3.1.5 2>/dev/null
cd "$home"
"$home/bin/python" - <<'PYTHON'
import openpyxl
import xlsxwriter

for constant in (True, False):
    book = xlsxwriter.Workbook("book.xlsx", {"constant_memory": constant})
    sheet = book.add_worksheet()
    sheet.write_string(0, 0, "<r>Rue de la Gare</r>")
    sheet.write_string(1, 0, "<b>Rue de la Gare</b>")
    book.close()
    read = [row[0].value for row in openpyxl.load_workbook("book.xlsx").active.iter_rows()]
    print("constant memory:", constant, "->", read)
    assert read == ["", "<b>Rue de la Gare</b>"], read
PYTHON
