"""How sure a match is: the evidence weighed by a logistic model, and why, in words."""

import math
from collections.abc import Sequence
from typing import Final, cast

from bot.matching.evidence import Hits, found_in
from bot.matching.index import Index
from bot.matching.query import QueryWord
from bot.matching.result import Aspect, MatchedWord, Reason
from bot.matching.scoring import Ranked, Ranking

Curve = tuple[float, tuple[tuple[float, float], ...]]
"""A slope, and the knots at which it changes."""
OUTSIDE_AT: Final = 0.6
"""Share of what a question asks that its examples must hold for a subject to be named."""
OUTSIDE_LEAD: Final = 3.0
"""Logits by which such a subject must be ahead of the best entry. Under it, on the real questions
of the tuning and learning halves, about half of the redirections name a subject foreign to the
question; those go to an expert."""
IMPLAUSIBLE: Final = 0.005
"""Confidence in the best entry under which no entry is about the question, and less is asked of a
subject: « je peux marier mon frère » is about « mariage ». Of 13 real questions more that get one,
11 get their own; with a lead of 0 and a share of .4, 15 of 22."""
IMPLAUSIBLE_AT: Final = 0.45
IMPLAUSIBLE_LEAD: Final = 2.0
_CERTAIN: Final = 30.0
"""Logit beyond which a probability is as good as certain."""


def probability(values: Sequence[float], model: Sequence[Curve]) -> float:
    """A logistic model whose logit is a sum of broken lines, one for each piece of evidence.

    Args:
        values: as `evidence` gives them.
        model: for each, its slope, then (knot, change of slope beyond it) pairs.

    Returns:
        A probability.
    """
    logit = 0.0
    for value, (slope, bends) in zip(values, model, strict=True):
        logit += slope * value
        for knot, change in bends:
            if value > knot:
                logit += change * (value - knot)
    return 1 / (1 + math.exp(-max(-_CERTAIN, min(_CERTAIN, logit))))


def spread(ranked: Sequence[Ranked], sure: float, offer: float) -> list[float]:
    """Confidences of all candidates: the best's, then what the others share of the rest.

    Args:
        ranked: the candidates, best first.
        sure: probability that the best is right.
        offer: probability that one of the first few is right.

    Returns:
        One probability a candidate; none exceeds the best's, and together they stay within one.
    """
    odds = [math.exp(max(one.logit - ranked[0].logit, -_CERTAIN)) for one in ranked[1:]]
    rest = max(offer - sure, 0.0)
    total = sum(odds) or 1.0
    return [sure, *(min(sure, rest * share / total) for share in odds)]


def explain(
    query: Sequence[QueryWord], ranking: Ranking, hits: Hits, sure: float, index: Index
) -> Reason:
    """Which words of the question the best candidate holds and through what, and which not.

    Args:
        query: the words of the question.
        ranking: its candidates, at least one entry among them.
        hits: its words with what the best of these holds of each.
        sure: the confidence in that one.
        index: the base.
    """
    total = sum(word.weight for word in query) or 1.0
    others = ranking.entries[1:]
    matched: list[MatchedWord] = []
    unexplained: list[str] = []
    aspects = [(-word.weight, word.word[1:]) for word in query if word.word[0] == "@"]
    for word, hit in hits:
        if hit is None:
            unexplained.append(word.word)
            continue
        term = index.shown.get(hit.term, hit.term)
        matched.append(MatchedWord(word.word, hit.via, term, round(word.weight / total, 4)))
    return Reason(
        tuple(matched),
        tuple(unexplained),
        index.ids[others[0].place] if others else None,
        cast(Aspect, min(aspects)[1]) if aspects else None,
        outside_of(query, ranking, sure, index),
    )


def outside_of(
    query: Sequence[QueryWord], ranking: Ranking, sure: float, index: Index
) -> str | None:
    """The subject left to others that the question is about: more than about any entry, and in
    most of its words.

    Args:
        query: the words of the question.
        ranking: its candidates.
        sure: the confidence in the best entry, 0 without any.
        index: the base.
    """
    outside = ranking.outside
    best = ranking.entries[0].logit if ranking.entries else -math.inf
    lead, share = OUTSIDE_LEAD, OUTSIDE_AT
    if sure < IMPLAUSIBLE:
        lead, share = IMPLAUSIBLE_LEAD, IMPLAUSIBLE_AT
    if outside is None or outside.logit < best + lead:
        return None
    total = sum(word.weight for word in query) or 1.0
    hits = found_in(query, outside.place, index)
    explained = sum(word.weight for word, hit in hits if hit is not None)
    if explained < share * total:
        return None
    return index.outside[outside.place - len(index.ids)]
