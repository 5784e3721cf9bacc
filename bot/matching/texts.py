"""The texts of each entry as sets of terms: what asks for it, and the passages it tells."""

import re
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np

from bot.matching.postings import Floats, Numbers

ASKED: Final = 1
TITLE: Final = 2
HEAD: Final = 4
BODY: Final = 8
"""Where an entry holds a term: phrasings and keywords, title, first sentences, the rest."""
TOLD: Final = TITLE | HEAD | BODY
AMPLE: Final = 8
"""Passages of a text from which what it lacks tells the most."""
_END: Final = re.compile(r"(?<=[.!?;:])\s+|\n+")
_LEAST: Final = 25
"""Letters of a passage; what is shorter goes with the next."""
_REMEMBERED: Final = 2_000


def passages(text: str) -> list[str]:
    """The sentences and list items of a text; short ones go with what follows."""
    found: list[str] = []
    pending = ""
    for piece in _END.split(text):
        pending = f"{pending} {piece}".strip()
        if len(pending) >= _LEAST:
            found.append(pending)
            pending = ""
    return [*found, pending] if pending else found


@dataclass(frozen=True, slots=True)
class Span:
    """Where the texts of one entry stand among all."""

    first: int
    """Its first text, the title as it asks."""
    told: int
    """The title again, as it tells, then the passages of the head and of the body."""
    body: int
    """The first passage of the body."""
    end: int
    pairs: slice
    """The pairs (term, text) of the entry."""


class Texts:
    """All texts of a base; filled with `add` in the order of places, closed with `pack`."""

    def __init__(self) -> None:
        """Nothing read yet."""
        self.spans: list[Span] = []
        self._terms = array("i")
        self._texts = array("i")
        self._count = 0
        self._held: dict[int, dict[int, int]] = {}

    def add(
        self,
        asked: Sequence[Iterable[int]],
        head: Sequence[Iterable[int]],
        body: Sequence[Iterable[int]],
    ) -> None:
        """File the texts of an entry.

        Args:
            asked: the terms of its title, phrasings and keywords, by number, each once.
            head: those of its title as told, and of its first sentences.
            body: those of the passages that follow.
        """
        first, start = self._count, len(self._terms)
        for number, terms in enumerate(chain(asked, head, body), first):
            before = len(self._terms)
            self._terms.extend(terms)
            self._texts.extend([number] * (len(self._terms) - before))
        told = first + len(asked)
        here = told + len(head)
        self._count = here + len(body)
        pairs = slice(start, len(self._terms))
        self.spans.append(Span(first, told, here, self._count, pairs))

    def pack(self, weights: Floats) -> None:
        """Weigh the texts, once all are read.

        Args:
            weights: what each term weighs in a text, by number.
        """
        self.terms: Numbers = np.array(self._terms, dtype=np.int32)
        self.of: Numbers = np.array(self._texts, dtype=np.int32)
        mass = np.bincount(self.of, weights[self.terms], minlength=self._count)
        self.mass: Floats = mass.astype(np.float32)
        """What the terms of each text weigh together."""
        self._terms, self._texts = array("i"), array("i")

    def title(self, place: int) -> set[int]:
        """The terms of an entry's title, by number."""
        return {term for term, where in self.held(place).items() if where & TITLE}

    def asked(self, place: int) -> list[set[int]]:
        """The terms of an entry's title, then of each phrasing and keyword, by number."""
        span = self.spans[place]
        found: list[set[int]] = [set() for _ in range(span.told - span.first)]
        terms, texts = self.terms[span.pairs].tolist(), self.of[span.pairs].tolist()
        for term, text in zip(terms, texts, strict=True):
            if text < span.told:
                found[text - span.first].add(term)
        return found

    def ample(self, place: int) -> float:
        """How much it tells that an entry lacks a word: little when its text is short."""
        span = self.spans[place]
        return min(1.0, (span.end - span.told) / AMPLE)

    def held(self, place: int) -> dict[int, int]:
        """Each term of an entry, by number, with where the entry holds it."""
        known = self._held.get(place)
        if known is None:
            known = self._hold(self.spans[place])
            if len(self._held) < _REMEMBERED:
                self._held[place] = known
        return known

    def _hold(self, span: Span) -> dict[int, int]:
        """`held` without its memory."""
        found: dict[int, int] = {}
        terms, texts = self.terms[span.pairs].tolist(), self.of[span.pairs].tolist()
        for term, text in zip(terms, texts, strict=True):
            if text < span.told:
                where = ASKED if text > span.first else TITLE
            else:
                where = TITLE if text == span.told else HEAD if text < span.body else BODY
            found[term] = found.get(term, 0) | where
        return found
