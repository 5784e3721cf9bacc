"""What speaks for and against the best candidate of a question."""

import math
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.matching.frequency import information
from bot.matching.index import Index
from bot.matching.query import Alternative, Query, QueryWord, rarest
from bot.matching.scoring import FEATURES, Ranked, Ranking
from bot.matching.stems import stem

EVIDENCE: Final = (
    "bias", "margin", "lead", "level",
    "outside", "outside_asked", "outside_phrase", "outside_spelling", "outside_order",
    "outside_subject", "outside_held",
    *FEATURES,
    "nearer_spelling", "nearer_order", "agreement",
    "stranger", "repaired", "absent", "absent_rarest", "weak", "associated", "body_only",
    "strongest", "second", "mass", "head", "length", "single", "lone", "held_share", "private",
    "told", "told_most", "told_share", "untold", "untold_rarest", "untold_stranger",
)  # fmt: skip
"""What the model weighs; `evidence` gives the values in this order."""
Hits = Sequence[tuple[QueryWord, Alternative | None]]
"""The words of a question, each with the term of an entry that explains it."""
_LONE_CAP: Final = 3.0
_MARGIN_CAP: Final = 5.0
_MASS_CAP: Final = 4.0
_LATER: Final = 4
"""Place of the candidate that the best is led over by, beside the second."""
_AGREEING: Final = ("bm25", "best_phrase", "asked", "title", "core")
_COLUMN: Final = {name: at for at, name in enumerate(FEATURES)}
_OUTDOING: Final = tuple(
    _COLUMN[name] for name in ("asked", "best_phrase", "spelling", "order", "subject")
)
"""What the best candidate and a subject left to others are compared on."""


@dataclass(slots=True)
class _Tally:
    """What the best candidate holds of the question's words, and what it does not."""

    total: float = 0.0
    held: list[float] = field(default_factory=list)
    """Weights of the words it holds."""
    subjects: int = 0
    head: float = 0.0
    """How well its phrasings hold the first word."""
    stranger: float = 0.0
    repaired: float = 0.0
    absent: float = 0.0
    absent_rarest: float = 0.0
    weak: float = 0.0
    associated: float = 0.0
    body_only: float = 0.0
    told: list[float] = field(default_factory=list)
    """What the words it holds say by their rarity in French, ..."""
    untold: list[float] = field(default_factory=list)
    """... those it does not hold, ..."""
    untold_stranger: float = 0.0
    """... and the rarest of those that the base does not know."""

    def add(self, word: QueryWord, hit: Alternative | None, shown: float) -> None:
        """Count one word: through what it is held, and how well the phrasings hold it."""
        if self.subjects == 0:
            self.head = shown
        self.subjects += 1
        says = information(stem(word.word))
        if hit is None:
            self._miss(word, says)
            return
        self.held.append(word.weight * hit.weight)
        self.told.append(says * hit.weight)
        self.body_only += 0.0 if shown else word.weight
        self.repaired += word.weight if hit.via == "repair" else 0.0
        self.weak += word.weight if hit.via == "n-gram" else 0.0
        self.associated += word.weight if hit.via == "association" else 0.0

    def _miss(self, word: QueryWord, says: float) -> None:
        """Count a word that the candidate does not hold."""
        self.absent += word.weight
        self.absent_rarest = max(self.absent_rarest, word.weight)
        self.untold.append(says)
        if not word.known:
            self.stranger += word.weight
            self.untold_stranger = max(self.untold_stranger, says)


def found_in(words: Sequence[QueryWord], place: int, index: Index) -> Hits:
    """Each word of a question with the likeliest of its terms that an entry holds, if any."""
    impact = index.postings.impact
    return [
        (word, next((a for a in word.alternatives if impact(a.term, place)), None))
        for word in words
        if word.word[0] != "@"
    ]


def namesakes(query: Query, hits: Hits, ranking: Ranking, index: Index) -> int:
    """How many entries a question of one word may mean: those whose title holds the word.

    One word shared by several titles says which subject, not what about it.

    Args:
        query: the question.
        hits: its words with what the best entry holds of each.
        ranking: its candidates.
        index: the base.

    Returns:
        At least 1; 1 for a question of several words, or one that tells what is asked.
    """
    hit = hits[0][1] if len(hits) == len(query.words) == 1 else None
    if hit is None:
        return 1
    titles = [index.phrases[one.place][0] for one in ranking.entries]
    return max(sum(hit.term in title for title in titles), 1)


def evidence(query: Query, ranking: Ranking, hits: Hits, index: Index) -> tuple[float, ...]:
    """What speaks for and against the best candidate.

    Args:
        query: the question.
        ranking: its candidates, at least one entry among them.
        hits: its words with what the best of these holds of each.
        index: the base.

    Returns:
        One number for each name of `EVIDENCE`.
    """
    best, *others = ranking.entries
    tally = _tally(query.words, hits, index.profile(best.place))
    private = float(any(word.private for word in query.words))
    return (
        1.0, *_lead(ranking), *best.row, *_beside(best, others), *_words(tally, index), private,
        *_said(tally),
    )  # fmt: skip


def _lead(ranking: Ranking) -> tuple[float, ...]:
    """How far the best is ahead, and how high it stands."""
    best = ranking.entries[0]
    second = ranking.entries[1].logit if len(ranking.entries) > 1 else 0.0
    later = ranking.entries[_LATER].logit if len(ranking.entries) > _LATER else 0.0
    return (
        min(best.logit - second, _MARGIN_CAP), min(best.logit - later, 2 * _MARGIN_CAP),
        best.logit, *_outside(best, ranking.outside),
    )  # fmt: skip


def _outside(best: Ranked, outside: Ranked | None) -> tuple[float, ...]:
    """How far the best is ahead of the likeliest subject left to others, in all and in part."""
    if outside is None:
        return (_MARGIN_CAP, *(1.0 for _ in _OUTDOING), 0.0)
    ahead = max(-_MARGIN_CAP, min(best.logit - outside.logit, _MARGIN_CAP))
    parts = [best.row[at] - outside.row[at] for at in _OUTDOING]
    return (ahead, *parts, outside.row[_COLUMN["best_phrase"]])


def _beside(best: Ranked, others: Sequence[Ranked]) -> tuple[float, ...]:
    """What it was ranked on beside the other candidates."""

    def ahead(name: str) -> float:
        at = _COLUMN[name]
        return best.row[at] - max([other.row[at] for other in others], default=0.0)

    agreeing = sum(ahead(name) >= -1e-9 for name in _AGREEING)
    return ahead("spelling"), ahead("order"), agreeing / len(_AGREEING)


def _tally(words: Sequence[QueryWord], hits: Hits, profile: Container[str]) -> _Tally:
    """What the best candidate holds of each word, and what its phrasings hold."""
    tally = _Tally(sum([word.weight for word in words]) or 1.0)
    for word, hit in hits:
        shown = next((a.weight for a in word.alternatives if a.term in profile), 0.0)
        tally.add(word, hit, shown)
    return tally


def _words(tally: _Tally, index: Index) -> tuple[float, ...]:
    """Shares of the question, and how the words it holds weigh."""
    held = sorted(tally.held, reverse=True)
    top, total = rarest(index), tally.total
    lone = min(tally.subjects - 1.0, _LONE_CAP) if len(held) == 1 else 0.0
    return (
        tally.stranger / total, tally.repaired / total, tally.absent / total,
        tally.absent_rarest / top, tally.weak / total, tally.associated / total,
        tally.body_only / total, held[0] / top if held else 0.0,
        held[1] / top if len(held) > 1 else 0.0, min(sum(held) / top, _MASS_CAP), tally.head,
        math.log1p(tally.subjects), float(tally.subjects <= 1), lone,
        len(held) / (tally.subjects or 1),
    )  # fmt: skip


def _said(tally: _Tally) -> tuple[float, ...]:
    """What the words held and missed say by their rarity in French."""
    told, untold = sum(tally.told), sum(tally.untold)
    return (
        told, max(tally.told, default=0.0), told / ((told + untold) or 1.0),
        untold / (tally.subjects or 1), max(tally.untold, default=0.0), tally.untold_stranger,
    )  # fmt: skip
