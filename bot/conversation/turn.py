"""What is known of a message while it is answered: filled in step by step."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from bot.knowledge.models import Entry
from bot.matching.result import Match
from bot.pages.reply import Reply
from bot.privacy.masking import Masked, mask_contacts
from bot.questionlog.form import Form
from bot.questionlog.records import OpenChoices, Recorded, Sender
from bot.texts import conversation as texts

MAX_STORED: Final = 4_096
"""Characters of a question kept: one Telegram message."""


@dataclass
class Turn:
    """One message of a person, on its way to a reply."""

    text: str
    sender: Sender
    shown: OpenChoices | None = None
    """What the person has on screen."""
    about: Entry | None = None
    """The entry answered before, which the text was read as going on about."""
    after: Entry | None = None
    """The entry that was on screen, where the text begins as going on but is about no entry."""
    same: bool = False
    """Whether nothing answers better than that entry: it is not sent again."""
    quote: str = ""
    """Its sentence that speaks to the point, if it has one."""
    result: Match | None = None
    others: list["Turn"] = field(default_factory=list)
    """Further questions of the same message."""
    unread: bool = False
    """Whether it asked more than that."""
    recorded: Recorded | None = None
    """Its place in the log; None when it could not be written."""
    reply: Reply = field(default_factory=lambda: Reply(""))
    ended: bool = False
    """Whether the reply stands: no further step is taken."""

    @property
    def form(self) -> Form | None:
        """The form that the person has open."""
        return Form.load(self.shown.form) if self.shown is not None else None

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

    @property
    def whole(self) -> Masked:
        """The same with its subject, where experts would not know what it goes on about."""
        about = self.about or self.after
        if about is None or self.found.outcome in ("answer", "smalltalk"):
            return self.masked
        text = texts.ASKED_ABOUT.format(text=self.masked.text, subject=about.question)
        return replace(self.masked, text=text)


Step = Callable[[Turn], Awaitable[None]]


def as_typed(logged: str) -> str:
    """A question of the log without the subject that was added to it."""
    return logged.partition(texts.ABOUT)[0]
