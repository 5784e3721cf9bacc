"""What is known of a message while it is answered: filled in step by step."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from bot.knowledge.models import Entry
from bot.matching.result import Match
from bot.pages.reply import Reply
from bot.privacy.masking import Masked, mask_contacts
from bot.questionlog.records import OpenChoices, Recorded, Sender

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


Step = Callable[[Turn], Awaitable[None]]
