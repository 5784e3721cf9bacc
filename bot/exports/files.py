"""The question log as files for reviewers: CSV, XLSX, JSON, NDJSON; pseudonyms only.

Rows are streamed, and a file is written aside and then moved, so that half a file is never left.
Who may see what is decided before: see ``bot.anonymity``.
"""

import csv
import datetime
import io
import json
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, Any, Final, Literal

from bot.clock import PARIS
from bot.exports.spreadsheet import Spreadsheet
from bot.exports.tally import Tally
from bot.files import scratch_folder, write_aside
from bot.questionlog.records import LoggedQuestion
from bot.texts import exports as texts

Format = Literal["csv", "xlsx", "json", "ndjson"]
PROGRESS_STEP: Final = 1_000
"""Rows between two signs of progress."""

Add = Callable[[dict[str, Any]], object]
"""Adds a row to a file."""
Progress = Callable[[int], None]
"""Told how many rows are written."""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet would run a cell that begins so."""


def local(moment: datetime.datetime) -> str:
    """A moment as reviewers read it: Paris time with its offset."""
    return moment.astimezone(PARIS).isoformat(timespec="seconds")


def row(question: LoggedQuestion) -> dict[str, Any]:
    """One question as a row, from the key of a column to its value; no Telegram id, no name."""
    return {
        "numero": question.id,
        "date": question.asked_at.astimezone(PARIS),
        "canal": question.channel,
        "nature": question.kind,
        "personne": question.person,
        "commune": question.town,
        "question": question.text,
        "resultat": question.outcome,
        "fiche": question.entry,
        "confiance": None if question.confidence is None else round(question.confidence, 3),
        "candidats": [
            {"fiche": entry, "confiance": round(confidence, 3)}
            for entry, confidence in question.candidates
        ],
        "domaine": question.domain,
        "avis": question.feedback,
        "statut": question.status,
        "reponse": question.reply,
        "doublon_de": question.duplicate_of,
        "suites": [
            {"date": local(at), "acte": kind, "detail": detail}
            for at, kind, detail in question.events
        ],
        "base": question.knowledge,
    }


async def write(
    rows: AsyncIterator[LoggedQuestion],
    form: Format,
    target: Path | None,
    stdout: IO[bytes],
    *,
    groups: Sequence[tuple[str, int]] = (),
    progress: Progress | None = None,
) -> int:
    """Write the rows in a format, to a file or to standard output.

    Args:
        rows: the questions, in the order wanted.
        form: one of csv, xlsx, json, ndjson.
        target: the file; None writes to ``stdout``.
        stdout: where to write without a file.
        groups: (central question, questions) of those unanswered, for the figures of an xlsx.
        progress: told now and then how many rows are written, and once at the end.

    Returns:
        The number of rows written.

    Raises:
        OSError: the file cannot be written; nothing is left of it.
    """
    if target is None:
        return await _write_rows(rows, form, stdout, groups, progress)
    with write_aside(target) as file:
        return await _write_rows(rows, form, file, groups, progress)


async def _write_rows(
    rows: AsyncIterator[LoggedQuestion],
    form: Format,
    file: IO[bytes],
    groups: Sequence[tuple[str, int]],
    progress: Progress | None,
) -> int:
    count = 0
    tally = Tally()
    opened = _xlsx(file, tally, groups) if form == "xlsx" else _WRITERS[form](file)
    with opened as add:
        async for question in rows:
            add(row(question))
            tally.add(question)
            count += 1
            if progress is not None and count % PROGRESS_STEP == 0:
                progress(count)
    if progress is not None:
        progress(count)
    return count


@contextmanager
def _csv(file: IO[bytes]) -> Iterator[Add]:
    """UTF-8 with a byte order mark and semicolons: opens right in a French Excel."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        table = csv.writer(text, delimiter=";", lineterminator="\r\n")
        table.writerow(texts.COLUMNS.values())
        yield lambda values: table.writerow([_cell(values[key]) for key in texts.COLUMNS])
    finally:
        text.detach()  # flushes, and leaves the file to who opened it


@contextmanager
def _json(file: IO[bytes]) -> Iterator[Add]:
    """One array, an object a line."""
    separator = b"[\n"

    def add(values: dict[str, Any]) -> None:
        nonlocal separator
        file.write(separator + _object(values))
        separator = b",\n"

    yield add
    file.write(b"[]\n" if separator == b"[\n" else b"\n]\n")
    file.flush()


@contextmanager
def _ndjson(file: IO[bytes]) -> Iterator[Add]:
    """An object a line."""
    yield lambda values: file.write(_object(values) + b"\n")
    file.flush()


@contextmanager
def _xlsx(file: IO[bytes], tally: Tally, groups: Sequence[tuple[str, int]]) -> Iterator[Add]:
    """A sheet of questions and a sheet of figures, written in constant memory."""
    with scratch_folder() as aside:
        spreadsheet = Spreadsheet(file, aside)
        try:
            yield lambda values: spreadsheet.add([_typed(values[key]) for key in texts.COLUMNS])
            spreadsheet.finish(tally, groups)
        except BaseException:
            spreadsheet.abandon()
            raise


_WRITERS: Final[dict[Format, Callable[[IO[bytes]], AbstractContextManager[Add]]]] = {
    "csv": _csv,
    "json": _json,
    "ndjson": _ndjson,
}


def _object(values: dict[str, Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, default=local).encode()


def _flat(value: Any) -> str:
    """A value of several parts on one line."""
    if isinstance(value, list):
        return texts.LIST_SEPARATOR.join(
            " ".join(str(part) for part in item.values() if part != "") for item in value
        )
    return local(value) if isinstance(value, datetime.datetime) else str(value)


def _typed(value: Any) -> Any:
    """A value of one cell: number, moment, text or nothing."""
    return _flat(value) if isinstance(value, list) else value


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, float):
        return str(value).replace(".", ",")
    if isinstance(value, int):
        return value
    text = value if isinstance(value, str) else _flat(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
