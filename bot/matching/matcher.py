"""From a question to a match: the one entrance to this package."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from bot.matching.calibration import ANSWER, OFFER, RANKING
from bot.matching.choosing import both, defined, side, titled
from bot.matching.comparison import compared
from bot.matching.decision import explain, outside_of, probability, spread
from bot.matching.doubts import UNSURE, ceiling
from bot.matching.evidence import evidence, found_in, namesakes, opposition, sharing
from bot.matching.index import Index
from bot.matching.intentions import asks_intention
from bot.matching.intents import Intent
from bot.matching.normalize import words
from bot.matching.query import Query, analyse
from bot.matching.result import (
    Aspect,
    Candidate,
    Match,
    MatchedWord,
    Outcome,
    Reason,
    SmallTalk,
    Via,
)
from bot.matching.scoring import Ranking, rank
from bot.matching.segments import segments, telling
from bot.matching.size import without_size
from bot.matching.smalltalk import classify, courtesy
from bot.matching.writing import Writing

__all__ = [
    "Aspect", "Candidate", "Match", "MatchedWord", "Outcome", "Reason", "SmallTalk", "Via",
    "match",
]  # fmt: skip

ANSWER_AT: Final = 0.8
"""Least confidence of an answer: that at which nine in ten sure answers are right to the real
questions that we tune on, each also asked with its entry gone (four in five at .7); of what it
holds back, the mayor reads the first sentence all the same, and opens it."""
NEAREST_AT: Final = 0.5
"""Least confidence of a page that is shown as the nearest, with its first sentence, ..."""
BEHIND: Final = 3
"""... and how many times that of any other. Of 43 such on the real questions that we tune on, 32
answer; in 1, another entry alone would have."""
SUGGEST_AT: Final = 0.16
"""Least probability that one of the entries offered is the right one. Beside .1, other subjects
are offered neighbours half as often on the real questions that we tune on, and none that the base
answers loses its page; from .2, one in a hundred does."""
SUBJECT_AT: Final = 0.55
"""Probability, beyond which it is offered, that the subject of the question is that of one of the
first entries, though none seems to hold what is asked of it."""
CANDIDATES: Final = 10
OFFERED: Final = 4
"""Entries offered at most."""
OFFERED_LEAST: Final = 2
"""Entries offered at least."""
OFFERED_AT: Final = 0.03
"""Least confidence of the third and fourth entry offered."""
DEFINED: Final = "c'est quoi {}"
"""How one side of a comparison is asked about."""
TELLING: Final = 0.5
"""Part of what the most telling sentence tells, from which another may stand for the message."""
OTHERS: Final = 3
"""Further subjects of a message kept at most."""


def match(question: str, index: Index) -> Match:
    """Find the entry that answers a question, and tell how sure that is.

    Args:
        question: any text.
        index: the base.

    Returns:
        The outcome with its candidates and reason; the same for any case, accents and
        punctuation of a one-sentence question.
    """
    known = index.lately.get(question)
    if not isinstance(known, Match):
        known = _matched(question, index)
        index.lately.keep(question, known)
    return known


def _matched(question: str, index: Index) -> Match:
    found = words(question)
    intent = classify(question, found)
    if intent is not None:
        return asking(intent)
    if " ".join(found) in index.titled:
        return _one(question, found, index)
    if asks_intention(" ".join(found)):
        return _unsure(_parts(question, found, index), index)
    return _parts(question, found, index)


def _parts(question: str, found: Sequence[str], index: Index) -> Match:
    """The match of a message, of one sentence or more."""
    parts = segments(question, found)
    if len(parts) == 1:
        return _compare(question, _defined(question, found, index), index)
    return _several(question, parts, index)


def _unsure(found: Match, index: Index) -> Match:
    """What was found for a message that asks what the State means to do: offered, never sure.

    Unless the entry is filed under such a question, which its editor answered. The sentence that
    tells how things stand is no question of its own, so the whole message is held back.
    """
    reason = replace(found.reason, intention=True)
    place = index.ids.index(found.candidates[0].entry) if found.outcome == "answer" else None
    if place is None or any(map(asks_intention, index.wordings[place].spelled)):
        return replace(found, reason=reason)
    candidates = tuple(
        replace(one, confidence=min(one.confidence, UNSURE)) for one in found.candidates
    )
    return replace(
        found, outcome="suggest", candidates=candidates, suggestions=_offered(candidates),
        reason=reason, others=(),
    )  # fmt: skip


def asking(intent: Intent) -> Match:
    """The match of what is asked of the service itself: no entry is looked for."""
    return Match("smalltalk", (), (), courtesy(intent), Reason(), intent=intent)


def _defined(question: str, found: Sequence[str], index: Index) -> Match:
    """The match of one question; one that asks what a thing is may be worded in any way."""
    first = _one(question, found, index)
    forms = [_one(form, words(form), index) for form in defined(found, first)]
    best = max([first, *forms], key=_worth)
    return replace(best, subject=first.subject) if best.outcome == "answer" else first


def _compare(question: str, found: Match, index: Index) -> Match:
    """A match, or both sides of what the question compares."""
    comparison = compared(question)
    if comparison is None:
        return found
    first, second = (
        side(
            _one(text, words(text), index),
            _one(DEFINED.format(text), words(DEFINED.format(text)), index),
        )
        for text in (comparison.one, comparison.other)
    )
    return both(comparison, found, (first, second), index)


def _one(question: str, found: Sequence[str], index: Index) -> Match:
    """The match of a text, its words already told, taken as one question."""
    writing = Writing.of(question, found, index.lexicon.acronyms)
    query = analyse(without_size(found), index, writing)
    subject, spelled = " ".join(question.split()), " ".join(found)
    unexplained = tuple(word.word for word in query.words if word.word[0] != "@")
    has_subject = any(not word.framing for word in query.words)
    ranking = rank(query, index, RANKING) if has_subject else None
    if ranking is None or not ranking.entries:
        outside = outside_of(query.words, ranking, 0.0, index) if ranking is not None else None
        reason = Reason(unexplained=unexplained, outside=outside)
        return titled(spelled, Match("none", (), (), None, reason, subject=subject), index)
    return titled(spelled, _decide(query, ranking, index, subject, writing), index)


def _decide(query: Query, ranking: Ranking, index: Index, subject: str, writing: Writing) -> Match:
    """The outcome cut on the probabilities of the best candidate and of those offered."""
    hits = found_in(query.words, ranking.entries[0].place, index)
    values = evidence(query, ranking, hits, index)
    sure = min(probability(values, ANSWER), 1 / namesakes(query, hits, ranking, index))
    sure = min(sure, opposition(values))
    sure = min(sure, ceiling(query, hits, ranking.entries[0].place, writing, index))
    reason = explain(query.words, ranking, hits, sure, index)
    offer = probability(values, OFFER)
    if sure < SUGGEST_AT and reason.outside is None:  # not what others treat
        subject_known = offer >= SUBJECT_AT or sharing(hits, ranking, index) > 1
        sure = SUGGEST_AT if subject_known else sure
    offer = max(sure, offer)
    confidences = spread(ranking.entries, sure, offer)
    candidates = tuple(
        Candidate(index.ids[one.place], round(confidence, 4), round(one.logit, 4))
        for one, confidence in zip(ranking.entries[:CANDIDATES], confidences, strict=False)
    )
    if sure >= ANSWER_AT:
        return Match("answer", candidates, (), None, reason, subject=subject)
    offered = _offered(candidates)
    outcome: Outcome = "suggest" if offered else "none"
    return Match(outcome, candidates, offered, None, reason, subject=subject)


def _offered(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The nearest page alone when no other comes near it, or two to four to choose from."""
    best, *others = candidates
    if best.confidence >= NEAREST_AT and all(
        one.confidence * BEHIND <= best.confidence for one in others
    ):
        return (best,)
    if best.confidence < SUGGEST_AT or not others:
        return ()
    return tuple(
        one
        for at, one in enumerate(candidates[:OFFERED])
        if at < OFFERED_LEAST or one.confidence >= OFFERED_AT
    )


def _several(message: str, parts: Sequence[str], index: Index) -> Match:
    """The match of a message of several sentences: its best, and its further subjects."""
    asking = [part for part in parts if "?" in part] or parts  # beside these, others tell a story
    read = [(part, words(part)) for part in dict.fromkeys(asking)]
    single = [_one(part, w, index) for part, w in read if classify(part, w) is None]
    answered = _distinct([one for one in single if one.outcome == "answer"])
    if len(answered) > 1:
        first, *rest = answered
        return _with_others(first, rest)
    settled = {one.subject for one in answered}
    open_pairs = [
        pair for pair in pairwise(parts) if pair[1] in asking and settled.isdisjoint(pair)
    ]
    pairs = dict.fromkeys(" ".join(pair) for pair in open_pairs)
    found = [*single, *(_one(pair, words(pair), index) for pair in pairs)]
    whole = _one(message, words(message), index)
    best = max([whole, *_telling(found)], key=_worth)
    rest = [one for one in answered if _entry(one) != _entry(best)] if answered else []
    return _with_others(best, rest)


def _telling(found: Sequence[Match]) -> list[Match]:
    """The parts of a message that may tell what it is about.

    « Merci de me dire si cela vaut le coup » names no subject: unless a part is sure, it tells at
    least half as much as the part that tells most.
    """
    told = [telling(words(one.subject)) for one in found]
    least = max(told, default=0.0) * TELLING
    return [one for one, tells in zip(found, told, strict=True)
            if tells >= least or one.outcome == "answer"]  # fmt: skip


def _worth(one: Match) -> tuple[float, int]:
    """How sure a match is; a shorter text wins a tie."""
    confidence = one.candidates[0].confidence if one.candidates else -1.0
    return (confidence, -len(one.subject))


def _entry(one: Match) -> str:
    """The entry a match is about."""
    return one.candidates[0].entry if one.candidates else ""


def _distinct(found: Sequence[Match]) -> list[Match]:
    """One match an entry, the surest, in the order read."""
    best: dict[str, Match] = {}
    for one in found:
        known = best.get(_entry(one))
        if known is None or _worth(one) > _worth(known):
            best[_entry(one)] = one
    return list(best.values())


def _with_others(first: Match, rest: Sequence[Match]) -> Match:
    """A match that carries the further subjects."""
    if not rest:
        return first
    return Match(
        first.outcome, first.candidates, first.suggestions, first.smalltalk, first.reason,
        tuple(rest[:OTHERS]), first.subject,
    )  # fmt: skip
