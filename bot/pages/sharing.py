"""Links that lead to an entry, and what is said of one on a single line."""

from typing import Final

from bot.knowledge.markdown import to_plain
from bot.knowledge.models import Entry, token
from bot.pages.reply import shorten

SUMMARY: Final = 120
"""Characters of an answer shown in a list."""


def share_link(entry: Entry, bot: str) -> str:
    """An address that opens the conversation on this entry."""
    return f"https://t.me/{bot}?start=fiche_{token(entry.id)}"


def private_link(bot: str) -> str:
    """An address that opens one's own conversation with the assistant; empty without a name."""
    return f"https://t.me/{bot}?start=prive" if bot else ""


def summary_line(entry: Entry) -> str:
    """The beginning of an answer, on one line."""
    return shorten(" ".join(to_plain(entry.answer).split()), SUMMARY)
