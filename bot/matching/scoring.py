"""Candidates of a question and the features they are ranked on."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nlargest
from operator import itemgetter, mul
from typing import Final, NamedTuple

from bot.matching.index import Index, Profile
from bot.matching.query import Query, QueryWord
from bot.matching.wording import closeness

RERANKED: Final = 8
"""Entries of the first pass that are looked at closely."""
OUTSIDE: Final = 3
"""Subjects left to others that are looked at closely."""
HOPELESS: Final = 0.45
"""Part of the best first-pass score below which a candidate is not looked at, ..."""
ALWAYS: Final = 4
"""... unless it is among the first so many."""
BUDGET: Final = 3_500
"""Postings read in full for one question."""
REFINED: Final = 60
"""Candidates that words beyond the budget still count for."""
FEATURES: Final = (
    "bm25", "bm25_share", "asked", "best_phrase", "best_recall", "mean_phrase", "title", "core",
    "precision", "subject", "spelling", "order",
)  # fmt: skip


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
    first = retrieve(query.words, index)
    rated = [
        Ranked(place, sum(map(mul, weights, row)), row)
        for row, (_, place) in zip(features(query, first, index), first, strict=True)
    ]
    rated.sort(key=lambda one: (-one.logit, one.place))
    own = len(index.ids)
    outside = next((one for one in rated if one.place >= own), None)
    return Ranking([one for one in rated if one.place < own], outside)


def retrieve(query: Sequence[QueryWord], index: Index) -> list[tuple[float, int]]:
    """BM25 score and place of the best entries of the first pass, best first.

    Each word gives an entry the best of its alternatives. Short postings are read first; those
    beyond `BUDGET`, of common words, only add to the best candidates found so far. On a base of
    some hundred entries nothing is beyond.
    """
    postings = index.postings
    sizes = [[postings.size(alternative.term) for alternative in w.alternatives] for w in query]
    if sum(map(sum, sizes)) <= BUDGET:
        return _best(_summed([_remembered(word, index) for word in query]), len(index.ids))
    reads = sorted(
        (size, at, number) for at, row in enumerate(sizes) for number, size in enumerate(row)
    )
    gained: list[dict[int, float]] = [{} for _ in query]
    later: list[tuple[int, int]] = []
    budget = BUDGET
    for size, at, number in reads:
        budget -= size
        if budget < 0 and any(gained):
            later.append((at, number))
        else:
            _read(gained[at], query[at], number, index)
    scores = _summed(gained)
    _refine(scores, query, gained, later, index)
    return _best(scores, len(index.ids))


def _best(scores: dict[int, float], own: int) -> list[tuple[float, int]]:
    """The highest scores with their places, best first; of equal ones, the first read.

    Args:
        scores: place → score.
        own: how many places are entries; those after them are subjects left to others.

    Returns:
        Entries, and a few such subjects, that are worth a closer look.
    """
    if not scores:
        return []
    least = max(scores.values()) * HOPELESS
    found = [(value, place) for place, value in scores.items() if value >= least]
    if len(found) < ALWAYS:
        few = nlargest(ALWAYS, scores, key=scores.__getitem__)
        found = [(scores[place], place) for place in few]
    found.sort(key=itemgetter(0), reverse=True)
    entries = [one for one in found if one[1] < own][:RERANKED]
    if len(entries) == len(found):
        return entries
    outside = [one for one in found if one[1] >= own][:OUTSIDE]
    return sorted(entries + outside, key=itemgetter(0), reverse=True)


def _summed(parts: Sequence[dict[int, float]]) -> dict[int, float]:
    """The scores of all words together."""
    longest, *others = sorted(parts, key=len, reverse=True) or [{}]
    scores = dict(longest)
    for part in others:
        for place, value in part.items():
            if place in scores:
                scores[place] += value
            else:
                scores[place] = value
    return scores


def _remembered(word: QueryWord, index: Index) -> dict[int, float]:
    """What one word gives to each entry, from memory when it was asked before."""
    key = "scores " + word.key
    gained = index.memory.get(key)
    if not isinstance(gained, dict):
        gained = {}
        for number in range(len(word.alternatives)):
            _read(gained, word, number, index)
        if len(gained) <= index.room:
            index.room -= len(gained)
            index.remember(key, gained)
    return gained


def _read(gained: dict[int, float], word: QueryWord, number: int, index: Index) -> None:
    """Raise what a word gives to each entry by one of its alternatives."""
    alternative = word.alternatives[number]
    rate = word.weight * alternative.weight
    docs, impacts = index.postings[alternative.term]
    if not gained:
        gained.update(zip(docs, [rate * impact for impact in impacts], strict=True))
        return
    for place, impact in zip(docs, impacts, strict=True):
        value = rate * impact
        if value > gained.get(place, 0.0):
            gained[place] = value


def _refine(
    scores: dict[int, float],
    query: Sequence[QueryWord],
    gained: Sequence[dict[int, float]],
    later: Sequence[tuple[int, int]],
    index: Index,
) -> None:
    """Add the alternatives left over to the best candidates, each looked up in the postings."""
    least = min(nlargest(REFINED, scores.values()))
    best = [place for place, value in scores.items() if value >= least]
    for at, number in later:
        alternative = query[at].alternatives[number]
        rate = query[at].weight * alternative.weight
        here = gained[at]
        for place, impact in index.postings.impacts(alternative.term, best).items():
            gain = rate * impact - here.get(place, 0.0)
            if gain > 0:
                scores[place] += gain
                here[place] = rate * impact


def features(
    query: Query, ranked: Sequence[tuple[float, int]], index: Index
) -> list[tuple[float, ...]]:
    """What tells the candidates apart.

    Args:
        query: the question.
        ranked: score and place of each candidate, as `retrieve` gives them.
        index: the base.

    Returns:
        One row a candidate, its columns named by `FEATURES`.
    """
    if not ranked:
        return []
    lookup = _lookup(query.words, index)
    total = sum([word.weight for word in query.words]) or 1.0
    subject = sum([word.weight for word in query.words if word.word[0] != "@"]) or 1.0
    top = ranked[0][0] or 1.0
    return [
        (
            score / total, score / top, *_close(lookup, total, subject, index.profiled(place)),
            *closeness(query.wording, index.wordings[place]),
        )
        for score, place in ranked
    ]  # fmt: skip


class _Sought(NamedTuple):
    """A term that would explain a word of the question."""

    term: str
    at: int
    """Place of the word in the question."""
    subject: bool
    """Whether the word has a subject: it is no aspect."""
    asked: float
    """What the word counts in the question when this term is found, ..."""
    held: float
    """... and what the term then counts in a phrasing."""


def _lookup(query: Sequence[QueryWord], index: Index) -> list[_Sought]:
    """Each term with the word it stands for, the one that counts most; the best rates first."""
    table: dict[str, tuple[float, int, float]] = {}
    for at, word in enumerate(query):
        for alternative in word.alternatives:
            value = word.weight * alternative.weight
            known = table.get(alternative.term)
            if known is None or known[0] < value:
                table[alternative.term] = (value, at, alternative.weight)
    rows = sorted((-rate, at, term, value) for term, (value, at, rate) in table.items())
    weights = index.weights
    return [
        _Sought(term, at, query[at].word[0] != "@", value, -rate * weights[term])
        for rate, at, term, value in rows
    ]


def _close(
    lookup: Sequence[_Sought], total: float, subject: float, profile: Profile
) -> tuple[float, ...]:
    """Features of one candidate that compare the question with each of its phrasings."""
    masses = profile.masses
    found, covered, asked, on_subject = _overlaps(lookup, profile)
    best = best_recall = sum_cosine = sum_covered = precision = title = 0.0
    for number, here in found.items():
        mass = masses[number]
        shared = covered[number]
        if shared > mass:
            shared = mass
        cosine = math.sqrt(here * shared / (total * mass)) if mass else 0.0
        sum_cosine += cosine
        sum_covered += shared
        if number == 0:
            title = cosine
        if here > best_recall:
            best_recall = here
        if cosine > best:
            best, precision = cosine, shared / mass
    return (
        asked / total, best, best_recall / total, sum_cosine / (len(masses) or 1), title,
        sum_covered / (profile.mass or 1.0), precision, on_subject / subject,
    )  # fmt: skip


def _overlaps(
    lookup: Sequence[_Sought], profile: Profile
) -> tuple[dict[int, float], dict[int, float], float, float]:
    """What the question and an entry share.

    Returns:
        Weight of the question's words found in each phrasing, weight of each phrasing's words
        found in the question, and what the entry holds of the question and of its subject, each
        word at the best rate at which it was found.
    """
    held = profile.held
    counted: dict[int, set[int]] = {}
    found: dict[int, float] = {}
    covered: dict[int, float] = {}
    asked = on_subject = 0.0
    for term, at, subject, here, there in lookup:
        if term not in held:
            continue
        seen = counted.get(at)
        if seen is None:
            seen = counted[at] = set()
            asked += here
            if subject:
                on_subject += here
        for number in held[term]:
            if number in seen:
                continue
            seen.add(number)
            if number in found:
                found[number] += here
                covered[number] += there
            else:
                found[number], covered[number] = here, there
    return found, covered, asked, on_subject
