"""Candidates of a question and the features they are ranked on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from bot.matching.index import Index
from bot.matching.postings import Floats
from bot.matching.query import Query, QueryWord
from bot.matching.texts import Span
from bot.matching.wording import closeness

RERANKED: Final = 8
"""Entries of the first pass that are looked at closely."""
OUTSIDE: Final = 3
"""Subjects left to others that are looked at closely."""
GRANTED: Final = 0.6
"""How much a word of the title counts in each passage under it."""
FEATURES: Final = (
    "bm25", "bm25_share", "asked", "best_phrase", "best_recall", "mean_phrase", "title",
    "core", "precision", "subject", "read", "head", "passage", "spelling", "order",
)  # fmt: skip
_LEAST: Final = 1e-9
"""Keeps from dividing by nothing."""
Array = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with what it was ranked on."""

    place: int
    """Its place in the index."""
    logit: float
    """Weighted sum of the features; exponentials of it compare as odds."""
    row: tuple[float, ...]
    """The features, named by `FEATURES`."""


class Ranking(NamedTuple):
    """The candidates of a question."""

    entries: list[Ranked]
    """Entries of the base, best first."""
    outside: Ranked | None
    """The likeliest subject that the base leaves to others."""


def rank(query: Query, index: Index, weights: Sequence[float]) -> Ranking:
    """Rank the candidates of a question; ties go to the earlier entry."""
    places, rows = candidates(query, index)
    logits = rows @ np.array(weights)
    rated = [
        Ranked(place, logit, tuple(row))
        for place, logit, row in zip(places, logits.tolist(), rows.tolist(), strict=True)
    ]
    rated.sort(key=lambda one: (-one.logit, one.place))
    own = len(index.ids)
    outside = next((one for one in rated if one.place >= own), None)
    return Ranking([one for one in rated if one.place < own], outside)


def candidates(query: Query, index: Index) -> tuple[list[int], Array]:
    """The entries, and subjects left to others, that are worth a closer look.

    Args:
        query: the question.
        index: the base.

    Returns:
        Their places, and a row of features for each, its columns named by `FEATURES`.
    """
    gained = [_gained(word, index) for word in query.words if word.alternatives]
    if not gained:
        return [], np.zeros((0, len(FEATURES)))
    scores = gained[0] if len(gained) == 1 else np.add.reduce(gained)
    places = _best(scores, len(index.ids))
    if not places:
        return [], np.zeros((0, len(FEATURES)))
    total = sum([word.weight for word in query.words]) or 1.0
    first = scores[places]
    close = _Close(query, places, index)
    wordings = np.array([closeness(query.wording, index.wordings[place]) for place in places])
    columns = (first / total, first / first.max(), *close.features(), *wordings.T)
    return places, np.array(columns).T


def _gained(word: QueryWord, index: Index) -> Floats:
    """What one word gives to each entry: the best of its alternatives, each at its rate."""
    known = index.rows.get(word.key)
    if known is not None:
        return known
    gained = np.zeros(index.size, dtype=np.float32)
    for alternative in word.alternatives:
        places, impacts = index.postings[alternative.term]
        here = impacts * np.float32(word.weight * alternative.weight)
        gained[places] = np.maximum(gained[places], here)
    index.rows.keep(word.key, gained)
    return gained


def _best(scores: Floats, own: int) -> list[int]:
    """The places of the highest scores, best first; of equal ones, the first.

    Args:
        scores: one a place.
        own: how many places are entries; those after them are subjects left to others.
    """
    return [*_highest(scores[:own], RERANKED), *(p + own for p in _highest(scores[own:], OUTSIDE))]


def _highest(scores: Floats, count: int) -> list[int]:
    """The places of the `count` highest scores above nothing."""
    if len(scores) > count:
        least = np.partition(scores, len(scores) - count)[len(scores) - count]
        found = np.flatnonzero(scores >= max(least, np.finfo(np.float32).tiny))
    else:
        found = np.flatnonzero(scores > 0)
    best = found[np.argsort(-scores[found], kind="stable")][:count]
    return [int(place) for place in best]


class _Close:
    """The texts of the candidates beside the words of a question."""

    def __init__(self, query: Query, places: Sequence[int], index: Index) -> None:
        """Find the words in each text."""
        self._spans = [index.texts.spans[place] for place in places]
        self._first, self._told, self._body, self._end = _borders(self._spans)
        words = query.words
        self._words = np.array([word.weight for word in words])
        self._subject = np.array([0.0 if w.word[0] == "@" else w.weight for w in words])
        self._mass = np.concatenate([index.texts.mass[s.first : s.end] for s in self._spans])
        self._rates, self._covered = self._found(query, index)

    def _found(self, query: Query, index: Index) -> tuple[Array, Array]:
        """The best rate at which each text holds each word, and what its own words weigh."""
        ids, at, rates = _lookup(query.words, index)
        slots = np.zeros(len(index.postings), dtype=np.int16)
        slots[ids[1:]] = np.arange(1, len(ids))
        spans = self._spans
        slot = slots[np.concatenate([index.texts.terms[s.pairs] for s in spans])]
        held = slot.nonzero()[0]
        moves = self._first - np.array([s.first for s in spans])
        shift = moves.repeat([s.pairs.stop - s.pairs.start for s in spans])
        texts = (np.concatenate([index.texts.of[s.pairs] for s in spans]) + shift)[held]
        slot = slot[held]
        order = slot.argsort(kind="stable")  # the best rates last, so that they stay
        slot, texts = slot[order], texts[order]
        best = np.zeros((self._end, len(query.words)), dtype=np.int16)
        best[texts, at[slot]] = slot
        weighed = rates * index.weights[ids]
        weighed[0] = 0.0
        return rates[best], weighed[best].sum(axis=1)

    def features(self) -> list[Array]:
        """Columns that compare the question with each of the candidates' texts."""
        total, subject = self._words.sum() or 1.0, self._subject.sum() or 1.0
        mass = np.maximum(self._mass, _LEAST)
        found = self._rates @ self._words
        covered = np.minimum(self._covered, mass)
        cosine = np.sqrt(found * covered / (total * mass))
        borders = np.array([self._first, self._told]).T.ravel()
        best, summed, recall = (
            reduced[::2]
            for reduced in (
                np.maximum.reduceat(cosine, borders),
                np.add.reduceat(cosine, borders),
                np.maximum.reduceat(found, borders),
            )
        )
        core = np.add.reduceat(covered, borders) / np.add.reduceat(mass, borders)
        precise = covered / mass * (cosine >= best.repeat(self._sizes()) - _LEAST)
        parts = np.array([self._first, self._told, self._body]).T.ravel()
        held = np.maximum.reduceat(self._rates, parts)
        asked, head = held[::3], held[1::3]
        read = np.maximum(head, held[2::3])
        return [
            asked @ self._words / total,
            best,
            recall / total,
            summed / (self._told - self._first),
            cosine[self._first],
            core[::2],
            np.maximum.reduceat(precise, borders)[::2],
            asked @ self._subject / subject,
            read @ self._subject / subject,
            head @ self._subject / subject,
            self._passage() / subject,
        ]

    def _sizes(self) -> list[int]:
        """How many texts each candidate has."""
        return [span.end - span.first for span in self._spans]

    def _passage(self) -> Array:
        """What the passage that holds most of the question holds, the title partly granted."""
        titles = self._rates[self._told] * GRANTED
        granted = np.maximum(self._rates, titles.repeat(self._sizes(), axis=0))
        borders = np.array([self._first, self._told]).T.ravel()
        held: Array = np.maximum.reduceat(granted @ self._subject, borders)[1::2]
        return held


def _borders(spans: Sequence[Span]) -> tuple[Places, Places, Places, int]:
    """Where the texts of each candidate, those it tells and its body start, and where all end."""
    first, told, body = [], [], []
    end = 0
    for span in spans:
        first.append(end)
        told.append(end + span.told - span.first)
        body.append(end + span.body - span.first)
        end += span.end - span.first
    return np.array(first), np.array(told), np.array(body), end


def _lookup(query: Sequence[QueryWord], index: Index) -> tuple[Places, Places, Array]:
    """The terms that explain words of a question, by number, the best rates last.

    Returns:
        Behind an empty first row: each term, the place of the word for which it counts most, and
        its rate.
    """
    table: dict[str, tuple[float, int, float]] = {}
    for at, word in enumerate(query):
        for alternative in word.alternatives:
            value = word.weight * alternative.weight
            known = table.get(alternative.term)
            if known is None or known[0] < value:
                table[alternative.term] = (value, at, alternative.weight)
    ids = index.postings.ids
    rows = sorted((rate, -at, ids[term]) for term, (_, at, rate) in table.items())
    return (
        np.array([0, *(term for _, _, term in rows)]),
        np.array([0, *(-at for _, at, _ in rows)]),
        np.array([0.0, *(rate for rate, _, _ in rows)]),
    )
