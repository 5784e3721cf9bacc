"""Exports as reviewers open them."""

import asyncio
import csv
import dataclasses
import datetime
import io
import json
import re
import shutil
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from bot.exports.files import Format, write
from bot.questionlog.exporting import Row
from bot.questionlog.records import LoggedQuestion
from tests.exports.rows import as_row, batches

SUMMER = datetime.datetime(2026, 7, 14, 22, 30, tzinfo=datetime.UTC)


def logged(text: str, number: int = 1, **changes: Any) -> LoggedQuestion:
    question = LoggedQuestion(
        id=number,
        asked_at=SUMMER,
        channel="telegram",
        person="0123456789abcdef",
        town=None,
        text=text,
        outcome="none",
        entry=None,
        confidence=0.125,
        candidates=(("ort-definition", 0.125),),
        domain=None,
        knowledge="0123456789ab",
        feedback=None,
        status="nouvelle",
        events=((SUMMER, "aucune", ""),),
    )
    return dataclasses.replace(question, **changes)


async def exported(form: Format, *questions: LoggedQuestion) -> bytes:
    stdout = io.BytesIO()
    stdout.close = lambda: None  # type: ignore[method-assign]
    await write(batches(*questions), form, None, stdout)
    return stdout.getvalue()


async def test_csv_opens_right_in_a_french_excel() -> None:
    raw = await exported("csv", logged('élu·e ; "guillemets"\net une ligne'))
    assert raw.startswith(b"\xef\xbb\xbfNum\xc3\xa9ro;Date;")
    table = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    assert table[0]["Question"] == 'élu·e ; "guillemets"\net une ligne'
    assert table[0]["Date"] == "2026-07-15 00:30:00"  # a date for a spreadsheet
    assert table[0]["Décalage (Europe/Paris)"] == "+02:00"
    assert table[0]["Fiches candidates"] == "ort-definition 0,125"  # one decimal sign
    assert (table[0]["Statut"], table[0]["Résultat"]) == ("nouvelle", "sans réponse")
    assert table[0]["Confiance"] == "0,125"


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+33", "-2", "@x", "\tx", "\rx", "\n=1+1", "＝1+1", "＋1", "－1", "＠x", " =1+1",
     "3/4", "1E4", "01004", "12:30", "1,5", "mars 2026", "vrai"],
)  # fmt: skip
async def test_csv_runs_no_formula_and_turns_no_text(text: str) -> None:
    raw = await exported("csv", logged(text))
    table = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert table[0]["Question"] == f"'{text}"


async def test_json_and_ndjson_hold_the_same() -> None:
    questions = (logged("un"), logged("deux", 2))
    array = json.loads(await exported("json", *questions))
    lines = [json.loads(line) for line in (await exported("ndjson", *questions)).splitlines()]
    assert array == lines
    assert array[0]["candidats"] == [{"fiche": "ort-definition", "confiance": 0.125}]
    assert array[0]["suites"] == [
        {"date": "2026-07-15T00:30:00+02:00", "acte": "aucune", "detail": ""}
    ]


async def test_nothing_to_export() -> None:
    assert json.loads(await exported("json")) == []
    assert await exported("ndjson") == b""
    assert (await exported("csv")).count(b"\r\n") == 1


async def test_xlsx_keeps_a_formula_as_text(tmp_path: Path) -> None:
    target = tmp_path / "log.xlsx"
    groups = [("=1+1", 3)]
    await write(batches(logged("=1+1")), "xlsx", target, io.BytesIO(), groups=groups)
    with zipfile.ZipFile(target) as archive:
        names = [name for name in archive.namelist() if "worksheets/sheet" in name]
        sheets = [archive.read(name).decode() for name in names]
    assert len(sheets) == 2
    for sheet in sheets:
        assert "=1+1" in sheet
        assert "<f>" not in sheet


async def test_xlsx_rows_are_as_high_as_their_texts() -> None:
    long = "Une question de plus de soixante lettres, qui prend deux lignes dans sa colonne ?"
    raw = await exported("xlsx", logged("courte"), logged(long, 2), logged("a\nb\nc", 3))
    rows = openpyxl.load_workbook(io.BytesIO(raw)).worksheets[0].row_dimensions
    assert [rows[number].height for number in (2, 3, 4)] == [None, 30, 45]


async def test_xlsx_holds_every_sign_and_every_row_in_its_place() -> None:
    texts = [
        "simple", "A & B < C > D", " blanc devant", "blanc derrière ", "a\nb\n", "_x0041_",
        'dit "oui"', "encore simple", "<r>riche</r>", "cœur – 5 €", "a\x0bb", "z" * 32_800,
    ]  # fmt: skip
    given = [logged(text, number, reply=text) for number, text in enumerate(texts, start=1)]
    sheet = openpyxl.load_workbook(io.BytesIO(await exported("xlsx", *given))).worksheets[0]
    read = [(row[0], unescape(row[4]), unescape(row[9])) for row in values(sheet)]
    assert read == [(n, text[:32_767], text[:32_767]) for n, text in enumerate(texts, start=1)]


def values(sheet: Any) -> list[Any]:
    return list(sheet.iter_rows(min_row=2, values_only=True))


async def test_xlsx_sheets_of_questions_and_of_figures(tmp_path: Path) -> None:
    target = tmp_path / "log.xlsx"
    week = datetime.timedelta(weeks=1)
    questions = (
        logged("un", 1, status="repondue", entry="ort-definition", domain="revitalisation"),
        logged("deux", 2, asked_at=SUMMER + 2 * week),
        logged("trois", 4, asked_at=SUMMER + 2 * week),
        logged("merci", 3, outcome="smalltalk", status="repondue"),
    )
    groups = (("comment financer le pont", 12),)
    await write(batches(*questions), "xlsx", target, io.BytesIO(), groups=groups)
    with zipfile.ZipFile(target) as archive:
        parts = archive.namelist()
        questions_sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        figures = archive.read("xl/worksheets/sheet2.xml").decode()
        book = archive.read("xl/workbook.xml").decode()
        drawn = (part for part in parts if part.startswith("xl/charts/chart"))
        charts = "".join(archive.read(part).decode() for part in drawn)
    assert sum(part.startswith("xl/charts/chart") for part in parts) == 5
    assert '<pane ySplit="1"' in questions_sheet
    assert '<autoFilter ref="A1:T5"/>' in questions_sheet
    assert 'orientation="landscape"' in questions_sheet
    assert 'fitToHeight="0"' in questions_sheet
    assert "$A$1:$J$5" in book  # what is printed
    ticks = re.findall(r'<c:majorUnit val="([^"]+)"/>', charts)
    assert ticks == ["1", "1", "1", "2"]  # nothing is counted by halves
    assert "<cols>" in questions_sheet
    moment = re.search(r'<c r="B2" s="\d+"><v>([\d.]+)', questions_sheet)
    assert moment is not None
    assert moment[1].startswith("46218.0208")  # 15/07/2026 00:30 in Paris
    assert "comment financer le pont" in figures
    sheet = openpyxl.load_workbook(target)["Chiffres"]
    domains = [row[0] for row in sheet.iter_rows(values_only=True)]
    rows = domains[domains.index("Domaine") + 1 :][:2]
    assert rows == ["revitalisation", "Domaine non reconnu"], "what is not known comes last"
    assert "<f>" not in questions_sheet + figures
    weeks = re.findall(r'<c r="A\d+" s="\d+"><v>(46\d+)</v></c><c r="B\d+"><v>(\d+)</v>', figures)
    assert weeks == [("46216", "1"), ("46223", "0"), ("46230", "2")]  # none left out


async def test_xlsx_goes_on_to_another_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.exports.spreadsheet.MAX_ROWS", 2)
    target = tmp_path / "log.xlsx"
    many = (logged(f"q{n}", n) for n in range(1, 6))
    assert await write(batches(*many), "xlsx", target, io.BytesIO()) == 5
    with zipfile.ZipFile(target) as archive:
        last = archive.read("xl/worksheets/sheet3.xml").decode()
        book = archive.read("xl/workbook.xml").decode()
    assert re.findall(r'<sheet name="(.*?)"', book) == [
        "Questions", "Questions 2", "Questions 3", "Chiffres",
    ]  # fmt: skip
    assert "q5" in last


async def test_xlsx_opens_in_libreoffice(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("no LibreOffice here (package libreoffice-calc)")
    target = tmp_path / "log.xlsx"
    questions = [
        logged("=1+1", 1, status="repondue", entry="ort-definition", domain="revitalisation"),
        logged("+33 fait quoi ?", 2, asked_at=SUMMER + datetime.timedelta(weeks=26)),
    ]
    await write(batches(*questions), "xlsx", target, io.BytesIO(), groups=[("le pont", 3)])
    for form in ("fods", "csv:Text - txt - csv (StarCalc):59,34,76,1,,1036"):
        process = await asyncio.create_subprocess_exec(
            office, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile",
            "--convert-to", form, "--outdir", str(tmp_path), str(target),
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        assert await process.wait() == 0
    table = io.StringIO((tmp_path / "log.csv").read_text("utf-8"))
    shown = list(csv.DictReader(table, delimiter=";"))
    assert [row["Date"] for row in shown] == ["2026-07-15 00:30:00", "2027-01-12 23:30:00"]
    assert [row["Question"] for row in shown] == ["=1+1", "+33 fait quoi ?"]
    opened = (tmp_path / "log.fods").read_text("utf-8")
    assert opened.count("<draw:object ") == 5  # the charts
    assert "table:formula" not in opened
    assert 'office:date-value="2026-07-15T00:30:00"' in opened
    assert 'table:name="Chiffres"' in opened


async def test_progress_is_told() -> None:
    told: list[int] = []
    many = (logged(f"q{n}", n) for n in range(1, 2_501))
    await write(batches(*many), "ndjson", None, io.BytesIO(), progress=told.append)
    assert told == [1_000, 2_000, 2_500]


@pytest.mark.parametrize("form", ["csv", "xlsx", "json", "ndjson"])
async def test_half_a_file_is_never_left(form: Format, tmp_path: Path) -> None:
    target = tmp_path / "log"
    target.write_text("ancien", "utf-8")

    async def failing() -> AsyncIterator[list[Row]]:
        yield [as_row(logged("un"))]
        raise RuntimeError("database gone")

    with pytest.raises(RuntimeError):
        await write(failing(), form, target, io.BytesIO())
    assert target.read_text("utf-8") == "ancien"
    assert [path.name for path in tmp_path.glob("**/*")] == ["log"]  # noqa: ASYNC240
