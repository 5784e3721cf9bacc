"""Copies of the embedded database: taken while the service runs, verified, put back."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import make_url

from bot.errors import AssistantError
from bot.texts import operations as texts

_COUNTED: Final = ("questions", "events", "people")


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy that was opened and counted."""

    path: Path
    questions: int
    events: int
    people: int


def embedded(url: str) -> Path:
    """The file of the embedded database.

    Raises:
        AssistantError: the database is PostgreSQL, which has tools of its own.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        raise AssistantError(texts.NOT_EMBEDDED)
    return Path(parsed.database)


def back_up(database: Path, target: Path) -> Copied:
    """Copy the database as it is at one moment; the service may go on writing meanwhile.

    Args:
        database: the file the service uses.
        target: the file to write; it appears only when whole and verified.

    Raises:
        AssistantError: a file cannot be read or written, or the copy is not sound.
    """
    if not database.is_file():
        raise AssistantError(texts.NO_DATABASE.format(path=database))
    aside = target.with_name(f".{target.name}.partial")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        aside.touch(mode=0o600)  # it holds what people asked
        _copy(database, aside)
        _make_one_file(aside)
        verified(aside)
        aside.replace(target)
    except (sqlite3.Error, OSError) as error:
        raise AssistantError(texts.CANNOT_COPY.format(path=target, reason=error)) from error
    finally:
        aside.unlink(missing_ok=True)
    return verified(target)


def restore(source: Path, database: Path) -> tuple[Copied, Path | None]:
    """Put a copy back in one transaction; what was there is kept beside.

    Args:
        source: a file that ``back_up`` wrote.
        database: the file the service uses, which may be running.

    Returns:
        What was put back, and where the replaced database was kept (None: there was none).

    Raises:
        AssistantError: the copy is not sound, or a file cannot be read or written.
    """
    if not source.is_file():
        raise AssistantError(texts.NO_DATABASE.format(path=source))
    verified(source)
    kept = None
    if database.is_file():
        stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
        kept = back_up(database, database.with_name(f"{database.name}.avant-{stamp}")).path
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
        _copy(source, database)
    except (sqlite3.Error, OSError) as error:
        raise AssistantError(texts.CANNOT_COPY.format(path=database, reason=error)) from error
    return verified(database), kept


def verified(path: Path) -> Copied:
    """Open a database, check it whole and count what it holds.

    Raises:
        AssistantError: it is damaged, or not a database of this service.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as opened:
            (state,) = opened.execute("PRAGMA integrity_check").fetchone()
            if state != "ok":
                raise AssistantError(texts.UNSOUND.format(path=path, reason=state))
            counts = [
                opened.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
                for table in _COUNTED
            ]
    except sqlite3.Error as error:
        raise AssistantError(texts.UNSOUND.format(path=path, reason=error)) from error
    return Copied(path, *counts)


def _make_one_file(path: Path) -> None:
    """A copy that is carried about has no write-ahead log beside it."""
    with closing(sqlite3.connect(path)) as opened:
        opened.execute("PRAGMA journal_mode = DELETE")


def _copy(source: Path, target: Path) -> None:
    """SQLite's online backup: the whole of one moment, or nothing."""
    with (
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as read,
        closing(sqlite3.connect(target, timeout=30)) as written,
    ):
        read.backup(written)
