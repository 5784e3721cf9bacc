"""Matches put right by what a whole question says: a title as it stands, two things compared."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bot.matching.comparison import Comparison
from bot.matching.french import FUNCTION_WORDS, listed
from bot.matching.index import Index
from bot.matching.lexicon import Lexicon
from bot.matching.normalize import words
from bot.matching.result import Candidate, Match
from bot.matching.stems import stem, stems

TITLE: Final = 0.99
"""Confidence of an entry whose own title was asked."""
_THINGS: Final = 2
"""Words of a thing that is asked what it is."""
_DEFINITIONS: Final = ("c'est quoi un {}", "c'est quoi une {}", "{} c'est quoi", "définition {}")
_ASKING: Final = listed(
    """
    definition definir veut dire signifie signification sens explique expliquer expliquez expliquez
    moi appelle entend kesako savoir connaitre comprendre exactement
    """
)
_DIFFERENCE: Final = stem("difference")
HALF: Final = 0.5
"""Confidence of each side of a comparison, both offered."""
FOUND: Final = 0.3
"""Confidence from which a side of a comparison leads to an entry, ..."""
SURELY_FOUND: Final = 0.6
"""... and from which it does when nothing says that the question compares."""


def defined(found: Sequence[str], result: Match) -> list[str]:
    """Other ways to ask what a thing is, for a question that asks nothing else, to no avail.

    Args:
        found: the normalised words of the question.
        result: its match.
    """
    if result.outcome == "answer" or result.reason.aspect != "what":
        return []
    things = [word for word in found if word not in FUNCTION_WORDS and word not in _ASKING]
    if not 0 < len(things) <= _THINGS:
        return []
    thing = " ".join(things)
    return [form.format(thing) for form in _DEFINITIONS]


def titled(spelled: str, found: Match, index: Index) -> Match:
    """The entry whose title was asked as it stands, whatever else resembles the question.

    Args:
        spelled: the normalised words of the question, separated by spaces.
        found: its match.
        index: the base.
    """
    place = index.titled.get(spelled)
    if place is None or (found.best is not None and found.best.entry == index.ids[place]):
        return found
    entry = index.ids[place]
    score = max((one.score for one in found.candidates), default=0.0)
    rest = [
        replace(one, confidence=min(one.confidence, (1 - TITLE) / len(found.candidates)))
        for one in found.candidates
        if one.entry != entry
    ]
    candidates = (Candidate(entry, TITLE, score), *rest)
    return replace(found, outcome="answer", candidates=candidates, suggestions=())


def side(alone: Match, defined: Match) -> Candidate | None:
    """The entry that one side of a comparison leads to: by itself, or asked what it is."""
    best = [one.candidates[0] for one in (defined, alone) if one.candidates]
    return max(best, key=lambda one: one.confidence) if best else None


def both(
    comparison: Comparison,
    found: Match,
    sides: tuple[Candidate | None, Candidate | None],
    index: Index,
) -> Match:
    """Both entries offered, unless one that compares them was found.

    Args:
        comparison: what the question compares.
        found: its match.
        sides: the entry of each side.
        index: the base.
    """
    one, other = sides
    least = FOUND if comparison.said else SURELY_FOUND
    if one is None or other is None or one.entry == other.entry:
        return found
    if min(one.confidence, other.confidence) < least:
        return found
    first = found.candidates[0] if found.candidates else None
    answered = first is not None and found.outcome == "answer"
    if answered and _compares(found.candidates[0], sides, comparison, index):
        return found
    pair = sorted((one, other), key=lambda side: first is None or side.entry != first.entry)
    offered = tuple(replace(side, confidence=HALF) for side in pair)
    return replace(found, outcome="suggest", candidates=offered, suggestions=offered)


def _compares(
    first: Candidate,
    sides: tuple[Candidate | None, Candidate | None],
    comparison: Comparison,
    index: Index,
) -> bool:
    """Whether an entry sets both sides beside each other: in its title, or asked so."""
    one, other = (_terms(text, index.lexicon) for text in (comparison.one, comparison.other))
    if one <= other or other <= one:
        return False
    title, *others = index.asked(index.ids.index(first.entry))
    if not (one.isdisjoint(title) or other.isdisjoint(title)):
        return True
    of_a_side = any(side is not None and side.entry == first.entry for side in sides)
    asked = [phrase for phrase in others if _DIFFERENCE in phrase]
    return not of_a_side and any(one & phrase and other & phrase for phrase in asked)


def _terms(side: str, lexicon: Lexicon) -> set[str]:
    roots = stems(words(side))
    return {*roots, *(lexicon.concepts[place].term for _, _, place in lexicon.find(roots))}
