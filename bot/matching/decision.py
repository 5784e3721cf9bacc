"""How sure a match is: evidence about the best candidate, weighed by a logistic model."""

import math
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, cast

from bot.matching.index import Index
from bot.matching.query import QueryWord, rarest
from bot.matching.result import Aspect, MatchedWord, Reason
from bot.matching.scoring import FEATURES, Ranked

EVIDENCE: Final = (
    "bias", "margin", "lead", "level", "bm25", "asked", "subject", "best_phrase", "best_recall",
    "mean_phrase", "core", "precision", "title", "stranger", "repaired", "absent", "absent_rarest",
    "weak", "strongest", "second", "mass", "length", "single", "private", "head", "body_only",
    "lone", "held_share",
    "agreement",
)  # fmt: skip
"""What the model weighs; `evidence` gives the values in this order."""
Curve = tuple[float, tuple[tuple[float, float], ...]]
"""A slope, and the knots at which it changes."""
_LONE_CAP: Final = 3.0
_MARGIN_CAP: Final = 5.0
_COLUMN: Final = {name: at for at, name in enumerate(FEATURES)}


def evidence(
    query: Sequence[QueryWord], ranked: Sequence[Ranked], index: Index
) -> tuple[float, ...]:
    """What speaks for and against the best candidate.

    Args:
        query: the words of the question.
        ranked: at least one candidate, best first.
        index: the base.

    Returns:
        One number for each name of `EVIDENCE`.
    """
    best = ranked[0]
    second = ranked[1].logit if len(ranked) > 1 else 0.0
    later = ranked[4].logit if len(ranked) > 4 else 0.0
    row = best.row
    top = rarest(index)
    total = sum(word.weight for word in query) or 1.0
    stranger = repaired = absent = weak = absent_rarest = body_only = head = 0.0
    held: list[float] = []
    subjects = 0
    profile = index.profile(best.place)
    for word in query:
        if word.word[0] == "@":
            continue
        hit = next((a for a in word.alternatives if holds(index, a.term, best.place)), None)
        shown = next((a.weight for a in word.alternatives if a.term in profile), 0.0)
        if subjects == 0:
            head = shown
        subjects += 1
        if hit is None:
            absent += word.weight
            absent_rarest = max(absent_rarest, word.weight)
            stranger += 0.0 if word.known else word.weight
            continue
        held.append(word.weight * hit.weight)
        body_only += 0.0 if shown else word.weight
        repaired += word.weight if hit.via == "repair" else 0.0
        weak += word.weight if hit.via == "n-gram" else 0.0
    held.sort(reverse=True)
    column = _COLUMN
    agreement = sum(
        row[column[n]] >= max(other.row[column[n]] for other in ranked) - 1e-9
        for n in ("bm25", "best_phrase", "asked", "title", "core")
    )
    return (
        1.0, min(best.logit - second, _MARGIN_CAP), min(best.logit - later, 2 * _MARGIN_CAP),
        best.logit, row[column["bm25"]], row[column["asked"]], row[column["subject"]],
        row[column["best_phrase"]], row[column["best_recall"]], row[column["mean_phrase"]],
        row[column["core"]], row[column["precision"]], row[column["title"]], stranger / total,
        repaired / total, absent / total, absent_rarest / top, weak / total,
        held[0] / top if held else 0.0,
        held[1] / top if len(held) > 1 else 0.0, min(sum(held) / top, 4.0),
        math.log1p(subjects), float(subjects <= 1), float(any(word.private for word in query)),
        head, body_only / total,
        min(subjects - 1.0, _LONE_CAP) if len(held) == 1 else 0.0,
        len(held) / subjects if subjects else 0.0, agreement / 5,
    )  # fmt: skip


def holds(index: Index, term: str, place: int) -> bool:
    """Whether an entry holds a term, in any field."""
    docs = index.postings[term][0]
    at = bisect_left(docs, place)
    return at < len(docs) and docs[at] == place


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
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))


def spread(ranked: Sequence[Ranked], sure: float, offer: float) -> list[float]:
    """Confidences of all candidates: the best's, then what the others share of the rest.

    Args:
        ranked: the candidates, best first.
        sure: probability that the best is right.
        offer: probability that one of the first few is right.

    Returns:
        One probability a candidate; none exceeds the best's, and together they stay within one.
    """
    odds = [math.exp(max(one.logit - ranked[0].logit, -30.0)) for one in ranked[1:]]
    rest = max(offer - sure, 0.0)
    total = sum(odds) or 1.0
    return [sure, *(min(sure, rest * share / total) for share in odds)]


def explain(query: Sequence[QueryWord], ranked: Sequence[Ranked], index: Index) -> Reason:
    """Which words of the question the best candidate holds and through what, and which not."""
    total = sum(word.weight for word in query) or 1.0
    place = ranked[0].place
    matched: list[MatchedWord] = []
    unexplained: list[str] = []
    aspects: list[tuple[float, str]] = []
    for word in query:
        if word.word[0] == "@":
            aspects.append((-word.weight, word.word[1:]))
        hit = next((a for a in word.alternatives if holds(index, a.term, place)), None)
        if hit is None:
            if word.word[0] != "@":
                unexplained.append(word.word)
            continue
        if word.word[0] != "@":
            term = index.shown.get(hit.term, hit.term)
            matched.append(MatchedWord(word.word, hit.via, term, round(word.weight / total, 4)))
    aspect = cast(Aspect, min(aspects)[1]) if aspects else None
    runner_up = index.ids[ranked[1].place] if len(ranked) > 1 else None
    return Reason(tuple(matched), tuple(unexplained), runner_up, aspect)
