"""The question log as files for reviewers: CSV, XLSX, JSON, NDJSON; pseudonyms only.

Rows are streamed by batches, and a file is written aside and then moved, so that half a file is
never left. Who may see what is decided before: see ``bot.exports.anonymity``.
"""

import csv
import io
import json
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, Final, Literal

from bot.exports.anonymity import hidden_batches
from bot.exports.columns import Columns, Names, as_json, csv_cells
from bot.exports.tally import Tally
from bot.exports.territories import THRESHOLDS, Thresholds
from bot.files import scratch_folder, write_aside
from bot.knowledge.towns import load_towns
from bot.questionlog.exporting import BATCH, Reading, Row
from bot.questionlog.records import Filter
from bot.questionlog.store import QuestionLog
from bot.texts import exports as texts

Format = Literal["csv", "xlsx", "json", "ndjson"]

Add = Callable[[Sequence[Row]], object]
"""Adds rows to a file."""
Progress = Callable[[int], None]
"""Told how many rows are written."""
NO_NAMES: Final = Names()


async def export(
    log: QuestionLog,
    chosen: Filter,
    form: Format,
    target: Path | None,
    stdout: IO[bytes],
    *,
    identified: bool = False,
    names: Names = NO_NAMES,
    thresholds: Thresholds = THRESHOLDS,
    groups: Sequence[tuple[str, int]] = (),
    progress: Progress | None = None,
) -> int:
    """Write the questions of a filter to a file or to standard output.

    Args:
        log: where they are.
        chosen: which questions.
        form: one of csv, xlsx, json, ndjson.
        target: the file; None writes to ``stdout``.
        stdout: where to write without a file.
        identified: with towns, moments and pseudonyms that stay; anonymous otherwise.
        names: how domains and entries are called in tables.
        thresholds: what a territory needs to be told, where anonymous.
        groups: (central question, questions) of those unanswered, for the figures of an xlsx.
        progress: told now and then how many rows are written, and once at the end.

    Returns:
        The number of rows written.

    Raises:
        OSError: the file cannot be written; nothing is left of it.
        LogUnavailableError: the log cannot be read.
    """
    reading = Reading(log, chosen)
    hidden = None if identified else hidden_batches(reading, load_towns(), thresholds)
    batches = reading.batches() if hidden is None else hidden
    return await write(batches, form, target, stdout, names, groups, progress)


async def write(
    batches: AsyncIterator[list[Row]],
    form: Format,
    target: Path | None,
    stdout: IO[bytes],
    names: Names = NO_NAMES,
    groups: Sequence[tuple[str, int]] = (),
    progress: Progress | None = None,
) -> int:
    """Write batches of rows; the rest is as for ``export``.

    Raises:
        OSError: the file cannot be written; nothing is left of it.
    """
    columns = Columns(names, load_towns())
    if target is None:
        return await _write_batches(batches, _opened(form, stdout, columns, groups), progress)
    with write_aside(target) as file:
        return await _write_batches(batches, _opened(form, file, columns, groups), progress)


async def _write_batches(
    batches: AsyncIterator[list[Row]],
    opened: AbstractContextManager[Add],
    progress: Progress | None,
) -> int:
    count = 0
    with opened as add:
        async for rows in batches:
            add(rows)
            count += len(rows)
            if progress is not None and len(rows) == BATCH:
                progress(count)
    if progress is not None:
        progress(count)
    return count


def _opened(
    form: Format, file: IO[bytes], columns: Columns, groups: Sequence[tuple[str, int]]
) -> AbstractContextManager[Add]:
    if form == "csv":
        return _csv(file, columns)
    if form == "xlsx":
        return _xlsx(file, columns, groups)
    return _json(file) if form == "json" else _ndjson(file)


@contextmanager
def _csv(file: IO[bytes], columns: Columns) -> Iterator[Add]:
    """UTF-8 with a byte order mark and semicolons: opens right in a French Excel."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        table = csv.writer(text, delimiter=";", lineterminator="\r\n")
        table.writerow(texts.COLUMNS.values())
        yield lambda rows: table.writerows([csv_cells(columns.cells(row)) for row in rows])
    finally:
        text.detach()  # flushes, and leaves the file to who opened it


@contextmanager
def _json(file: IO[bytes]) -> Iterator[Add]:
    """One array, an object a line."""
    separator = b"[\n"

    def add(rows: Sequence[Row]) -> None:
        nonlocal separator
        for row in rows:
            file.write(separator + _object(row))
            separator = b",\n"

    yield add
    file.write(b"[]\n" if separator == b"[\n" else b"\n]\n")
    file.flush()


@contextmanager
def _ndjson(file: IO[bytes]) -> Iterator[Add]:
    """An object a line."""
    yield lambda rows: file.write(b"".join(_object(row) + b"\n" for row in rows))
    file.flush()


@contextmanager
def _xlsx(file: IO[bytes], columns: Columns, groups: Sequence[tuple[str, int]]) -> Iterator[Add]:
    """A sheet of questions and a sheet of figures, written in constant memory."""
    from bot.exports.spreadsheet import Spreadsheet  # the other forms need no XlsxWriter

    tally = Tally()
    with scratch_folder() as aside:
        spreadsheet = Spreadsheet(file, aside)

        def add(rows: Sequence[Row]) -> None:
            for row in rows:
                spreadsheet.add(columns.cells(row))
                tally.add(row)

        try:
            yield add
            spreadsheet.finish(tally, groups, columns)
        except BaseException:
            spreadsheet.abandon()
            raise


def _object(row: Row) -> bytes:
    return json.dumps(as_json(row), ensure_ascii=False).encode()
