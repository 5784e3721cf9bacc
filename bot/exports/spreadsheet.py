"""The spreadsheet of an export: the questions, then their figures with native charts."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any, Final

import xlsxwriter

from bot.exports.tally import Tally, ranked
from bot.texts import exports as texts

MAX_ROWS: Final = 1_048_575
"""Rows below the header that a sheet can hold."""
TOP: Final = 10
"""Entries and groups shown among the figures."""
DATE_FORMAT: Final = "dd/mm/yyyy hh:mm:ss"
DAY_FORMAT: Final = "dd/mm/yyyy"
WIDTHS: Final = {
    "numero": 9, "date": 19, "canal": 10, "nature": 10, "personne": 20, "commune": 34,
    "question": 70, "resultat": 10, "fiche": 30, "confiance": 10, "candidats": 40, "domaine": 16,
    "avis": 9,
    "statut": 14, "reponse": 50, "doublon_de": 10, "suites": 50, "base": 15,
}  # fmt: skip
CHART_SIZE: Final = {"width": 640, "height": 300}
CHART_ROWS: Final = 16
"""Rows that a chart covers."""
CHART_COLUMN: Final = 5
CHART_COLORS: Final = ("#B9C8E3", "#1F5AA8")
A4: Final = 9
FIRST_TABLE: Final = 2


class Spreadsheet:
    """A workbook written row by row: memory does not grow with the rows."""

    def __init__(self, file: IO[bytes], aside: Path) -> None:
        options = {"constant_memory": True, "tmpdir": str(aside)}
        self._book = xlsxwriter.Workbook(file, options)
        self._book.set_size(2400, 1400)
        self._header = self._book.add_format(
            {"bold": True, "bg_color": "#DCE6F1", "bottom": 1, "valign": "top"}
        )
        self._moment = self._book.add_format({"num_format": DATE_FORMAT, "align": "left"})
        self._sheets = 0
        self._begin_sheet()

    def add(self, values: Sequence[Any]) -> None:
        """Add a row of numbers, aware moments (shown as they are), texts and nothings."""
        if self._row > MAX_ROWS:
            self._end_sheet()
            self._begin_sheet()
        for column, value in enumerate(values):
            if isinstance(value, datetime.datetime):
                naive = value.replace(tzinfo=None)
                self._sheet.write_datetime(self._row, column, naive, self._moment)
            elif isinstance(value, int | float):
                self._sheet.write_number(self._row, column, value)
            elif value is not None:  # as text, so that nothing is ever a formula
                self._sheet.write_string(self._row, column, value)
        self._row += 1

    def finish(self, tally: Tally, groups: Sequence[tuple[str, int]]) -> None:
        """Add the figures and write the file."""
        self._end_sheet()
        _Figures(self._book, self._header).write(tally, groups)
        self._book.close()

    def abandon(self) -> None:
        """Let go of what is open; nothing is written."""
        self._book.fileclosed = True
        for sheet in self._book.worksheets():
            sheet._opt_close()

    def _begin_sheet(self) -> None:
        self._sheets += 1
        many = texts.MORE_SHEET.format(number=self._sheets)
        self._sheet = self._book.add_worksheet(texts.SHEET if self._sheets == 1 else many)
        self._sheet.freeze_panes(1, 0)
        self._sheet.repeat_rows(0)
        for column, key in enumerate(texts.COLUMNS):
            self._sheet.set_column(column, column, WIDTHS[key])
        self._sheet.write_row(0, 0, texts.COLUMNS.values(), self._header)
        self._row = 1

    def _end_sheet(self) -> None:
        self._sheet.autofilter(0, 0, max(self._row - 1, 1), len(texts.COLUMNS) - 1)


class _Figures:
    """The sheet of figures: tables one below the other on the left, their charts on the right."""

    def __init__(self, book: Any, header: Any) -> None:
        self._book = book
        self._header = header
        self._day = book.add_format({"num_format": DAY_FORMAT, "align": "left"})
        self._percent = book.add_format({"num_format": "0%"})
        self._sheet = book.add_worksheet(texts.FIGURES_SHEET)
        self._sheet.set_column(0, 0, 60)
        self._sheet.set_column(1, 3, 14)
        self._sheet.hide_gridlines(2)
        self._sheet.set_paper(A4)
        self._sheet.fit_to_pages(1, 0)  # as wide as a page, as long as it takes
        self._chart_row = FIRST_TABLE
        self._row = FIRST_TABLE

    def write(self, tally: Tally, groups: Sequence[tuple[str, int]]) -> None:
        """All tables and charts."""
        self._sheet.write_string(0, 0, texts.FIGURES_NOTE)
        weeks = tally.weeks()
        span = self._table(texts.WEEKS, [(day, n, a, _share(a, n)) for day, n, a in weeks])
        self._chart(texts.WEEKS_TITLE, "column", span, texts.WEEKS[1:3], dates=True)
        self._chart(texts.SHARE_TITLE, "line", span, texts.WEEKS[3:], first=3, dates=True)
        domains = [
            (name or texts.NO_DOMAIN, count, tally.domains_answered[name or None])
            for name, count in ranked({name or "": n for name, n in tally.domains.items()})
        ]
        span = self._table(texts.DOMAINS, [(name, n, a, _share(a, n)) for name, n, a in domains])
        self._chart(texts.DOMAINS_TITLE, "bar", span, texts.DOMAINS[1:3])
        span = self._table(texts.ENTRIES, ranked(tally.entries, TOP))
        self._chart(texts.ENTRIES_TITLE, "bar", span, texts.ENTRIES[1:])
        if groups:
            span = self._table(texts.GROUPS, list(groups)[:TOP])
            self._chart(texts.GROUPS_TITLE, "bar", span, texts.GROUPS[1:])

    def _table(self, headers: Sequence[str], rows: Sequence[Sequence[Any]]) -> tuple[int, int]:
        """Write a table; its (first, last) rows of values."""
        self._sheet.write_row(self._row, 0, headers, self._header)
        first = self._row + 1
        for at, (name, *values) in enumerate(rows, start=first):
            if isinstance(name, datetime.date):
                self._sheet.write_datetime(at, 0, name, self._day)
            else:
                self._sheet.write_string(at, 0, name)
            for column, value in enumerate(values, start=1):
                style = self._percent if isinstance(value, float) else None
                self._sheet.write_number(at, column, value, style)
        last = first + max(len(rows), 1) - 1
        self._row = last + 2
        return first, last

    def _chart(
        self,
        title: str,
        kind: str,
        span: tuple[int, int],
        names: Sequence[str],
        first: int = 1,
        dates: bool = False,
    ) -> None:
        """A chart of columns of a table, beside the tables and below the chart before."""
        chart = self._book.add_chart({"type": kind})
        for column, name in enumerate(names, start=first):
            color = {"color": CHART_COLORS[column - first if len(names) > 1 else 1]}
            chart.add_series({
                "name": name,
                "categories": [texts.FIGURES_SHEET, span[0], 0, span[1], 0],
                "values": [texts.FIGURES_SHEET, span[0], column, span[1], column],
                "line" if kind == "line" else "fill": color,
                **({} if kind == "line" else {"overlap": 100, "gap": 40}),
            })  # fmt: skip
        chart.set_title({"name": title, "name_font": {"size": 12}})
        if len(names) == 1:
            chart.set_legend({"none": True})
        else:
            chart.set_legend({"position": "bottom"})
        if dates:
            chart.set_x_axis({"text_axis": True, "num_format": DAY_FORMAT})
        if kind == "bar":
            chart.set_y_axis({"reverse": True, "crossing": "max"})
        if kind == "line":
            chart.set_y_axis({"min": 0, "max": 1, "num_format": "0%"})
        chart.set_size(CHART_SIZE)
        self._sheet.insert_chart(self._chart_row, CHART_COLUMN, chart)
        self._chart_row += CHART_ROWS


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
