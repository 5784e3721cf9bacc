"""Links that lead to an entry, and what is said of one on a single line."""

from typing import Final

from bot.knowledge.markdown import to_plain
from bot.knowledge.models import Entry, token
from bot.pages.reply import Reply, shorten
from bot.texts import conversation as texts

SUMMARY: Final = 120
"""Characters of an answer shown in a list."""


def share_link(entry: Entry, bot: str) -> str:
    """An address that opens the conversation on this entry."""
    return f"https://t.me/{bot}?start=fiche_{token(entry.id)}"


def only_in_private(bot: str) -> Reply:
    """Where a page that is a person's own will be shown, said where others read along."""
    if not bot:
        return Reply(texts.IN_PRIVATE_NO_LINK)
    return Reply(texts.IN_PRIVATE.format(link=f"https://t.me/{bot}?start=prive"))


def summary_line(entry: Entry) -> str:
    """The beginning of an answer, on one line."""
    return shorten(" ".join(to_plain(entry.answer).split()), SUMMARY)
