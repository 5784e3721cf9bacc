"""What is known of a message while it is answered: filled in step by step."""

import datetime
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from bot.clock import utc_now
from bot.knowledge.models import Entry, KnowledgeBase
from bot.matching.result import Match
from bot.pages.reply import Reply
from bot.privacy.masking import Masked, mask_contacts
from bot.questionlog.records import OpenChoices, Recorded, Sender

CONTEXT: Final = datetime.timedelta(minutes=15)
"""How long after an answer a question may lean on it."""
MAX_STORED: Final = 4_096
"""Characters of a question kept: one Telegram message."""


@dataclass
class Turn:
    """One message of a person, on its way to a reply."""

    text: str
    sender: Sender
    shown: OpenChoices | None = None
    """What the person has on screen."""
    subject: str = ""
    """What was answered before, in a few words."""
    leaning: bool = False
    """Whether the text was read as going on about that."""
    same: Entry | None = None
    """The entry on screen, when nothing answers better: it is not sent again."""
    quote: str = ""
    """Its sentence that speaks to the point, if it has one."""
    result: Match | None = None
    recorded: Recorded | None = None
    """Its place in the log; None when it could not be written."""
    reply: Reply = field(default_factory=lambda: Reply(""))
    ended: bool = False
    """Whether the reply stands: no further step is taken."""

    def end(self, reply: Reply) -> None:
        """Reply, and take no further step."""
        self.reply, self.ended = reply, True

    @property
    def found(self) -> Match:
        """What the matcher found, once it has looked."""
        if self.result is None:
            raise RuntimeError("not matched yet")
        return self.result

    @property
    def number(self) -> int | None:
        """The number of the question in the log."""
        return None if self.recorded is None else self.recorded.number

    @cached_property
    def masked(self) -> Masked:
        """The text as it may be kept: all that is stored is made from it."""
        return mask_contacts(self.text[:MAX_STORED])

    def before(self, base: KnowledgeBase, now: datetime.datetime) -> Entry | None:
        """The entry that was answered in this conversation a short while ago."""
        shown = self.shown
        if shown is None or shown.entry is None or shown.answered_at is None:
            return None
        return base.entries.get(shown.entry) if now - shown.answered_at <= CONTEXT else None


Step = Callable[[Turn], Awaitable[None]]


def on_screen(reply: Reply, message_id: int | None) -> OpenChoices:
    """What a person now sees, to be kept.

    Args:
        reply: what was shown.
        message_id: the message that shows it, where messages can be edited.
    """
    return OpenChoices(
        tuple((choice.label, choice.data) for choice in reply.choices),
        reply.numbered,
        reply.question,
        message_id,
        reply.form,
        reply.entry,
        utc_now() if reply.entry else None,
    )
