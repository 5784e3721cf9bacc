"""Who uses an embedded database: shared by all who open it, held alone by `restore`.

The lock is on a file beside the database, and goes with the process that held it.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from bot.errors import AssistantError
from bot.texts import operations as texts

SUFFIX: Final = ".verrou"


@contextmanager
def in_use(database: Path | None) -> Iterator[None]:
    """While the database is open.

    Args:
        database: its file; None where it is no file.

    Raises:
        AssistantError: a copy is being put back just now.
    """
    descriptor = None if database is None else _open(database)
    if descriptor is None:
        yield
        return
    with _held(descriptor, fcntl.LOCK_SH, texts.BEING_RESTORED):
        yield


@contextmanager
def alone(database: Path) -> Iterator[None]:
    """While the database is replaced.

    Raises:
        AssistantError: the service, or another command, has it open.
    """
    descriptor = _open(database)
    if descriptor is None:
        raise AssistantError(texts.CANNOT_LOCK.format(path=database.parent))
    with _held(descriptor, fcntl.LOCK_EX, texts.IN_USE.format(path=database)):
        yield


def _open(database: Path) -> int | None:
    """The lock's file; None in a folder where nothing can be written, hence nothing restored."""
    path = Path(f"{database}{SUFFIX}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDONLY | os.O_CREAT | os.O_NOFOLLOW, 0o644)
    except OSError:
        return None
    os.set_inheritable(descriptor, False)
    return descriptor


@contextmanager
def _held(descriptor: int, kind: int, refusal: str) -> Iterator[None]:
    try:
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AssistantError(refusal) from None
        yield
    finally:
        os.close(descriptor)
