"""Which entries hold a term and how much it counts in each, packed once the base is read.

What asks for an entry (title, phrasings, keywords) and what it tells (all that its reader will
see) are two fields, each with its own lengths.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

K1: Final = 1.0
"""Saturation of repeated words (BM25)."""
B: Final = 0.3
"""How much longer entries are held back (BM25)."""
TOLD_RATE: Final = np.float32(0.3)
"""Weight of what an entry tells beside what asks for it."""
CAP: Final = 3
"""Occurrences beyond this add nothing."""

Numbers = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]


class Posting(NamedTuple):
    """The entries that hold a term."""

    places: Numbers
    """Ascending."""
    impacts: Floats
    """How much the term counts in each."""


class Gathered:
    """The terms of all entries, as they are read."""

    def __init__(self) -> None:
        """Nothing read yet."""
        self.ids: dict[str, int] = {}
        """Term → its number, in the order first read."""
        self._terms = array("i")
        self._places = array("i")
        self._asked = array("f")
        self._told = array("f")
        self._sizes: tuple[array[float], array[float]] = (array("f"), array("f"))

    def add(self, place: int, asked: Iterable[str], told: Iterable[str]) -> None:
        """Post the terms of an entry's questions and of its text, repeated as they occur."""
        in_asked = {term: min(n, CAP) for term, n in Counter(asked).items()}
        in_told = {term: min(n, CAP) for term, n in Counter(told).items()}
        ids = self.ids
        terms = dict.fromkeys((*in_asked, *in_told))
        self._terms.extend([ids.setdefault(term, len(ids)) for term in terms])
        self._places.extend([place] * len(terms))
        self._asked.extend([in_asked.get(term, 0) for term in terms])
        self._told.extend([in_told.get(term, 0) for term in terms])
        for sizes, counts in zip(self._sizes, (in_asked, in_told), strict=True):
            sizes.append(sum(counts.values()))

    def packed(self) -> "Postings":
        """The postings, once all is read."""
        places = np.frombuffer(self._places or array("i"), dtype=np.int32)
        terms = np.frombuffer(self._terms or array("i"), dtype=np.int32)
        order = np.argsort(terms, kind="stable")
        starts = np.searchsorted(terms[order], np.arange(len(self.ids) + 1)).astype(np.int32)
        asked, told = (
            _impacts(np.frombuffer(counts or array("f"), dtype=np.float32), places, sizes)
            for counts, sizes in zip((self._asked, self._told), self._sizes, strict=True)
        )
        return Postings(self.ids, starts, places[order], (asked + TOLD_RATE * told)[order])


def _impacts(counts: Floats, places: Numbers, sizes: "array[float]") -> Floats:
    """BM25 impact of each count, by the length of its entry beside the others'."""
    lengths = np.array(sizes, dtype=np.float32)
    mean = float(lengths.mean()) if len(lengths) else 1.0
    norms = K1 * (1 - B + B * lengths / (mean or 1.0))
    return (counts / (counts + norms[places])).astype(np.float32)


class Postings:
    """Term → posting."""

    __slots__ = ("_impacts", "_places", "_starts", "ids")

    def __init__(
        self, ids: Mapping[str, int], starts: Numbers, places: Numbers, impacts: Floats
    ) -> None:
        """Use `Gathered.packed`."""
        self.ids = ids
        self._starts = starts
        self._places = places
        self._impacts = impacts

    def __len__(self) -> int:
        """How many terms there are."""
        return len(self.ids)

    def __contains__(self, term: str) -> bool:
        """Whether an entry holds the term."""
        return term in self.ids

    def __getitem__(self, term: str) -> Posting:
        """The posting of a term; raises `KeyError` when there is none."""
        number = self.ids[term]
        here = slice(self._starts[number], self._starts[number + 1])
        return Posting(self._places[here], self._impacts[here])

    @property
    def parts(self) -> tuple[Numbers, Numbers, Floats]:
        """Where each term begins, the places, the impacts."""
        return self._starts, self._places, self._impacts

    def sizes(self) -> Numbers:
        """How many entries hold each term, by its number."""
        return np.diff(self._starts)
