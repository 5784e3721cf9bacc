"""Exports as other tools read them: the same rows, dates as dates, texts as texts."""

import csv
import datetime
import io
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from bot.exports.files import write
from bot.questionlog.exporting import Row
from tests.exports.rows import batches
from tests.exports.test_files import SUMMER, logged

pytestmark = pytest.mark.slow

TEXTS = ("01004", "2A004", "3/4", "1E4", "=1+1", "+33", "12:30", "mars 2026", "3,5", "01/02/2026",
         "VRAI", "un\ntexte ; \"long\"", "l’école", "3 500 habitants")  # fmt: skip


def rows() -> AsyncIterator[list[Row]]:
    codes = {"town": "01004", "person": "123456789012", "knowledge": "1234567890e1"}
    return batches(*(logged(text, number, **codes) for number, text in enumerate(TEXTS, start=1)))


@pytest.fixture
async def spreadsheet(tmp_path: Path) -> Path:
    target = tmp_path / "log.xlsx"
    await write(rows(), "xlsx", target, io.BytesIO())
    return target


@pytest.fixture
async def table(tmp_path: Path) -> Path:
    target = tmp_path / "log.csv"
    await write(rows(), "csv", target, io.BytesIO())
    return target


async def test_openpyxl(spreadsheet: Path) -> None:
    header, *found = openpyxl.load_workbook(spreadsheet)["Questions"].iter_rows(values_only=True)
    check([dict(zip(header, row, strict=True)) for row in found])


async def test_calamine(spreadsheet: Path) -> None:
    sheet = CalamineWorkbook.from_path(spreadsheet).get_sheet_by_name("Questions")
    header, *found = sheet.to_python()
    check([dict(zip(header, row, strict=True)) for row in found])


def check(found: list[dict[Any, Any]]) -> None:
    assert [row["Question"] for row in found] == list(TEXTS)
    paris = (SUMMER + datetime.timedelta(hours=2)).replace(tzinfo=None)
    assert {row["Date"] for row in found} == {paris}
    assert {row["Décalage (Europe/Paris)"] for row in found} == {"+02:00"}
    assert {row["Commune ou territoire"] for row in found} == {"01004 Ambérieu-en-Bugey"}
    assert {row["Personne (pseudonyme)"] for row in found} == {"P123456789012"}
    assert {row["Confiance"] for row in found} == {0.125}


async def test_csv_holds_the_same_and_nothing_to_be_turned(table: Path) -> None:
    with table.open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.DictReader(file, delimiter=";"))
    assert [row["Question"].removeprefix("'") for row in found] == list(TEXTS)
    turned = [row["Question"] for row in found if not row["Question"].startswith("'")]
    assert turned == ["2A004", 'un\ntexte ; "long"', "l’école", "3 500 habitants"]
    moments = {datetime.datetime.fromisoformat(row["Date"]) for row in found}
    assert moments == {(SUMMER + datetime.timedelta(hours=2)).replace(tzinfo=None)}
    for row in found:
        for name in ("Commune ou territoire", "Personne (pseudonyme)", "Version de la base"):
            with pytest.raises(ValueError, match="could not convert"):
                float(row[name])
