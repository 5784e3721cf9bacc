"""A question that leans on the one before: « et le financement ? », « qui signe ? »."""

import re
from typing import Final

from bot.matching.index import Index
from bot.matching.matcher import match
from bot.matching.normalize import words
from bot.matching.query import QueryWord, analyse
from bot.matching.result import Match

LEANS: Final = re.compile(
    r"\s*(?:et|mais|donc|alors|ok|sinon|du coup)\b|.*\b(?:ça|ca|cela|celle-ci|celui-ci)\b",
    re.IGNORECASE,
)
"""How a question begins, or the words it uses, when it goes on from another."""
SHORT: Final = 2
"""Words with a subject up to which a question may lean on the one before."""
LONG: Final = 4
"""Likewise for one that begins like a continuation."""
SURE: Final = 0.8
"""Confidence from which a question is understood by itself."""
ENOUGH: Final = 0.3
"""Confidence that the subject before must give it."""


def follow_up(text: str, subject: str, index: Index) -> Match | None:
    """The match of a question taken as going on from another, if it is one.

    Args:
        text: the question, as typed.
        subject: what the question before was about, in a few words.
        index: the base.

    Returns:
        The match with the subject supplied, or None when the question stands by itself.
    """
    alone = match(text, index)
    subjects = [word for word in analyse(words(text), index).words if not word.framing]
    if alone.smalltalk is not None or not _may_lean(text, len(subjects), alone):
        return None
    together = match(f"{text} {subject}", index)
    if not together.candidates or together.outcome == "none":
        return None
    own = {word.word for word in subjects if not _asks(word)}
    if own and own <= set(together.reason.unexplained):
        return None  # what is found says nothing of it: a passport, after vacant shops
    before = alone.candidates[0].confidence if alone.candidates else 0.0
    now = together.candidates[0].confidence
    return together if now >= ENOUGH and now > before else None


def _asks(word: QueryWord) -> bool:
    """Whether a word tells what is asked about a subject: "steps", "advantages"."""
    return any(alternative.term[0] == "@" for alternative in word.alternatives)


def _may_lean(text: str, subjects: int, alone: Match) -> bool:
    leans = LEANS.match(text) is not None
    if subjects > (LONG if leans else SHORT):
        return False
    if leans:
        return True
    sure = bool(alone.candidates) and alone.candidates[0].confidence >= SURE
    # A bare word that finds something is a subject of its own; « combien » or « qui » is not.
    return not sure and (alone.outcome == "none" or alone.reason.aspect is not None)
