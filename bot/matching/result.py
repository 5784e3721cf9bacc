"""What a match says: the entries found, how sure, and why."""

from dataclasses import dataclass
from typing import Literal

from bot.matching.intents import Intent

Outcome = Literal["answer", "suggest", "none", "smalltalk"]
SmallTalk = Literal["greeting", "thanks", "farewell", "insult", "noise", "foreign"]
Via = Literal["exact", "stem", "equivalent", "acronym", "repair", "n-gram", "association"]
Aspect = Literal[
    "what", "use", "who", "how_much", "money", "when", "how", "may", "must", "conditions",
    "sanction", "where", "example", "problem",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Candidate:
    """One entry that may answer."""

    entry: str
    """Its id."""
    confidence: float
    """Probability, from 0 to 1, that it is the right one."""
    score: float
    """What it was ranked on; comparable within one match only."""


@dataclass(frozen=True, slots=True)
class MatchedWord:
    """A word of the question that the best candidate holds."""

    word: str
    """As normalised."""
    via: Via
    """Through what it was found."""
    term: str
    """The word or phrase of the base it was matched with."""
    weight: float
    """Its share of what the question asks, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the match came out as it did."""

    matched: tuple[MatchedWord, ...] = ()
    """Words of the question found in the best candidate."""
    unexplained: tuple[str, ...] = ()
    """Words of the question that the best candidate does not hold."""
    runner_up: str | None = None
    """The entry that came second."""
    aspect: Aspect | None = None
    """What is asked about the subject, when the framing tells."""
    outside: str | None = None
    """The subject that the base leaves to others, when the question resembles it more."""
    intention: bool = False
    """Whether it asks what the State means to do, which keeps it from being sure."""


@dataclass(frozen=True, slots=True)
class Match:
    """The result for one question."""

    outcome: Outcome
    """What to do: answer with the best, offer a choice, say it is not known, or be polite."""
    candidates: tuple[Candidate, ...]
    """The best entries, best first, whatever the outcome."""
    suggestions: tuple[Candidate, ...]
    """Two to four entries to choose from, for "suggest" only."""
    smalltalk: SmallTalk | None
    """Which courtesy is due, for "smalltalk" only."""
    reason: Reason
    """Why."""
    others: tuple["Match", ...] = ()
    """Further subjects of the same message, each a match of its own."""
    subject: str = ""
    """The part of the message that was understood as the question."""
    intent: Intent | None = None
    """What was asked of the service itself, for "smalltalk" only."""

    @property
    def best(self) -> Candidate | None:
        """The entry answered, when the outcome is "answer"."""
        return self.candidates[0] if self.outcome == "answer" and self.candidates else None

    @property
    def outside(self) -> str | None:
        """The subject left to others that the question is about, when there is no answer."""
        return self.reason.outside if self.outcome == "none" else None
