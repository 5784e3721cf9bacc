"""What of an entry's corrections a reader has seen."""

from hashlib import sha256
from typing import Final

from bot.knowledge.models import Entry

DIGITS: Final = 16


def seen_in(entry: Entry) -> str:
    """The mark of the correction that stands in an entry: its text alone; empty: none."""
    if entry.correction is None:
        return ""
    return sha256(entry.correction.text.encode()).hexdigest()[:DIGITS]
