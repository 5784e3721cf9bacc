"""A question taken apart: its words, what each may stand for, and how much it counts."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from bot.matching.french import FUNCTION_WORDS, PLACES, POSSESSIVES, PRIVATE
from bot.matching.frequency import is_word
from bot.matching.index import ASPECT_WEIGHT, FRAMING_STEMS, FRAMING_WEIGHT, Index
from bot.matching.lexicon import Kind
from bot.matching.result import Via
from bot.matching.spacing import respaced
from bot.matching.stems import stem, stems
from bot.matching.strangers import APART
from bot.matching.thesaurus import associated
from bot.matching.vocabulary import LONGEST_AT_ONE
from bot.matching.wording import Wording
from bot.matching.writing import PLAIN, Writing

CONCEPT_WEIGHT: Final[dict[Kind, float]] = {
    "acronym": 0.9, "equivalent": 0.8, "general": 0.6, "aspect": 0.5
}  # fmt: skip
"""How much a word counts when only its equivalent is found."""
REPAIR_WEIGHT: Final = 0.9
ACRONYM_REPAIR_WEIGHT: Final = 0.6
"""Likewise when it may be a misspelt acronym, and is no word of French."""
LIKE_WEIGHT: Final = 0.85
LIKE: Final = 0.35
ALIKE_KEPT: Final = 4
ALTERNATIVES: Final = 5
"""Terms that one word may stand for."""
KNOWN_RATE: Final = 0.5
"""How much associated words count for a word that the base holds, beside one that it does not."""
DENIED_RATE: Final = 0.3
"""How much a word that is denied counts: "neither listed nor registered"."""
MAX_WORDS: Final = 40


@dataclass(frozen=True, slots=True)
class Alternative:
    """A term of the index that a word of the question may stand for."""

    term: str
    weight: float
    via: Via


@dataclass(frozen=True, slots=True)
class QueryWord:
    """One word of the question."""

    word: str
    weight: float
    """How much it counts: its rarity, less for framing."""
    alternatives: tuple[Alternative, ...]
    """What it may stand for, the likeliest first; none when the base does not know it."""
    key: str
    """Tells it from every other word of any question to the same index."""
    known: bool = True
    """Whether the base holds the word itself."""
    framing: bool = False
    """Whether it frames the question and has no subject of its own."""
    private: bool = False
    """Whether it is somebody's own: "my bathroom"."""


class Query(NamedTuple):
    """A question taken apart."""

    words: tuple[QueryWord, ...]
    """The words that carry meaning, each once, in the order read, then one for each aspect."""
    wording: Wording
    """All of its words, in the order read."""


def analyse(found: Sequence[str], index: Index, writing: Writing = PLAIN) -> Query:
    """Take a question apart.

    Args:
        found: the question as `bot.matching.normalize.words` gives it.
        index: the base.
        writing: how it is written.

    Returns:
        Its words with what they may stand for, and how it is worded.
    """
    found = respaced(found[: MAX_WORDS * 3], index.vocabulary, index.lexicon.acronyms)
    roots = stems(found)
    meant = [_meant(word, root, index) for word, root in zip(found, roots, strict=True)]
    concepts: dict[int, list[int]] = {}
    aspects: dict[str, None] = {}
    for start, end, place in index.lexicon.find(meant):
        term = index.lexicon.concepts[place].term
        if term not in index.idf:
            continue
        for at in range(start, end):
            concepts.setdefault(at, []).append(place)
        if term[0] == "@":
            aspects[term] = None
    result: dict[str, QueryWord] = {}
    for at, word in enumerate(found):
        if meant[at] and word not in FUNCTION_WORDS and roots[at] not in result:
            mine = at > 0 and found[at - 1] in POSSESSIVES and word in PRIVATE
            one = _remembered(word, tuple(concepts.get(at, ())), mine, index)
            result[roots[at]] = _as_written(one, writing, index)
    for term in aspects:
        result[term] = _aspect(term, index)
    return Query(tuple(result.values())[:MAX_WORDS], index.letters.read(found, meant))


def _meant(word: str, root: str, index: Index) -> str:
    """The stem of a word, or of its likeliest repair; nothing for a misspelt function word."""
    if root in index.idf or word in FUNCTION_WORDS:
        return root
    key = "meant " + word
    known = index.memory.get(key)
    if not isinstance(known, str):
        known = _mended(word, root, index)
        index.remember(key, known)
    return known


def _mended(word: str, root: str, index: Index) -> str:
    """`_meant` of a word that the base does not know."""
    likely = _alike(word, False, index)
    if likely and likely[0].via == "repair":
        return likely[0].term
    alike = index.vocabulary.alike(word)
    slip = any(one.distance <= 1 and one.word in FUNCTION_WORDS for one in alike)
    return "" if slip and not is_word(word) else root


def _remembered(word: str, concepts: tuple[int, ...], private: bool, index: Index) -> QueryWord:
    """A query word, from the index's memory of the questions before when it is there."""
    key = f"{word} {concepts} {private}"
    known = index.memory.get(key)
    if not isinstance(known, QueryWord):
        known = _query_word(word, key, concepts, private, index)
        index.remember(key, known)
    return known


def _as_written(word: QueryWord, writing: Writing, index: Index) -> QueryWord:
    """A word with what its accents say, and what is said of it."""
    if word.word in writing.words:
        return _as_word(word, index)
    aspect = any(alternative.term[0] == "@" for alternative in word.alternatives)
    if word.word in writing.denied and not aspect:
        return replace(word, weight=word.weight * DENIED_RATE, key=word.key + " denied")
    return word


def _as_word(word: QueryWord, index: Index) -> QueryWord:
    """A word that a sigle is written like, with none of what the sigle stands for."""
    root = stem(word.word.removesuffix("s") + "s")
    key, held = word.key + " word", root in index.idf
    if not held:
        return replace(word, weight=rarest(index), alternatives=(), key=key, known=False)
    return replace(
        word, weight=index.idf[root], alternatives=(Alternative(root, 1.0, "stem"),), key=key
    )


def _aspect(term: str, index: Index) -> QueryWord:
    """What is asked about the subject, as a word of its own."""
    weight = index.idf[term] * ASPECT_WEIGHT
    through = (Alternative(term, 1.0, "equivalent"),)
    return QueryWord(term, weight, through, term, framing=True)


def _query_word(
    word: str, key: str, concepts: tuple[int, ...], private: bool, index: Index
) -> QueryWord:
    """One word with its alternatives and weight."""
    root = stem(word)
    alternatives: dict[str, Alternative] = {}
    known = root in index.idf
    if known:
        via: Via = "exact" if word in index.vocabulary else "stem"
        alternatives[root] = Alternative(root, 1.0, via)
    for place in concepts:
        concept = index.lexicon.concepts[place]
        through: Via = "acronym" if concept.kind == "acronym" else "equivalent"
        rate = CONCEPT_WEIGHT[concept.kind]
        alternatives.setdefault(concept.term, Alternative(concept.term, rate, through))
    if word not in index.lexicon.acronyms:
        for other in _alike(word, known, index):
            alternatives.setdefault(other.term, other)
    for other in _associated(root, known, alternatives, index):
        alternatives[other.term] = other
    likely = sorted(alternatives.values(), key=lambda a: (-a.weight, a.term))
    ordered = tuple(likely[:ALTERNATIVES])
    weight = index.idf[ordered[0].term] if ordered else rarest(index)
    framing = root in FRAMING_STEMS
    if framing:
        weight *= FRAMING_WEIGHT
    return QueryWord(word, weight, ordered, key, known, framing, private)


def _associated(
    root: str, known: bool, taken: Mapping[str, Alternative], index: Index
) -> list[Alternative]:
    """Words of the base that the thesaurus gives for a word, or for its likeliest repair."""
    rate = KNOWN_RATE if known else 1.0
    if not known and taken:
        first = min(taken.values(), key=lambda a: (-a.weight, a.term))
        if first.via == "repair":
            root, rate = first.term, first.weight
    found = [
        Alternative(other.root, other.rate * rate, "association")
        for other in associated(root)
        if other.root in index.idf and other.root not in taken
    ]
    found.sort(key=lambda a: (-a.weight, -index.idf[a.term], a.term))
    return found


def rarest(index: Index) -> float:
    """The weight of a word that no entry holds."""
    return math.log1p((index.size + 0.5) / 0.5)


def _alike(word: str, known: bool, index: Index) -> list[Alternative]:
    """Repairs of an unknown word, and other forms of its family."""
    found: list[Alternative] = []
    allowed = 1 if len(word) <= LONGEST_AT_ONE else 2
    vocabulary = index.vocabulary
    if word in PLACES and not known:
        return []
    french = known or is_word(word)
    for other in vocabulary.family(word) if known else vocabulary.alike(word):
        root = stem(other.word)
        if root not in index.idf:
            continue
        if other.word in index.lexicon.acronyms:
            if not french and other.distance <= 1:
                found.append(Alternative(root, ACRONYM_REPAIR_WEIGHT, "repair"))
        elif other.distance <= allowed and not (french and not known):
            found.append(Alternative(root, REPAIR_WEIGHT - 0.1 * (other.distance - 1), "repair"))
        elif other.likeness >= LIKE and APART.keys().isdisjoint((word, other.word)):
            found.append(Alternative(root, LIKE_WEIGHT * other.likeness, "n-gram"))
    found.sort(key=lambda a: (-a.weight, a.term))
    return found[:ALIKE_KEPT]
