"""The sheet of figures of an export: tables on the left, their charts on the right."""

import datetime
from collections.abc import Sequence
from typing import Any, Final

from bot.exports.columns import Columns
from bot.exports.tally import Tally, ranked
from bot.texts import exports as texts

TOP: Final = 10
"""Entries and groups shown among the figures."""
DAY_FORMAT: Final = "dd/mm/yyyy"
PERCENT_FORMAT: Final = "0\u00a0%"
CHART_SIZE: Final = {"width": 640, "height": 300}
CHART_ROWS: Final = 16
"""Rows that a chart covers."""
CHART_COLUMN: Final = 5
CHART_COLORS: Final = ("#B9C8E3", "#1F5AA8")
A4: Final = 9
FIRST_TABLE: Final = 2
TICKS: Final = 8
"""Marks on an axis of counts, about; whole numbers, so that nothing is counted by halves."""


class FiguresSheet:
    """Tables one below the other on the left, their charts on the right."""

    def __init__(self, book: Any, header: Any, columns: Columns) -> None:
        self._book = book
        self._columns = columns
        self._header = header
        self._day = book.add_format({"num_format": DAY_FORMAT, "align": "left"})
        self._percent = book.add_format({"num_format": PERCENT_FORMAT})
        self._sheet = book.add_worksheet(texts.FIGURES_SHEET)
        self._sheet.set_column(0, 0, 60)
        self._sheet.set_column(1, 3, 19)
        self._sheet.hide_gridlines(2)
        self._sheet.set_landscape()
        self._sheet.set_paper(A4)
        self._numbers = book.add_format({"align": "right"})
        self._right = book.add_format(
            {"bold": True, "bg_color": "#DCE6F1", "bottom": 1, "align": "right"}
        )
        self._sheet.fit_to_pages(1, 0)  # as wide as a page, as long as it takes
        self._chart_row = FIRST_TABLE
        self._row = FIRST_TABLE

    def write(self, tally: Tally, groups: Sequence[tuple[str, int]]) -> None:
        """All tables and charts."""
        self._sheet.write_string(0, 0, texts.FIGURES_NOTE)
        weeks = tally.weeks()
        span = self._table(texts.WEEKS, [(day, n, a, _share(a, n)) for day, n, a in weeks])
        self._chart(
            texts.WEEKS_TITLE, "column", span, texts.WEEKS[1:3], dates=True, most=_most(weeks)
        )
        self._chart(texts.SHARE_TITLE, "line", span, texts.WEEKS[3:], first=3, dates=True)
        named = ranked({name: n for name, n in tally.domains.items() if name is not None})
        unknown = tally.domains[None]
        domains = [
            (self._columns.domain(name), count, tally.domains_answered[name])
            for name, count in (*named, *([(None, unknown)] if unknown else []))
        ]
        span = self._table(texts.DOMAINS, [(name, n, a, _share(a, n)) for name, n, a in domains])
        self._chart(texts.DOMAINS_TITLE, "bar", span, texts.DOMAINS[1:3], most=_most(domains))
        entries = [(self._columns.entry(e), n) for e, n in ranked(tally.entries, TOP)]
        span = self._table(texts.ENTRIES, entries)
        self._chart(texts.ENTRIES_TITLE, "bar", span, texts.ENTRIES[1:], most=_most(entries))
        if groups:
            span = self._table(texts.GROUPS, list(groups)[:TOP])
            most = _most(list(groups)[:TOP])
            self._chart(texts.GROUPS_TITLE, "bar", span, texts.GROUPS[1:], most=most)

    def _table(self, headers: Sequence[str], rows: Sequence[Sequence[Any]]) -> tuple[int, int]:
        """Write a table; its (first, last) rows of values."""
        self._sheet.write_string(self._row, 0, headers[0], self._header)
        self._sheet.write_row(self._row, 1, headers[1:], self._right)
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
        most: int = 1,
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
        counts = {"min": 0, "major_unit": max(1, -(-most // TICKS)), "num_format": "0"}
        if kind == "bar":
            chart.set_y_axis({"reverse": True, "crossing": "max"})
            chart.set_x_axis(counts)
        elif kind == "line":
            chart.set_y_axis({"min": 0, "max": 1, "num_format": PERCENT_FORMAT})
        else:
            chart.set_y_axis(counts)
        chart.set_size(CHART_SIZE)
        self._sheet.insert_chart(self._chart_row, CHART_COLUMN, chart)
        self._chart_row += CHART_ROWS


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _most(rows: Sequence[Sequence[Any]]) -> int:
    """The greatest count of a table."""
    return max((row[1] for row in rows), default=1)
