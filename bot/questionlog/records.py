"""What goes into the question log and what comes out: plain immutable records."""

import datetime
from dataclasses import dataclass, field
from typing import Literal

from bot.questionlog.lifecycle import Status

Channel = Literal["telegram", "inline", "guest", "console", "cli"]
Outcome = Literal["answer", "suggest", "none", "smalltalk"]
Kind = Literal["question", "appui"]
Feedback = Literal["utile", "inutile"]


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes, and where."""

    channel: Channel
    person: str
    """What identifies the person on that channel; only its pseudonym is kept."""
    chat_id: int | None = None
    message_id: int | None = None
    delivery: str | None = None
    """What identifies the delivery that brought it, where something may be delivered twice."""
    thread_id: int | None = None
    """The topic of the chat, where it has topics."""
    bot: str = ""
    """Telegram's number of the bot that was written to: another bot numbers its own messages."""
    roles: tuple[Literal["reviewers", "editors"], ...] = ()
    """What the person may do beside what everybody may, where the staff alone reads."""
    part: int = 0
    """Which further question of the message; 0: the message itself."""

    @property
    def is_private(self) -> bool:
        """Whether it is a person's own chat on Telegram; groups have negative numbers."""
        return self.channel == "telegram" and (self.chat_id or 0) > 0

    @property
    def is_oneself(self) -> bool:
        """Whether what is shown here is seen by this person alone."""
        return self.channel != "telegram" or self.is_private

    @property
    def conversation(self) -> str:
        """Key of the place where choices stay open: one person in one chat."""
        return f"{self.channel}:{self.chat_id or 0}:{self.person}"

    @property
    def message(self) -> str | None:
        """What identifies the message, where a message can be delivered twice."""
        if self.chat_id is None or self.message_id is None:
            return None
        part = f":{self.part}" if self.part else ""
        return f"{self.bot}:{self.chat_id}:{self.message_id}{part}"


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """A question about to be logged."""

    sender: Sender
    text: str
    normal: str
    """Its normal form: two questions with the same are one subject to the reviewers."""
    outcome: Outcome
    entry: str | None
    confidence: float | None
    candidates: tuple[tuple[str, float], ...]
    """(entry, confidence), best first."""
    domain: str | None
    knowledge: str
    """Digest of the knowledge base."""
    status: Status
    asked_at: datetime.datetime
    kind: Kind = "question"
    contact: str = ""
    """How to reach whoever asks for support; kept sealed."""
    mark: str = ""
    """What tells a request of its asker from another: the button sends it, not a message."""
    correction: str = ""
    """Mark of the correction that stood in the entry that answers; empty: none."""


@dataclass(frozen=True, slots=True)
class LoggedQuestion:
    """A question as the log has it."""

    id: int
    asked_at: datetime.datetime
    channel: str
    person: str | None
    town: str | None
    text: str
    outcome: str
    entry: str | None
    confidence: float | None
    candidates: tuple[tuple[str, float], ...]
    domain: str | None
    knowledge: str
    feedback: str | None
    status: str
    events: tuple[tuple[datetime.datetime, str, str], ...] = ()
    """(when, kind, detail), oldest first: what followed."""
    normal: str = ""
    assignee: str | None = None
    reply: str | None = None
    duplicate_of: int | None = None
    kind: str = "question"
    contact: str | None = None
    """Given with a request for support; only where one question is opened."""
    reopened_at: datetime.datetime | None = None
    """When it was last handed on or opened again: the promised day counts from there."""
    wants_reply: bool = False
    """Whether its asker is told of what becomes of it."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of a question that was logged."""

    number: int
    new: bool
    """False when the same message had been logged before."""
    status: Status
    """May differ from the one asked for: a decision of the reviewers sticks to the question."""
    met: bool = field(default=False, compare=False)
    """Whether the asker is known from before."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A message to be sent later, once."""

    key: str
    """What makes two notices the same."""
    chat_id: int
    reply: str
    """JSON of what to show."""
    question: int | None = None
    """The number of the question that it answers, so that reviewers see what became of it."""
    thread_id: int | None = None
    """The topic of the chat that it goes to."""
    about: tuple[int, ...] = ()
    """The questions whose words it holds, which go when one of them is erased."""
    answers: int | None = None
    """The message of the chat that it answers, if that still stands."""


@dataclass(frozen=True, slots=True)
class Sending:
    """What became of a notice."""

    state: Literal["waiting", "sent", "unsure", "failed"]
    """"unsure": sent twice without an answer of Telegram, so that it may have been received."""
    at: datetime.datetime
    """When it was sent, or is due to be tried."""
    reason: str = ""
    """Why it failed: « Forbidden » for a person who blocked the assistant or left Telegram."""


@dataclass(frozen=True, slots=True)
class OpenChoices:
    """The choices last shown in a conversation."""

    choices: tuple[tuple[str, str], ...]
    """(label, data) pairs in reading order."""
    numbered: bool
    question_id: int | None
    message_id: int | None = None
    """The message that shows them."""
    form: str | None = None
    """JSON of the form being filled in."""
    entry: str | None = None
    """The entry last answered with."""
    answered_at: datetime.datetime | None = None
    """When it was."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which questions an export holds; a field left out does not narrow."""

    since: datetime.datetime | None = None
    until: datetime.datetime | None = None
    """Not included."""
    status: str | None = None
    outcome: str | None = None
    domain: str | None = None
