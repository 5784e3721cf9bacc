"""A worksheet that takes whole rows: XlsxWriter's own XML for them, without a call for each cell.

In constant memory XlsxWriter keeps a row's cells as objects until the next row comes, and finds
the attributes of each anew, which takes longer than all that an export does to a question. It
also takes a text between « <r> » and « </r> » for XML; here a text is a text.
"""

import datetime
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final
from xml.sax.saxutils import escape

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from bot.exports.columns import Cell

SHORT: Final = 80
"""Characters of a text that may well come again: a label, a fiche, a town."""
LONGEST: Final = 32_767
"""Characters that a cell can hold."""
_UNUSUAL: Final = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9a-fA-F]{4}_")
_BLANK_END: Final = re.compile(r"\A\s|\s\Z")


class Lines(Worksheet):  # type: ignore[misc]
    """Rows one after the other, each as XML."""

    def end_header(self) -> None:
        """Write the first row: its format gets its number before those of the cells below."""
        self._write_single_row(1)

    def write_line(self, row: int, cells: Sequence[str], height: int | None) -> None:
        """Write a row below those that are there.

        Args:
            row: its number, from 0.
            cells: as ``Marks`` makes them.
            height: in points; None for that of a line.
        """
        if row > self.previous_row:
            self._write_single_row(row)
        self._check_dimensions(row, 0)
        taller = "" if height is None else f' ht="{height}" customHeight="1"'
        self.fh.write(f'<row r="{row + 1}"{taller}>{"".join(cells)}</row>')


class Marks:
    """Makes the XML of cells: texts are never read as anything else."""

    def __init__(self, sheet: Worksheet, styles: Sequence[Any], moment: Any, day: Any) -> None:
        """Take the formats, which get their numbers when the first cell needs them.

        Args:
            sheet: any of the workbook's.
            styles: the format of texts and numbers in each column.
            moment: the format of moments.
            day: the format of days.
        """
        self._sheet = sheet
        self._styles = styles
        self._moment, self._day = moment, day
        self._names = [xl_col_to_name(column) for column in range(len(styles))]
        self._label = lru_cache(maxsize=10_000)(self._text)

    def of(self, row: int, cells: Sequence[Cell]) -> list[str]:
        """The XML of a row's cells."""
        found = []
        at = row + 1
        for column, cell in enumerate(cells):
            if cell is None:
                continue
            if isinstance(cell, str):
                read = self._label if len(cell) <= SHORT else self._text
                content = read(column, cell)
            elif isinstance(cell, datetime.date):
                content = self._date(cell)
            else:
                content = f' s="{self._styles[column]._get_xf_index()}"><v>{cell:.16G}</v></c>'
            found.append(f'<c r="{self._names[column]}{at}"{content}')
        return found

    def _text(self, column: int, text: str) -> str:
        text = text[:LONGEST]
        if _UNUSUAL.search(text):
            text = escape(self._sheet._escape_control_characters(text))
        kept = ' xml:space="preserve"' if _BLANK_END.search(text) else ""
        style = self._styles[column]._get_xf_index()
        return f' s="{style}" t="inlineStr"><is><t{kept}>{text}</t></is></c>'

    def _date(self, cell: datetime.date) -> str:
        style = self._day
        if isinstance(cell, datetime.datetime):
            style, cell = self._moment, cell.replace(tzinfo=None)
        serial = self._sheet._convert_date_time(cell)
        return f' s="{style._get_xf_index()}"><v>{serial:.16G}</v></c>'
