"""The trace of a second reading, written into a fiche when whoever read it again publishes it."""

import datetime
import re
from typing import Final

from bot.editorial.yaml_text import item
from bot.knowledge.models import Entry, KnowledgeBase
from bot.knowledge.sourcing import text_mark
from bot.knowledge.yaml_reader import read
from bot.texts import editorial as texts

_FIELDS: Final = ("relu_par", "relu_le", "relu_texte")
_TRACE: Final = re.compile(r"^relu_(?:par|le|texte):.*\n", re.MULTILINE)
_DATES: Final = re.compile(r"^(?:verifie_le|a_revoir_le):.*\n", re.MULTILINE)


def keeps_readings(base: KnowledgeBase) -> bool:
    """Whether a base tells of its fiches that somebody read them again."""
    return any(entry.reread_on for entry in base.entries.values())


def signed(source: str, entry: Entry, today: datetime.date) -> str:
    """Date the second reading of a fiche, everything else left as its editor wrote it.

    Args:
        source: text of the file.
        entry: the fiche that it holds.
        today: when it was read again.

    Returns:
        The text with the trace below its dates, in the place of an older one; unchanged where the
        file is written so that nothing can be put there safely.
    """
    trace = (
        f"relu_par: {texts.SECOND_READER}\n"
        f"relu_le: {today}\n"
        f"relu_texte: {item(text_mark(entry))}\n"
    )
    bare = unsigned(source)
    end = max((found.end() for found in _DATES.finditer(bare)), default=len(bare))
    written = bare[:end] + trace + bare[end:]
    before, after = read(source), read(written)
    return source if after.faults or _but_trace(after.data) != _but_trace(before.data) else written


def unsigned(source: str) -> str:
    """The text of a file without the trace of a second reading."""
    return _TRACE.sub("", source.rstrip("\n") + "\n")


def _but_trace(data: object) -> object:
    if not isinstance(data, dict):
        return None
    return {field: value for field, value in data.items() if field not in _FIELDS}
