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


def summary_line(entry: Entry) -> str:
    """The beginning of an answer, on one line."""
    return shorten(" ".join(to_plain(entry.answer).split()), SUMMARY)
