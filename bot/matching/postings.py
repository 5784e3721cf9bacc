"""Which entries hold a term and how much it counts in each, packed while the index is built.

Only a few terms of a large base are ever asked, so their weights are worked out when they are.
"""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

K1: Final = 1.0
"""Saturation of repeated words (BM25)."""
B: Final = 0.3
"""How much longer entries are held back (BM25)."""
BODY_WEIGHT: Final = 0.4
"""Weight of a word of the answer beside one of a question."""
CAP: Final = 3
"""Occurrences in the answer beyond this add nothing; likewise in title, phrasings and keywords."""
BITS: Final = 4
"""Bits of a code that tell how often a term occurs: two for the questions, two for the answer."""
_CODE: Final = (1 << BITS) - 1
_IN_BODY: Final = 2
LEVELS: Final = array(
    "f", [(code & CAP) + BODY_WEIGHT * (code >> _IN_BODY) for code in range(1 << BITS)]
)
"""Weighted count of a term for each of the codes."""

Posting = tuple[Sequence[int], Sequence[float]]
"""Places of entries, ascending, and the BM25 impact of the term in each."""


class Postings:
    """Term → posting; filled with `add` in the order of places, then closed with `weigh`."""

    __slots__ = ("_codes", "_norms", "_read", "_sizes")

    def __init__(self) -> None:
        """An empty table."""
        self._codes: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        self._read: dict[str, Posting] = {}
        self._sizes: list[float] = []
        self._norms: list[float] = []

    def add(self, place: int, asked: Iterable[str], body: Iterable[str]) -> None:
        """Post the terms of an entry's questions and of its answer, repeated as they occur."""
        counts = {term: n if n < CAP else CAP for term, n in Counter(asked).items()}
        for term, n in Counter(body).items():
            counts[term] = counts.get(term, 0) + ((n if n < CAP else CAP) << _IN_BODY)
        codes, base = self._codes, place << BITS
        for term, count in counts.items():
            codes[term].append(base + count)
        self._sizes.append(sum(map(_SIZES.__getitem__, counts.values())))

    def weigh(self) -> dict[str, int]:
        """Settle how lengths weigh, once all is posted; gives how many entries hold each term."""
        mean = sum(self._sizes) / len(self._sizes) if self._sizes else 1.0
        self._norms = [K1 * (1 - B + B * size / (mean or 1.0)) for size in self._sizes]
        self._sizes = []
        return {term: len(codes) for term, codes in self._codes.items()}

    def __len__(self) -> int:
        """How many terms there are."""
        return len(self._codes) + len(self._read)

    def __contains__(self, term: str) -> bool:
        """Whether an entry holds the term."""
        return term in self._read or term in self._codes

    def size(self, term: str) -> int:
        """How many entries hold a term."""
        known = self._read.get(term)
        return len(self._codes.get(term, ())) if known is None else len(known[0])

    def impact(self, term: str, place: int) -> float:
        """The impact of a term in one entry, 0 where it does not occur."""
        return self.impacts(term, (place,)).get(place, 0.0)

    def impacts(self, term: str, places: Sequence[int]) -> dict[int, float]:
        """The impacts of a term in those of some entries that hold it, without reading others."""
        found: dict[int, float] = {}
        if term in self._read:
            docs, impacts = self._read[term]
            size = len(docs)
            for place in places:
                at = bisect_left(docs, place)
                if at < size and docs[at] == place:
                    found[place] = impacts[at]
            return found
        codes = self._codes.get(term, ())
        size = len(codes)
        for place in places:
            at = bisect_left(codes, place << BITS)
            if at < size and codes[at] >> BITS == place:
                count = LEVELS[codes[at] & _CODE]
                found[place] = count / (count + self._norms[place])
        return found

    def __getitem__(self, term: str) -> Posting:
        """The posting of a term; raises `KeyError` when there is none."""
        known = self._read.get(term)
        if known is None:
            codes = self._codes.pop(term, None)
            if codes is None:
                raise KeyError(term)
            norms = self._norms
            docs = array("I", [code >> BITS for code in codes])
            counts = [LEVELS[code & _CODE] for code in codes]
            impacts = [n / (n + norms[at]) for at, n in zip(docs, counts, strict=True)]
            known = self._read[term] = (docs, array("f", impacts))
        return known


_SIZES: Final = [(code & CAP) + BODY_WEIGHT * (code >> _IN_BODY) for code in range(1 << BITS)]
