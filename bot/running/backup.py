"""Copies of the embedded database: taken while the service runs, verified, never over anything."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot.errors import AssistantError
from bot.files import path_aside
from bot.running import copies
from bot.running.copies import Copied, verified
from bot.running.lock import alone
from bot.running.opening import BESIDE, is_part_of
from bot.texts import operations as texts


def embedded(url: str) -> Path:
    """The file of the embedded database.

    Raises:
        AssistantError: the database is PostgreSQL, which has tools of its own.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise AssistantError(texts.BAD_ADDRESS) from error
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise AssistantError(texts.NOT_EMBEDDED)
    return Path(parsed.database)


def back_up(database: Path, target: Path) -> Copied:
    """Copy the database as it is at one moment; the service may go on writing meanwhile.

    Args:
        database: the file the service uses.
        target: the file to write; it appears only when whole and verified.

    Raises:
        AssistantError: there is something else than a former copy under that name, a file cannot
            be read or written, or the copy is not sound.
    """
    if not database.is_file():
        raise AssistantError(texts.NO_DATABASE.format(path=database))
    with copies.writing(target):
        _refuse_what_is_no_copy(database, target)
        target.parent.mkdir(parents=True, exist_ok=True)
        with path_aside(target) as aside:
            copy(database, aside)
            copies.mark(aside)
            verified(aside)
    return verified(target)


def copy(source: Path, target: Path) -> None:
    """SQLite's online backup: the whole of one moment, or nothing."""
    with (
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as read,
        closing(sqlite3.connect(target, timeout=30)) as written,
    ):
        written.execute("PRAGMA journal_mode = OFF")  # it is thrown away if anything fails
        read.backup(written)


def _refuse_what_is_no_copy(database: Path, target: Path) -> None:
    """A wrong name must not cost a database: only what a copy wrote is written over."""
    if is_part_of(database, target):
        raise AssistantError(texts.ITSELF.format(path=target))
    if any(str(target).endswith(suffix) for suffix in BESIDE[1:]):
        raise AssistantError(texts.NAME_OF_SQLITE.format(path=target))
    if not target.is_file():
        return
    if not copies.is_copy(target):
        raise AssistantError(texts.NOT_A_COPY.format(path=target))
    with alone(target):  # a copy that a service was started on is in use
        pass
