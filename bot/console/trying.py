"""« Essayer une question »: what would answer it, how surely, and what came second."""

from dataclasses import dataclass

from bot.knowledge.models import KnowledgeBase
from bot.matching.result import Match
from bot.texts import console as texts
from bot.texts.typography import percent


@dataclass(frozen=True, slots=True)
class Place:
    """A fiche found, and how sure that is."""

    id: str
    title: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a question would get."""

    question: str
    words: str
    places: tuple[Place, ...]
    """The best, and the one that came second."""
    matched: tuple[str, ...]
    missing: tuple[str, ...]
    outside: str


def tried(question: str, result: Match, base: KnowledgeBase) -> Outcome:
    """A match in the words of an editor.

    Args:
        question: as typed.
        result: what was found.
        base: the fiches that were searched.
    """
    places = tuple(
        Place(c.entry, base.entries[c.entry].question, percent(c.confidence))
        for c in result.candidates[:2]
    )
    return Outcome(
        question,
        texts.OUTCOMES[result.outcome],
        places,
        tuple(dict.fromkeys(matched.term for matched in result.reason.matched)),
        result.reason.unexplained,
        result.reason.outside or "",
    )
