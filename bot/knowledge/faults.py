"""A fault found in the knowledge base, as an editor reads it."""

from dataclasses import dataclass
from pathlib import Path

from bot.texts import knowledge as texts


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing to mend, and where."""

    path: Path
    """The file, relative to the folder of the knowledge base."""

    line: int
    """Line in that file, from 1."""

    message: str
    """What is wrong and what to do, in French."""

    warning: bool = False
    """A warning does not stop the service; ``check --strict`` refuses it."""

    def __str__(self) -> str:
        prefix = texts.WARNING_PREFIX if self.warning else ""
        return f"{self.path.as_posix()}:{self.line}: {prefix}{self.message}"
