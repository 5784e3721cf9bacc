"""A question that leans on the one before: « et le financement ? », « qui signe ? »."""

import re
from dataclasses import dataclass, replace
from typing import Final

from bot.matching.choice import typed_choice
from bot.matching.french import CIRCUMSTANCE, FUNCTION_WORDS
from bot.matching.index import Index
from bot.matching.intents import Intent
from bot.matching.matcher import asking, match
from bot.matching.normalize import fold, words
from bot.matching.query import QueryWord, analyse
from bot.matching.quoting import ASKING
from bot.matching.result import Candidate, Match, Reason
from bot.matching.smalltalk import classify

LEANS: Final = re.compile(
    r"\s*(?:et|mais|donc|alors|ok|sinon|du coup)\b|.*\b(?:ca|cela|celle-ci|celui-ci)\b"
)
"""How a question begins, or the words it uses, when it goes on from another."""
SHORT: Final = 2
"""Words with a subject up to which a question may lean on the one before."""
LONG: Final = 4
"""Likewise for one that begins like a continuation."""
LISTED: Final = 9
"""Entries of a list that is on screen no more, at most."""
SURE: Final = 0.8
"""Confidence from which a question is understood by itself."""
ENOUGH: Final = 0.3
"""Confidence that the subject before must give it."""
_PLACE: Final = re.compile(
    r"\b(?:à|a|en|dans|pour|chez|au|aux|de|d')\s+(?:la |le |les |l')?[A-ZÉÈ]"
)
_LOOSELY: Final = frozenset({"association", "n-gram"})
"""Ways to find a word that do not tell that it is spoken of."""
_KEPT: Final = 0.5
"""Confidence of the entry on screen when nothing else is asked about."""


@dataclass(frozen=True, slots=True)
class Continuation:
    """A question taken as going on from the one before."""

    match: Match
    """With the subject supplied; its first candidate is what is asked about."""
    same: bool
    """Whether that is the entry on screen, which is then not to be sent again."""
    circumstance: bool = False
    """Whether only a size, a date or a place was added."""


def continuation(text: str, subject: str, shown: str, index: Index) -> Continuation | None:
    """A question read as going on from the one before, if it is one.

    Args:
        text: the question, as typed.
        subject: what the question before was about, in a few words.
        shown: id of the entry that was answered, and is on screen.
        index: the base.

    Returns:
        What it asks, with whether the entry on screen is the best there is; None when the
        question stands by itself.
    """
    if shown not in index.ids:
        return None
    if _only_circumstance(text):
        return Continuation(_about(shown, match(subject, index)), same=True, circumstance=True)
    found = follow_up(text, subject, index)
    if found is None:
        return _on_screen(text, subject, shown, index)
    if found.candidates[0].entry == shown:
        return Continuation(found, same=True)
    if _strays(found, text, subject, index):
        return Continuation(_about(shown, found), same=True)
    return Continuation(found, same=False)


def _on_screen(text: str, subject: str, shown: str, index: Index) -> Continuation | None:
    """A question without a subject of its own, about which nothing better was found."""
    if not _bare(text, index) or match(text, index).intent is not None:
        return None
    return Continuation(_about(shown, match(f"{text} {subject}", index)), same=True)


def by_itself(text: str, index: Index) -> Match:
    """The match of a question that goes on from none; of « la deuxième », that it has no subject.

    Args:
        text: the question, as typed.
        index: the base.
    """
    found = match(text, index)
    return asking(Intent.NO_SUBJECT) if _lacks_subject(text, found, index) else found


def unread(text: str) -> Match:
    """The match of a text that nobody looks at for now: only what asks nothing is told apart."""
    intent = classify(text, words(text))
    if intent is None and typed_choice(text, LISTED) is not None:
        intent = Intent.NO_SUBJECT
    return Match("none", (), (), None, Reason()) if intent is None else asking(intent)


def _lacks_subject(text: str, found: Match, index: Index) -> bool:
    """Whether a text names nothing to be found: « combien », « et pour 900 habitants ? »."""
    if found.intent is not None or found.outcome == "answer":
        return False
    if typed_choice(text, LISTED) is not None or _only_circumstance(text):
        return True
    said = [word for word in words(text) if word not in FUNCTION_WORDS]
    return found.outcome == "none" and len(said) <= SHORT and _bare(text, index)


def _bare(text: str, index: Index) -> bool:
    """Whether a text only asks, and names nothing."""
    found = analyse(words(text), index).words
    return bool(found) and all(word.framing or _asks(word) for word in found)


def _strays(found: Match, text: str, subject: str, index: Index) -> bool:
    """Whether what was found holds nothing of the subject: the price of something else."""
    own = [w for w in analyse(words(text), index).words if not w.framing and not _asks(w)]
    if own:
        return False
    told = {word for word in words(subject) if word not in FUNCTION_WORDS}
    return bool(told) and told <= set(found.reason.unexplained)


def _about(entry: str, found: Match) -> Match:
    """A match whose first candidate is an entry."""
    rest = tuple(one for one in found.candidates if one.entry != entry)
    mine = next((one for one in found.candidates if one.entry == entry), None)
    first = mine or Candidate(entry, _KEPT, found.candidates[0].score if found.candidates else 0.0)
    level = max([first.confidence, *(one.confidence for one in rest)])
    return replace(
        found, outcome="answer", candidates=(replace(first, confidence=level), *rest),
        suggestions=(), others=(), smalltalk=None, intent=None,
    )  # fmt: skip


def _only_circumstance(text: str) -> bool:
    """Whether a text adds a size, a date or a place and nothing else."""
    found = words(text)
    content = [word for word in found if word not in FUNCTION_WORDS]
    if not found or len(found) > 3 * LONG or ("?" not in text and not LEANS.match(fold(text))):
        return bool(content) and all(map(_is_size, content)) and any(map(_is_number, content))
    placed = _PLACE.search(text) is not None and LEANS.match(fold(text)) is not None
    strangers = [word for word in content if not _is_size(word)]
    if len(strangers) > (SHORT if placed else 0):
        return False
    if strangers and not all(_is_named(word, text) for word in strangers):
        return False
    return LEANS.match(fold(text)) is not None or any(map(_is_number, content))


def _is_size(word: str) -> bool:
    return word in CIRCUMSTANCE or _is_number(word)


def _is_number(word: str) -> bool:
    return word[:1].isdigit()


def _is_named(word: str, text: str) -> bool:
    """Whether a word is written with a capital inside the text, as places are."""
    return any(fold(one) == word for one in re.findall(r"(?<=[\s'’-])[A-ZÉÈ][\w]+", text))


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
    loose = {one.word for one in together.reason.matched if one.via in _LOOSELY}
    if own and own <= loose.union(together.reason.unexplained):
        return None  # what is found says nothing of it: a passport, after vacant shops
    before = alone.candidates[0].confidence if alone.candidates else 0.0
    now = together.candidates[0].confidence
    return together if now >= ENOUGH and now > before else None


def _asks(word: QueryWord) -> bool:
    """Whether a word tells what is asked about a subject: "steps", "advantages"."""
    asked = any(alternative.term[0] == "@" for alternative in word.alternatives)
    return asked or word.word in ASKING


def _may_lean(text: str, subjects: int, alone: Match) -> bool:
    leans = LEANS.match(fold(text)) is not None
    if subjects > (LONG if leans else SHORT):
        return False
    if leans:
        return True
    sure = bool(alone.candidates) and alone.candidates[0].confidence >= SURE
    # A bare word that finds something is a subject of its own; « combien » or « qui » is not.
    return not sure and (alone.outcome == "none" or alone.reason.aspect is not None)
