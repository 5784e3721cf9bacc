"""What speaks for and against the best candidate of a question."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.matching.frequency import information
from bot.matching.grounds import Grounds, Text, grounds
from bot.matching.index import Index
from bot.matching.query import Alternative, Query, QueryWord, rarest
from bot.matching.scoring import FEATURES, Ranked, Ranking
from bot.matching.stems import stem
from bot.matching.texts import ASKED, TITLE

Hits = Sequence[tuple[QueryWord, Alternative | None]]
"""The words of a question, each with the term of an entry that explains it."""
_ALONE: Final = (
    "bm25",
    "bm25_share",
    "best_phrase",
    "core",
    "subject",
    "passage",
    "spelling",
    "order",
)
"""What the best candidate was ranked on that tells whether it is right."""
_NEARER: Final = ("spelling", "order", "passage", "read")
"""What it is compared on with the other candidates, ..."""
_OUTDOING: Final = ("best_phrase", "order")
"""... and with the likeliest subject left to others."""
EVIDENCE: Final = (
    "bias", "margin", "lead", "level",
    "outside", *(f"outside_{name}" for name in _OUTDOING), "outside_held",
    *_ALONE, *(f"nearer_{name}" for name in _NEARER),
    "stranger", "repaired", "absent", "second", "mass", "private", "length",
    "says", "says_most", "says_share", "unsaid_rarest", *Grounds._fields,
)  # fmt: skip
"""What the model weighs; `evidence` gives the values in this order. Others were tried and left
out by cross-validation, one by one (tests/benchmarks/README.md)."""
_ACT: Final = EVIDENCE.index("act")
_OPPOSED: Final = EVIDENCE.index("opposed")
_CONTRARY: Final = 0.5
"""Confidence in an entry that deals with the opposite of the act asked, and not with it."""
_FEW: Final = 4
_COMMON: Final = 0.05
"""A word held by more entries, and by more than this part of them, tells no subject."""
_MARGIN_CAP: Final = 5.0
_MASS_CAP: Final = 4.0
_LATER: Final = 4
"""Place of the candidate that the best is led over by, beside the second."""
_COLUMN: Final = {name: at for at, name in enumerate(FEATURES)}


@dataclass(slots=True)
class _Tally:
    """What the best candidate holds of the question's words, and what it does not."""

    held: list[float] = field(default_factory=list)
    """Weights of the words it holds."""
    stranger: float = 0.0
    """Weight of those it does not hold and the base does not know."""
    repaired: float = 0.0
    absent: float = 0.0
    told: list[float] = field(default_factory=list)
    """What the words it holds say by their rarity in French, ..."""
    untold: list[float] = field(default_factory=list)
    """... and those it does not hold."""

    def add(self, word: QueryWord, hit: Alternative | None) -> None:
        """Count one word, and through what it is held."""
        says = information(stem(word.word))
        if hit is None:
            self.absent += word.weight
            self.untold.append(0.0 if word.word.isdigit() else says)
            self.stranger += 0.0 if word.known else word.weight
            return
        self.held.append(word.weight * hit.weight)
        self.told.append(says * hit.weight)
        self.repaired += word.weight if hit.via == "repair" else 0.0


def found_in(words: Sequence[QueryWord], place: int, index: Index) -> Hits:
    """Each word of a question with the likeliest of its terms that an entry holds, if any."""
    ids, held = index.postings.ids, index.texts.held(place)
    return [
        (word, next((a for a in word.alternatives if ids[a.term] in held), None))
        for word in words
        if word.word[0] != "@"
    ]


def namesakes(query: Query, hits: Hits, ranking: Ranking, index: Index) -> int:
    """How many entries a question of one word may mean: those whose title holds the word.

    One word shared by several titles says which subject, not what about it. A number beside it
    ("7 000 habitants") is no second word, unless the best entry's title holds it ("zone 30").

    Args:
        query: the question.
        hits: its words with what the best entry holds of each.
        ranking: its candidates.
        index: the base.

    Returns:
        At least 1, and 2 where a number would decide, or no word tells the subject; 1 for a
        question of several words, or one that tells what is asked.
    """
    if all(_asks(word) for word, _ in hits):
        return 2
    ids = index.postings.ids
    if len(hits) < len(query.words) or sum(not w.word.isdigit() for w, _ in hits) > 1:
        return 1
    titles = [index.texts.title(one.place) for one in ranking.entries]
    telling = [hit for w, hit in hits if not w.word.isdigit() or ids.get(w.word) in titles[0]]
    if len(telling) > 1:
        return 1
    shared = sum(ids[hit.term] in title for hit in telling if hit for title in titles)
    return max(shared, 2 if len(telling) < len(hits) else 1)


def sharing(hits: Hits, ranking: Ranking, index: Index) -> int:
    """How many entries the only word that tells the subject may mean; 0 for several such words.

    "Problème de compost" is about either of the two fiches on compost.

    Args:
        hits: the words of the question with what the best entry holds of each.
        ranking: its candidates.
        index: the base.
    """
    subjects = [hit for word, hit in hits if not _asks(word)]
    if len(subjects) != 1 or subjects[0] is None:
        return 0
    term = subjects[0].term
    if len(index.postings[term].places) > max(_FEW, _COMMON * index.size):
        return 0
    number = index.postings.ids[term]
    places = [one.place for one in ranking.entries]
    return sum(bool(index.texts.held(at).get(number, 0) & (TITLE | ASKED)) for at in places)


def opposition(values: Sequence[float]) -> float:
    """The most that a confidence may be: an act and its opposite never pass for each other.

    Args:
        values: as `evidence` gives them.
    """
    return _CONTRARY if values[_ACT] >= 1 and values[_OPPOSED] >= 1 else 1.0


def _asks(word: QueryWord) -> bool:
    """Whether a word tells what is asked about a subject: "steps", "advantages"."""
    return any(alternative.term[0] == "@" for alternative in word.alternatives)


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
    tally = _Tally()
    for word, hit in hits:
        tally.add(word, hit)
    return (
        1.0, *_lead(ranking), *_outside(best, ranking.outside),
        *(best.row[_COLUMN[name]] for name in _ALONE), *_nearer(best, others),
        *_words(query, tally, index), *_said(tally),
        *grounds(query, Text(best.place, index), index),
    )  # fmt: skip


def _lead(ranking: Ranking) -> tuple[float, ...]:
    """How far the best is ahead, and how high it stands."""
    logits = [one.logit for one in ranking.entries]
    second = logits[1] if len(logits) > 1 else 0.0
    later = logits[_LATER] if len(logits) > _LATER else 0.0
    return (
        min(logits[0] - second, _MARGIN_CAP), min(logits[0] - later, 2 * _MARGIN_CAP), logits[0],
    )  # fmt: skip


def _outside(best: Ranked, outside: Ranked | None) -> tuple[float, ...]:
    """How far the best is ahead of the likeliest subject left to others, in all and in part."""
    if outside is None:
        return (_MARGIN_CAP, *(1.0 for _ in _OUTDOING), 0.0)
    ahead = max(-_MARGIN_CAP, min(best.logit - outside.logit, _MARGIN_CAP))
    parts = [best.row[_COLUMN[name]] - outside.row[_COLUMN[name]] for name in _OUTDOING]
    return (ahead, *parts, outside.row[_COLUMN["best_phrase"]])


def _nearer(best: Ranked, others: Sequence[Ranked]) -> list[float]:
    """How much nearer its wording is than that of the other candidates."""
    return [
        best.row[at] - max([other.row[at] for other in others], default=0.0)
        for at in (_COLUMN[name] for name in _NEARER)
    ]


def _words(query: Query, tally: _Tally, index: Index) -> tuple[float, ...]:
    """Shares of the question, how the words held weigh, and how long it is.

    A long question holds words that say how things stand, which no answer need hold.
    """
    top, total = rarest(index), sum([word.weight for word in query.words]) or 1.0
    held = sorted(tally.held, reverse=True)
    return (
        tally.stranger / total, tally.repaired / total, tally.absent / total,
        held[1] / top if len(held) > 1 else 0.0, min(sum(held) / top, _MASS_CAP),
        float(any(word.private for word in query.words)), math.log1p(len(query.words)),
    )  # fmt: skip


def _said(tally: _Tally) -> tuple[float, ...]:
    """What the words held and missed say by their rarity in French."""
    told, untold = sum(tally.told), sum(tally.untold)
    return (
        told, max(tally.told, default=0.0), told / ((told + untold) or 1.0),
        max(tally.untold, default=0.0),
    )  # fmt: skip
