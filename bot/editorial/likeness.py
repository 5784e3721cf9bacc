"""How alike questions are: weighted terms of each, and the pairs that share enough of them.

A question is a vector of unit length over stems and the lexicon's concepts. A term counts by its
rarity both among the questions and in the served base, where "commune" and "mairie" are known to
say nothing. Two vectors are compared by their dot product, which is their cosine.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from heapq import nsmallest
from typing import Final

from bot.matching.french import FUNCTION_WORDS
from bot.matching.index import FRAMING_STEMS, FRAMING_WEIGHT, Index
from bot.matching.stems import stem
from bot.matching.vocabulary import LONGEST_AT_ONE, Vocabulary

CONCEPT_WEIGHT: Final = 0.7
"""Weight of an acronym or group of equivalents beside the word itself."""
REPAIR_WEIGHT: Final = 0.7
"""Weight of the word that a misspelling may stand for."""
FAMILY_WEIGHT: Final = 0.8
"""Weight of another word of the family, times its likeness."""
LIKE: Final = 0.35
"""Least likeness, by letter trigrams, of two words of one family."""
FAMILY_LETTERS: Final = 4
FAMILY_SHARE: Final = 0.6
"""Words of one family share at least so many first letters, and this part of the shorter one."""
MISSPELT_AT_MOST: Final = 2
"""A word written more often than this is no misspelling."""
COUNTED_AT: Final = 0.2
"""A term that weighs less in a question does not make the term more common."""
SMALLEST: Final = 200
"""Rarity is reckoned as among so many questions at least: a few of one subject stay alike."""
NEIGHBOURS: Final = 25
"""Questions compared exactly with each one."""
BUDGET: Final = 1000
"""Postings read for each question, rarest terms first."""

Vector = dict[str, float]
Edge = tuple[float, int, int]
"""Likeness, and places of the two questions, the smaller first."""


def dot(one: Vector, other: Vector) -> float:
    """The sum over shared terms; the cosine of two vectors of unit length."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[term] for term, weight in one.items() if term in other)


def vectors(forms: Sequence[str], index: Index) -> list[Vector]:
    """The questions as vectors of unit length.

    Args:
        forms: normal forms, each once.
        index: the served base; its vocabulary, lexicon and rarities are used.

    Returns:
        One vector a form; empty when it has no word with a subject.
    """
    split = [form.split() for form in forms]
    related = _Related(split, index)
    counted = [_terms(words, related, index) for words in split]
    spread = Counter(term for terms in counted for term, n in terms.items() if n >= COUNTED_AT)
    total = max(len(forms), SMALLEST)
    rarity = {term: _rarity(term, n, total, index) for term, n in spread.items()}
    return [_unit({t: n * rarity.get(t, 1.0) for t, n in terms.items()}) for terms in counted]


def edges(found: Sequence[Vector], least: float) -> list[Edge]:
    """Pairs of questions alike by at least `least`, most alike first.

    Candidates come from an inverted index, through the rarest terms of each question, so that time
    grows with the number of questions and not with its square.
    """
    postings: dict[str, list[int]] = {}
    for place, vector in enumerate(found):
        for term in vector:
            postings.setdefault(term, []).append(place)
    kept: dict[tuple[int, int], float] = {}
    for place, vector in enumerate(found):
        for other in _candidates(place, vector, postings):
            pair = (min(place, other), max(place, other))
            if pair not in kept:
                likeness = dot(found[pair[0]], found[pair[1]])
                if likeness >= least:
                    kept[pair] = likeness
    return sorted(((n, i, j) for (i, j), n in kept.items()), key=lambda e: (-e[0], e[1], e[2]))


def _candidates(place: int, vector: Vector, postings: dict[str, list[int]]) -> list[int]:
    """The places that share most with one, as far as its rarest terms tell."""
    shared: dict[int, float] = {}
    budget = BUDGET
    for term in sorted(vector, key=lambda t: (len(postings[t]), t)):
        posting = postings[term][:BUDGET]
        budget -= len(posting)
        if budget < 0 and shared:
            break
        gain = vector[term] ** 2
        for other in posting:
            shared[other] = shared.get(other, 0.0) + gain
    shared.pop(place, None)
    if len(shared) <= NEIGHBOURS:
        return list(shared)
    return [p for _, p in nsmallest(NEIGHBOURS, ((-gain, p) for p, gain in shared.items()))]


class _Related:
    """What else a word may stand for among the questions: repairs, and words of its family."""

    def __init__(self, split: Sequence[Sequence[str]], index: Index) -> None:
        self._frequency = Counter(word for words in split for word in set(words))
        self._vocabulary = Vocabulary(dict(self._frequency))
        self._known = index.vocabulary
        self._found: dict[str, Vector] = {}

    def of(self, word: str) -> Vector:
        """Stem → weight of the other words that one may stand for."""
        if word not in self._found:
            self._found[word] = dict(self._look(word))
        return self._found[word]

    def _look(self, word: str) -> Iterator[tuple[str, float]]:
        times = self._frequency[word]
        misspelt = times <= MISSPELT_AT_MOST and word not in self._known
        allowed = 1 if len(word) <= LONGEST_AT_ONE else 2
        for other in reversed(self._vocabulary.alike(word)):  # the most alike last, to win
            if misspelt and other.distance <= allowed and self._frequency[other.word] >= times:
                yield stem(other.word), REPAIR_WEIGHT
            elif other.likeness >= LIKE and _same_family(word, other.word):
                yield stem(other.word), FAMILY_WEIGHT * other.likeness


def _same_family(word: str, other: str) -> bool:
    """Whether two words begin alike."""
    shortest = min(len(word), len(other))
    shared = next((n for n in range(shortest) if word[n] != other[n]), shortest)
    return shared >= max(FAMILY_LETTERS, FAMILY_SHARE * shortest)


def _terms(words: Sequence[str], related: _Related, index: Index) -> Vector:
    """How much each term counts in one question, before rarity."""
    stems = [stem(word) for word in words]
    terms: Vector = {}

    def add(term: str, weight: float) -> None:
        weight *= FRAMING_WEIGHT if term in FRAMING_STEMS else 1.0
        terms[term] = max(terms.get(term, 0.0), weight)

    for word, root in zip(words, stems, strict=True):
        if word not in FUNCTION_WORDS:
            add(root, 1.0)
            for other, weight in related.of(word).items():
                add(other, weight)
    for _, _, place in index.lexicon.find(stems):
        concept = index.lexicon.concepts[place]
        if concept.kind != "aspect":
            add(concept.term, CONCEPT_WEIGHT)
    return terms


def _rarity(term: str, holding: int, total: int, index: Index) -> float:
    """From 0 for a term everywhere to about 1 for one met once; the base may lower it."""
    here = math.log1p((total - holding + 0.5) / (holding + 0.5)) / math.log1p((total + 0.5) / 1.5)
    if term not in index.idf:
        return here
    return min(here, index.idf[term] / math.log1p((index.size + 0.5) / 1.5))


def _unit(vector: Vector) -> Vector:
    """The vector at length one."""
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {term: weight / length for term, weight in vector.items()} if length else {}
