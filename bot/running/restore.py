"""Putting a copy of the embedded database back: alone, whole, and remembering what followed it.

The copy is made ready aside and takes the place of the database in one step. What was there is
kept beside; numbers never go back; erasures and sent notices are applied again (`memory`).
"""

import asyncio
import os
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from typing import Final

from sqlalchemy import create_engine
from sqlalchemy.exc import SQLAlchemyError

from bot.config import Settings
from bot.errors import AssistantError, LogUnavailableError
from bot.files import path_aside
from bot.keys import Keys
from bot.questionlog.since_copy import OVER
from bot.questionlog.vault import Vault, keys_for, try_keys
from bot.running import copies, memory
from bot.running.backup import copy
from bot.running.copies import Copied, verified
from bot.running.lock import alone
from bot.running.opening import BESIDE, REPLACED, is_part_of, unlocked
from bot.texts import keys as keys_texts
from bot.texts import operations as texts

MARGIN: Final = 1_000
"""Numbers left out where nobody can tell the last one given: the replaced database is damaged."""
NUMBERED: Final = "questions"


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restoration did."""

    copied: Copied
    kept: Path | None
    """Where the replaced database is; None: there was none."""
    forgotten: bool
    """The replaced database could not be read: what followed the copy is not applied."""
    erased: int
    """People who had erased everything since the copy, and were erased again."""


def restore(source: Path, database: Path, settings: Settings) -> Restored:
    """Put a copy back.

    Args:
        source: a file that ``back_up`` wrote.
        database: the file the service uses; nobody may have it open.
        settings: how the log is opened, to read what followed the copy.

    Raises:
        AssistantError: the service runs, the copy is not sound, foreign, too old for what followed
            it or of a later version, or a file cannot be read or written; nothing is changed.
    """
    if not source.is_file():
        raise AssistantError(texts.NO_DATABASE.format(path=source))
    if is_part_of(database, source):
        raise AssistantError(texts.ITSELF_SOURCE.format(path=source))
    if any(Path(f"{source}{suffix}").exists() for suffix in BESIDE[1:]):
        raise AssistantError(texts.OPEN_SOURCE.format(path=source))
    verified(source)
    with alone(database), copies.writing(database):
        return _restore(source, database, settings)


def _restore(source: Path, database: Path, settings: Settings) -> Restored:
    with path_aside(database) as aside:
        copy(source, aside)
        vault = _try_keys(aside, source, settings)
        kept, readable = None, True
        if database.is_file():
            readable = _close(database)
            if readable and not _knows_the_same(vault, database, settings):
                raise AssistantError(f"{source} : {keys_texts.OTHER_PSEUDONYMS}{texts.MOVE_IT}")
            kept = _keep(database)
            readable = readable and asyncio.run(_remember(database, settings))
            if readable:
                _close(database)
        _make_ready(aside, _numbers(database) if readable else None)
        if not readable:
            _drop_logs(database)
    erased = 0
    if memory.file_beside(database).is_file():
        erased = asyncio.run(_apply(database, settings))
    return Restored(verified(database), kept, not readable, erased)


def _close(database: Path) -> bool:
    """Bring the database's log into it; whether it can be read at all.

    Raises:
        AssistantError: another program has it open.
    """
    try:
        with closing(sqlite3.connect(database, timeout=1)) as opened:
            opened.execute("PRAGMA journal_mode = DELETE")
            opened.execute("SELECT count(*) FROM questions").fetchone()
            (state,) = opened.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise AssistantError(texts.IN_USE.format(path=database)) from error
        return False
    except (sqlite3.Error, UnicodeDecodeError):
        return False
    return bool(state == "ok")


def _keep(database: Path) -> Path:
    """The replaced database, as it is, with what a damaged one has beside it."""
    kept = _name_for(database)
    for suffix in BESIDE:
        part = Path(f"{database}{suffix}")
        if not part.is_file():
            continue
        with (
            path_aside(Path(f"{kept}{suffix}")) as aside,
            part.open("rb") as read,
            aside.open("wb") as written,
        ):
            shutil.copyfileobj(read, written)
    return kept


def _name_for(database: Path) -> Path:
    """A name that nothing has: a second may see two restorations, and an hour comes back."""
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    first = f"{database}{REPLACED}{stamp}"
    names = chain([first], (f"{first}-{rank}" for rank in count(2)))
    return next(
        Path(name)
        for name in names
        if not any(os.path.lexists(f"{name}{suffix}") for suffix in BESIDE)
    )


async def _remember(database: Path, settings: Settings) -> bool:
    """Write down what followed the copy; False where this version cannot read it.

    What a restoration that was killed left to apply is applied first: it would be written over.
    """
    try:
        log = await unlocked(settings)
    except LogUnavailableError:
        return False
    try:
        await memory.apply_waiting(log, database)
        await memory.keep(log, memory.file_beside(database))
    finally:
        await log.close()
    return True


async def _apply(database: Path, settings: Settings) -> int:
    log = await unlocked(settings)
    try:
        return await memory.apply_waiting(log, database)
    finally:
        await log.close()


def _numbers(database: Path) -> dict[str, int]:
    """The last number given in each table of a database that is about to go."""
    if not database.is_file():
        return {}
    with copies.opened(database) as read:
        return dict(read.execute("SELECT name, seq FROM sqlite_sequence").fetchall())


def _make_ready(path: Path, numbers: dict[str, int] | None) -> None:
    """A copy becomes a database again; the next number comes after any that was given.

    What was under way when it was taken does not go on.
    """
    with closing(sqlite3.connect(path)) as written:
        written.execute("PRAGMA journal_mode = DELETE")
        written.execute("PRAGMA secure_delete = ON")
        copies.unmark(written)
        for table in OVER:
            if copies.has(written, table.name):
                written.execute(f"DELETE FROM {table.name}")  # noqa: S608
        held = dict(written.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
        if numbers is None:
            numbers = {NUMBERED: held.get(NUMBERED, 0) + MARGIN}
        for name, last in numbers.items():
            if last <= held.get(name, 0):
                continue
            row = (last, name)
            if not written.execute(
                "UPDATE sqlite_sequence SET seq = ? WHERE name = ?", row
            ).rowcount:
                written.execute("INSERT INTO sqlite_sequence (seq, name) VALUES (?, ?)", row)
        written.commit()


def _try_keys(path: Path, source: Path, settings: Settings) -> Vault | None:
    """A copy that the keys at hand do not open would leave the service without a database.

    Raises:
        AssistantError: it was sealed with another key.
    """
    keys, drawn = keys_for(settings.database_url, settings.keys)
    try:
        return _vault(path, keys)
    except LogUnavailableError as error:
        if drawn is not None:  # the right key is elsewhere: this one opens nothing
            drawn.unlink(missing_ok=True)
        raise AssistantError(texts.OTHER_KEY.format(path=source)) from error


def _knows_the_same(vault: Vault | None, database: Path, settings: Settings) -> bool:
    """Whether what the replaced database knows of people can be applied to the copy.

    One whose keys are not at hand cannot be read, and is told so later.
    """
    keys, _ = keys_for(settings.database_url, settings.keys)
    try:
        replaced = _vault(database, keys)
    except (LogUnavailableError, SQLAlchemyError):
        return True
    return vault is not None and replaced is not None and vault.own == replaced.own


def _vault(path: Path, keys: Keys) -> Vault | None:
    engine = create_engine(f"sqlite:///{path}")
    try:
        with engine.connect() as connection:
            return try_keys(connection, keys)
    finally:
        engine.dispose()


def _drop_logs(database: Path) -> None:
    """A damaged database's log would be played into the copy; it is kept with the rest."""
    for suffix in BESIDE[1:]:
        with suppress(FileNotFoundError):
            Path(f"{database}{suffix}").unlink()
