"""What must outlive the return of an older copy, as the question log gives and takes it.

Those who erased everything stay erased, what was sent is not sent again, and numbers never go
back. The log says what that is; here it is only carried across the restoration, in a file beside
the database, so that a kill in between loses nothing: whoever opens the database next applies it.
"""

from pathlib import Path
from typing import Final, Protocol, runtime_checkable

from bot.errors import AssistantError
from bot.files import write_aside
from bot.texts import operations as texts

SUFFIX: Final = ".a-appliquer"


class Memory(Protocol):
    """What a database knows that an older copy of it does not; it names nobody."""

    def dump(self) -> str:
        """As text."""

    def load(self, dumped: str, /) -> "Memory":
        """What ``dump`` wrote."""


@runtime_checkable
class Remembering(Protocol):
    """A question log that remembers across a restoration."""

    async def since_copy(self) -> Memory:
        """What must outlive the return of an older copy."""

    async def apply_since_copy(self, since: Memory, /) -> int:
        """Apply it to that copy, any number of times; how many people were erased again."""


def file_beside(database: Path) -> Path:
    """Where it waits to be applied."""
    return Path(f"{database}{SUFFIX}")


async def keep(log: object, target: Path) -> bool:
    """Write what a log knows; whether it knows anything of the kind.

    Raises:
        OSError: the file cannot be written.
    """
    if not isinstance(log, Remembering):
        return False
    with write_aside(target) as file:
        file.write((await log.since_copy()).dump().encode())
    return True


async def apply(log: object, source: Path) -> int:
    """Apply what was kept; how many people were erased again.

    Raises:
        AssistantError: the file is not one that ``keep`` wrote.
    """
    if not isinstance(log, Remembering):
        return 0
    try:
        known = await log.since_copy()
        since = known.load(_text(source))
    except (OSError, ValueError, TypeError, UnicodeDecodeError) as error:
        raise AssistantError(texts.NO_MEMORY.format(path=source)) from error
    return await log.apply_since_copy(since)


def _text(source: Path) -> str:
    return source.read_text("utf-8")


async def apply_waiting(log: object, database: Path) -> int:
    """Apply what a restoration left to apply; how many people were erased again."""
    waiting = file_beside(database)
    if not waiting.is_file():
        return 0
    count = await apply(log, waiting)
    waiting.unlink(missing_ok=True)
    return count
