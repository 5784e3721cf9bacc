"""The words of a base, and those among them that an unknown word resembles.

Likeness is measured on letter trigrams of the padded word, so that a misspelling or another form
of a family ("licencier", "licenciement") is found through an inverted index, without a scan.
"""

import math
from array import array
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from heapq import nsmallest
from itertools import chain
from typing import Final

from rapidfuzz.distance import OSA

SHORTEST_REPAIRED: Final = 4
LONGEST_AT_ONE: Final = 7
"""Words of up to this many letters are repaired at distance one, longer ones at two."""
LIKE: Final = 0.35
"""Least Dice coefficient of trigrams for another form of a word."""
SHORTEST_LIKE: Final = 5
FAMILY_LETTERS: Final = 4
FAMILY_SHARE: Final = 0.6
"""Words of one family share at least so many first letters, and this part of the shorter one."""
_ROOT: Final = 7
"""Letters beyond which a word is mostly ending, for the search by beginning."""
_NEIGHBOURS: Final = 60
_FAR: Final = 99
_AFTER: Final = "{"
"""Sorts after every letter."""
_KEPT: Final = 24
_BUDGET: Final = 4_000
"""Postings read for one word, rarest trigrams first; bounds the time on a very large base."""
_CACHED: Final = 20_000
_LONGEST_WORD: Final = 40


@dataclass(frozen=True, slots=True)
class Alike:
    """A word of the base that resembles one of the question."""

    word: str
    likeness: float
    """Dice coefficient of trigrams, from 0 to 1."""
    distance: int
    """Edits apart (insertion, deletion, substitution, transposition); large when not close."""


@lru_cache(maxsize=_CACHED)
def trigrams(word: str) -> frozenset[str]:
    """The letter trigrams of a word padded at both ends."""
    return frozenset(_trigrams(word))


def _trigrams(word: str) -> set[str]:
    """`trigrams` without its memory."""
    padded = f"^{word}$"
    return {padded[at : at + 3] for at in range(len(padded) - 2)}


class Vocabulary:
    """Words with how often they occur, and their trigrams inverted on first use."""

    def __init__(self, frequency: dict[str, int]) -> None:
        """Sort the words counted in `frequency`."""
        self.frequency = frequency
        self._words = [w for w in sorted(frequency) if w.isalpha() and len(w) <= _LONGEST_WORD]
        self._cache: dict[str, tuple[Alike, ...]] = {}

    @cached_property
    def inverted(self) -> "tuple[dict[str, array[int]], array[int]]":
        """Trigram → places of the words that hold it; how many trigrams each word has."""
        postings: dict[str, array[int]] = {}
        sizes = array("H")
        for place, word in enumerate(self._words):
            grams = _trigrams(word)
            sizes.append(len(grams))
            for gram in grams:
                posting = postings.get(gram)
                if posting is None:
                    posting = postings[gram] = array("I")
                posting.append(place)
        return postings, sizes

    def __contains__(self, word: str) -> bool:
        """Whether the base holds the word."""
        return word in self.frequency

    def alike(self, word: str) -> tuple[Alike, ...]:
        """The words that resemble one, most alike first, itself left out.

        Args:
            word: a normalised word.

        Returns:
            At most `_KEPT` words within repairing distance or alike by `LIKE`.
        """
        if len(word) < SHORTEST_REPAIRED or len(word) > _LONGEST_WORD or not word.isalpha():
            return ()
        known = self._cache.get(word)
        if known is None:
            known = self._find_alike(word)
            if len(self._cache) < _CACHED:
                self._cache[word] = known
        return known

    def family(self, word: str) -> tuple[Alike, ...]:
        """The words that begin like a known one: the other forms of its family.

        Args:
            word: a normalised word.

        Returns:
            At most `_KEPT` words alike by `LIKE`, most alike first.
        """
        if len(word) < SHORTEST_LIKE or len(word) > _LONGEST_WORD or not word.isalpha():
            return ()
        key = "family " + word
        known = self._cache.get(key)
        if known is None:
            known = self._find_family(word)
            if len(self._cache) < _CACHED:
                self._cache[key] = known
        return known

    def _find_family(self, word: str) -> tuple[Alike, ...]:
        """`family` without its cache: neighbours in alphabetical order."""
        start = word[: max(FAMILY_LETTERS, round(FAMILY_SHARE * min(len(word), _ROOT)))]
        first = bisect_left(self._words, start)
        end = min(first + _NEIGHBOURS, len(self._words))
        last = bisect_left(self._words, start + _AFTER, first, end)
        grams = trigrams(word)
        found: list[Alike] = []
        for other in self._words[first:last]:
            if other != word and _same_family(word, other):
                shared = 2 * len(grams & trigrams(other)) / (len(grams) + len(other))
                if shared >= LIKE:
                    found.append(Alike(other, shared, _FAR))
        found.sort(key=lambda one: (-one.likeness, one.word))
        return tuple(found[:_KEPT])

    def close(self, word: str) -> bool:
        """Whether a word of the base is one edit away."""
        return any(other.distance <= 1 for other in self.alike(word))

    def _find_alike(self, word: str) -> tuple[Alike, ...]:
        """`alike` without its cache."""
        postings, sizes = self.inverted
        grams = trigrams(word)
        read: list[array[int]] = []
        budget = _BUDGET
        for size, gram in sorted((len(postings[g]), g) for g in grams if g in postings):
            budget -= size
            if budget < 0 and read:
                break
            read.append(postings[gram])
        total = len(grams)
        shared = Counter(chain.from_iterable(read))
        rated = [(-2 * n / (total + sizes[place]), place) for place, n in shared.items()]
        found = (self._rate(word, self._words[p], -rate) for rate, p in nsmallest(_KEPT, rated))
        return tuple(one for one in found if one is not None)

    def _rate(self, word: str, other: str, likeness: float) -> Alike | None:
        """The other word with its distance, or nothing when it is neither close nor alike."""
        if other == word:
            return None
        allowed = 1 if len(word) <= LONGEST_AT_ONE else 2
        distance = OSA.distance(word, other, score_cutoff=allowed)
        if distance > allowed and (likeness < LIKE or len(word) < SHORTEST_LIKE):
            return None
        return Alike(other, likeness, distance)


def _same_family(word: str, other: str) -> bool:
    """Whether two words share enough of their beginning."""
    shortest = min(len(word), len(other))
    needed = max(FAMILY_LETTERS, math.ceil(FAMILY_SHARE * shortest))
    return shortest >= needed and word[:needed] == other[:needed]
