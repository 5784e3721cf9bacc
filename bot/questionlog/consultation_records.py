"""What the log says of consultations: plain immutable records."""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from bot.clock import PARIS

State = Literal["proposee", "ouverte", "fermee"]
Refusal = Literal["closed", "no_town", "needs_code"]
_MARKED: Final = " · "


@dataclass(frozen=True, slots=True)
class Kept:
    """A consultation as it was proposed, opened, closed."""

    id: str
    state: State
    definition: str
    """JSON of what was proposed; it never changes once open."""
    opens_at: datetime.datetime
    """When its first day begins, in Paris; two people may have opened it before."""
    closes_at: datetime.datetime
    proposed_by: str
    opened_at: datetime.datetime | None = None
    closed_at: datetime.datetime | None = None
    figures: str | None = None
    """JSON of what may be told, counted once at closing."""
    comment: str | None = None
    """What Cerema makes of the answers."""
    returned_at: datetime.datetime | None = None

    def takes_answers(self, now: datetime.datetime) -> bool:
        """Whether it is open at a moment: closing has its minute, whoever is late to note it."""
        return self.state == "ouverte" and self.opens_at <= now < self.closes_at


@dataclass(frozen=True, slots=True)
class Given:
    """An answer, with who gave it."""

    value: Any
    """None: passed."""
    author: str | None
    at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Session:
    """What a town answered."""

    id: int
    town: str | None
    verified: bool
    sent_at: datetime.datetime | None
    answers: Mapping[str, Given] = field(default_factory=dict)
    begun_at: datetime.datetime | None = None

    def values(self) -> dict[str, Any]:
        """The answers alone."""
        return {question: given.value for question, given in self.answers.items()}


@dataclass(frozen=True, slots=True)
class Official:
    """Somebody who takes part for a town."""

    person: str
    town: str | None = None
    verified: bool = False
    waiting: bool = False
    """Whether the consultation waits for the town to be told."""
    muted: bool = False


def signature(name: str, mark: str) -> str:
    """How a console names who acts: the mark tells two of one name apart, and follows who is
    called otherwise since."""
    return f"{name[:50]}{_MARKED}{mark[:8]}"


def name_in(by: str) -> str:
    """The name of whoever acts, without the mark that a console puts after it."""
    name, _, mark = by.rpartition(_MARKED)
    return name or mark


def is_same(one: str, other: str) -> bool:
    """Whether two names are one person's: by their marks, or by name where one has no mark."""
    if _MARKED in one and _MARKED in other:
        return one.rpartition(_MARKED)[2] == other.rpartition(_MARKED)[2]
    return _plain(one) == _plain(other)


def _plain(by: str) -> str:
    """A name as it is heard: neither capitals nor stray spaces make another person."""
    return " ".join(name_in(by).casefold().split())


def given_of(row: Any) -> Given:
    """An answer from its row."""
    return Given(json.loads(row.value), row.author, row.at)


def kept_of(row: Any) -> Kept:
    """A consultation from its row."""
    first = datetime.date.fromisoformat(json.loads(row.definition)["ouvre"])
    return Kept(
        row.id,
        row.state,
        row.definition,
        datetime.datetime.combine(first, datetime.time(), PARIS),
        row.closes_at,
        row.proposed_by,
        row.opened_at,
        row.closed_at,
        row.figures,
        row.comment,
        row.returned_at,
    )
