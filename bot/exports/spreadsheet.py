"""The spreadsheet of an export: the questions, then their figures with native charts."""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any, Final

import xlsxwriter

from bot.exports.columns import Cell, Columns
from bot.exports.lines import Lines, Marks
from bot.exports.spreadsheet_figures import A4, FiguresSheet
from bot.exports.tally import Tally
from bot.texts import exports as texts

MAX_ROWS: Final = 1_048_575
"""Rows below the header that a sheet can hold."""
MOMENT_FORMAT: Final = "yyyy-mm-dd hh:mm:ss"
DAY_FORMAT: Final = "dd/mm/yyyy"
WIDTHS: Final = {
    "numero": 9, "date": 18, "commune": 28, "domaine": 18, "question": 60, "resultat": 15,
    "fiche": 36, "statut": 14, "avis": 9, "reponse": 40, "decalage": 10, "canal": 14,
    "nature": 16, "personne": 18, "reference": 30, "confiance": 10, "candidats": 40,
    "doublon_de": 10, "suites": 50, "base": 15,
}  # fmt: skip
WRAPPED: Final = frozenset({"commune", "domaine", "question", "fiche", "reponse"})
"""Columns whose text goes on below, so that it prints whole."""
LINE: Final = 15
"""Points of a line."""
ROOM: Final = 1.15
"""Letters of French to a unit of width, which is that of a digit; rather too few."""
_ROOMS: Final = tuple(
    (column, ROOM * WIDTHS[key]) for column, key in enumerate(texts.COLUMNS) if key in WRAPPED
)
"""The columns whose text goes on below, and the letters that a line of each holds."""
MOST_LINES: Final = 27
"""A row is no higher in Excel."""
MARGIN: Final = 0.4
"""Inches."""


class Spreadsheet:
    """A workbook written row by row: memory does not grow with the rows."""

    def __init__(self, file: IO[bytes], aside: Path) -> None:
        options = {"constant_memory": True, "tmpdir": str(aside)}
        self._book = xlsxwriter.Workbook(file, options)
        self._book.set_size(2400, 1400)
        self._header = self._book.add_format(
            {"bold": True, "bg_color": "#DCE6F1", "bottom": 1, "valign": "top", "text_wrap": True}
        )
        self._wrapped = self._book.add_format({"valign": "top", "text_wrap": True})
        self._plain = self._book.add_format({"valign": "top"})
        self._moment = self._dates(MOMENT_FORMAT)
        self._day = self._dates(DAY_FORMAT)
        self._styles = [self._wrapped if key in WRAPPED else self._plain for key in texts.COLUMNS]
        self._sheets = 0
        self._row = 1
        self._begin_sheet()

    def _dates(self, form: str) -> Any:
        return self._book.add_format({"num_format": form, "align": "left", "valign": "top"})

    def add(self, cells: Sequence[Cell]) -> None:
        """Add a row: moments are shown as they are, texts are never read as anything else."""
        if self._row > MAX_ROWS:
            self._end_sheet()
            self._begin_sheet()
        row = self._row
        lines = _lines(cells)
        # LibreOffice leaves all as high as one line, the texts one over another
        height = LINE * lines if lines > 1 else None
        self._sheet.write_line(row, self._marks.of(row, cells), height)
        self._row = row + 1

    def finish(self, tally: Tally, groups: Sequence[tuple[str, int]], columns: Columns) -> None:
        """Add the figures and write the file."""
        self._end_sheet()
        FiguresSheet(self._book, self._header, columns).write(tally, groups)
        self._book.close()

    def abandon(self) -> None:
        """Let go of what is open; nothing is written."""
        self._book.fileclosed = True
        for sheet in self._book.worksheets():
            sheet._opt_close()

    def _begin_sheet(self) -> None:
        self._sheets += 1
        many = texts.MORE_SHEET.format(number=self._sheets)
        name = texts.SHEET if self._sheets == 1 else many
        self._sheet = self._book.add_worksheet(name, Lines)
        self._marks = Marks(self._sheet, self._styles, self._moment, self._day)
        self._sheet.freeze_panes(1, 0)
        self._sheet.repeat_rows(0)
        self._sheet.set_landscape()
        self._sheet.set_paper(A4)
        self._sheet.set_margins(MARGIN, MARGIN, MARGIN, 2 * MARGIN)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_footer(texts.FOOTER)
        for column, key in enumerate(texts.COLUMNS):
            self._sheet.set_column(column, column, WIDTHS[key], self._plain)
        self._sheet.write_row(0, 0, texts.COLUMNS.values(), self._header)
        self._sheet.end_header()
        self._row = 1

    def _end_sheet(self) -> None:
        last = max(self._row - 1, 1)
        self._sheet.autofilter(0, 0, last, len(texts.COLUMNS) - 1)
        self._sheet.print_area(0, 0, last, texts.PRINTED - 1)


def _lines(cells: Sequence[Cell]) -> int:
    """The lines that the longest text of a row takes in its column."""
    most = 1
    for column, room in _ROOMS:
        cell = cells[column]
        if isinstance(cell, str) and (len(cell) > room or "\n" in cell):
            taken = sum(math.ceil(max(1, len(line)) / room) for line in cell.split("\n"))
            most = max(most, taken)
    return min(most, MOST_LINES)
