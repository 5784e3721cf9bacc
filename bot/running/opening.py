"""Opening the question log, as the service and every verb do: locked, and refused in French."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from bot.config import Settings
from bot.errors import LaterTablesError, LogUnavailableError
from bot.files import clean
from bot.questionlog import vault
from bot.questionlog.store import QuestionLog
from bot.running import lock, memory
from bot.running.lock import in_use
from bot.texts import operations as texts
from bot.texts.system import database_reason

BESIDE: Final = ("", "-wal", "-shm", "-journal")
"""What SQLite keeps under the name of a database."""
_OURS: Final = (vault.SUFFIX, memory.SUFFIX, lock.SUFFIX)
"""What we keep under it."""
REPLACED: Final = ".avant-"
"""In the name of a database that a copy took the place of, and of what was beside it."""
_SQLITE: Final = b"SQLite format 3\0"


def file_of(url: str) -> Path | None:
    """The file of an embedded database; None for the others."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        return None
    if parsed.get_backend_name() != "sqlite" or parsed.database in (None, "", ":memory:"):
        return None
    return Path(str(parsed.database))


def is_part_of(database: Path, other: Path) -> bool:
    """Whether a path leads to the database or to what is kept beside it."""
    parts = [Path(f"{database}{suffix}") for suffix in (*BESIDE, *_OURS)]
    if other.absolute().resolve() in [part.absolute().resolve() for part in parts]:
        return True
    return other.exists() and any(part.exists() and part.samefile(other) for part in parts)


def is_kept(other: Path) -> bool:
    """Whether a file is some database, or by its name what is kept beside one, whichever it is.

    Raises:
        OSError: it is there and cannot be read.
    """
    if not other.is_file():
        return False
    with other.open("rb") as file:
        if file.read(len(_SQLITE)) == _SQLITE:
            return True
    names = (other.name, other.resolve().name)
    return any(name.endswith((*BESIDE[1:], *_OURS)) or REPLACED in name for name in names)


@asynccontextmanager
async def open_log(settings: Settings) -> AsyncIterator[QuestionLog]:
    """The question log, locked against `restore` while it is open, and closed whatever happens.

    What a restoration that was killed had still to apply is applied first.

    Raises:
        AssistantError: a copy is being put back just now.
        LogUnavailableError: the log cannot be opened; the message is French.
    """
    database = file_of(settings.database_url)
    if database is not None:
        clean(database.parent)
    with in_use(database):
        log = await unlocked(settings)
        try:
            if database is not None:
                await memory.apply_waiting(log, database)
            yield log
        finally:
            await log.close()


async def unlocked(settings: Settings) -> QuestionLog:
    """The question log, for who holds the lock already.

    Raises:
        LogUnavailableError: it cannot be opened.
    """
    try:
        return await QuestionLog.open(settings.database_url, settings.keys)
    except LogUnavailableError as error:
        if isinstance(error.__cause__, SQLAlchemyError | OSError):
            raise LogUnavailableError(database_reason(str(error))) from error
        raise
    except LaterTablesError as error:  # tables that a later version of the program made
        raise LogUnavailableError(texts.LATER_TABLES) from error
    except (TypeError, ValueError) as error:  # a parameter of the address that no driver knows
        raise LogUnavailableError(texts.BAD_ADDRESS) from error
