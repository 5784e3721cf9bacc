"""Links that lead to an entry, and what is said of one on a single line."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from bot.knowledge.html import escape
from bot.knowledge.markdown import to_plain
from bot.knowledge.models import Entry, KnowledgeBase, token
from bot.pages.reply import Reply, shorten
from bot.texts import conversation as texts

MAX_REFERENCE: Final = 256
"""Characters that a button of Telegram copies."""
SUMMARY: Final = 120
"""Characters of an answer shown in a list."""


def share_link(entry: Entry, bot: str) -> str:
    """An address that opens the conversation on this entry."""
    return f"https://t.me/{bot}?start=fiche_{token(entry.id)}"


def reference(base: KnowledgeBase, entry: Entry, bot: str) -> str:
    """How an entry is quoted in a note to a council: title, version, date, address."""
    link = share_link(entry, bot) if bot else ""
    words = partial(
        texts.CITATION.format,
        entry=entry.id,
        digest=base.digest,
        date=texts.day(entry.checked_on),
        link=f" {link}" if link else "",
    )
    room = MAX_REFERENCE - len(words(title=""))
    return words(title=shorten(entry.question, room))


def private_link(bot: str) -> str:
    """An address that opens one's own conversation with the assistant."""
    return f"https://t.me/{bot}?start=prive"


def only_in_private(bot: str) -> Reply:
    """Where a page that is a person's own will be shown, said where others read along."""
    if not bot:
        return Reply(texts.IN_PRIVATE_NO_LINK)
    return Reply(texts.IN_PRIVATE.format(link=private_link(bot)))


def choices(entries: Sequence[Entry], bot: str) -> str:
    """Links to entries that may answer, for a conversation that is not ours."""
    lines = [
        texts.GUEST_CHOICE.format(link=escape(share_link(e, bot)), title=escape(e.question))
        for e in entries
    ]
    return texts.GUEST_CHOICES.format(lines="\n".join(lines))


def in_private(bot: str) -> str:
    """Where to ask what cannot be answered in a conversation that is not ours."""
    return texts.GUEST_UNKNOWN.format(link=escape(private_link(bot)))


def summary_line(entry: Entry) -> str:
    """The sentence that answers, or the beginning of the answer, on one line."""
    return shorten(entry.gist or " ".join(to_plain(entry.answer).split()), SUMMARY)
