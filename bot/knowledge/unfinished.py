"""What a draft still leaves to be written."""

from typing import Any

from bot.knowledge.yaml_reader import Key, Parsed
from bot.texts.editorial import TO_WRITE


def unfinished(parsed: Parsed) -> list[int]:
    """The lines of the texts that bear the mark of what is to be written; none when finished."""
    texts = ((line, _at(parsed.data, place)) for place, line in parsed.lines.items())
    return [line for line, text in texts if isinstance(text, str) and TO_WRITE in text]


def _at(data: Any, place: Key) -> Any:
    """The part of the data at a path; None where a fault left nothing."""
    for part in place:
        try:
            data = data[part]
        except (IndexError, KeyError, TypeError):
            return None
    return data
