"""A fault found in the knowledge base, as an editor reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from unicodedata import category

from pydantic import BaseModel

from bot.knowledge.yaml_reader import Key
from bot.texts import knowledge as texts

_OBEYED: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Categories of characters that end a line or that a terminal obeys."""


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
        return on_one_line(f"{self.path.as_posix()}:{self.line}: {prefix}{self.message}")


def on_one_line(text: str) -> str:
    """What a file quotes is shown and not obeyed: a tab is ``\\t``, an escape ``\\x1b``."""
    return "".join(
        letter.encode("unicode_escape").decode() if category(letter) in _OBEYED else letter
        for letter in text
    )


def nearest_line(lines: Mapping[Key, int], place: Key) -> int:
    """The line of a part, or of the nearest part around it that exists."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def parts(model: type[BaseModel]) -> list[str]:
    """The names of the parts that an editor types: those that the schema describes."""
    fields = model.model_fields.items()
    return [part.alias or name for name, part in fields if part.description]
