"""What keeps a match from being sure, however well its words are found.

A sigle that is a word as well, a year, the name of a law, the figure of another entry, a sigle
that the entry only mentions, a word that the question denies: each names the entry that holds it
without asking for it. Such a match is offered, not answered.
"""

import itertools
from collections.abc import Callable, Sequence
from typing import Final

from bot.matching.evidence import Hits
from bot.matching.french import DENIALS, HOMOGRAPHS
from bot.matching.frequency import information
from bot.matching.index import Index
from bot.matching.query import Query
from bot.matching.stems import stem
from bot.matching.writing import Writing

UNSURE: Final = 0.5
"""Confidence of a match that is only offered."""
TELLING: Final = 2.0
"""Powers of ten from which a word says something beside a year."""
_YEARS: Final = range(1800, 2200)
_LAW: Final = "loi"
_WHAT: Final = "@what"
_SURELY: Final = frozenset({"exact", "stem", "equivalent", "acronym"})


def ceiling(query: Query, hits: Hits, place: int, writing: Writing, index: Index) -> float:
    """The confidence beyond which a match is not sure.

    Args:
        query: the question.
        hits: its words with what the best entry holds of each.
        place: that of the best entry.
        writing: how the question is written.
        index: the base.

    Returns:
        1 where nothing speaks against it.
    """
    return UNSURE if any(doubt(query, hits, place, writing, index) for doubt in DOUBTS) else 1.0


def _word_or_sigle(
    query: Query, hits: Hits, place: int, writing: Writing, index: Index, /
) -> bool:
    """Fails: « bal du village »; passes: « BAL », « bal et adresses », « c'est quoi un cep »."""
    sigles = index.lexicon.acronyms
    unsure = [
        word
        for word, hit in hits
        if word.word in HOMOGRAPHS and word.word in sigles and word.word not in writing.sigles
        if hit and (hit.via == "acronym" or hit.term == stem(word.word))
    ]
    if not unsure:
        return False
    rest = [(word, hit) for word, hit in hits if word not in unsure and not word.framing]
    if rest:
        asked = {term for phrase in index.asked(place) for term in phrase}
        agreeing = sum(w.weight for w, hit in rest if hit and hit.term in asked)
        return agreeing * 2 < sum(word.weight for word, _ in rest)
    return not any(word.word == _WHAT for word in query.words)


def _year_alone(
    _query: Query, hits: Hits, _place: int, _writing: Writing, index: Index, /
) -> bool:
    """Fails: « ce qui change en 2027 »; passes: « taxe 2027 »."""
    years = [word for word, hit in hits if hit and _is_year(word.word)]
    others = [word for word, hit in hits if hit and not word.framing and word not in years]
    few, sigles = len(others) < 2, index.lexicon.acronyms
    telling = [w for w in others if information(stem(w.word)) >= TELLING or w.word in sigles]
    return bool(years) and few and not telling


def _is_year(word: str) -> bool:
    return word.isdigit() and int(word) in _YEARS


def _law(query: Query, hits: Hits, place: int, _writing: Writing, index: Index, /) -> bool:
    """Fails: « loi 3DS », « concerné par la loi Climat », found in an entry on another matter."""
    spelled = query.wording.spelled.split()
    names = [w.word for w, _ in hits if not w.framing and not _is_year(w.word) and w.word != _LAW]
    if _LAW not in spelled[:-1] or not 0 < len(names) <= 2:
        return False
    name = spelled[spelled.index(_LAW) + 1]
    if name not in names:
        return False
    title = index.wordings[place].spelled[0].split()
    return _LAW not in title or stem(name) not in map(stem, title)


def _other_figure(
    _query: Query, hits: Hits, place: int, _writing: Writing, index: Index, /
) -> bool:
    """Fails: « mettre en place une zone 30 » for the entry on blue zones, « zone 50 » for « zone
    30 »."""
    ids, title = index.postings.ids, index.wordings[place].spelled[0].split()
    for (before, _), (word, hit) in itertools.pairwise(hits):
        if word.word in title or not word.word.isdigit() or _is_year(word.word):
            continue
        pairs = itertools.pairwise(title)
        if any(then.isdigit() for named, then in pairs if named == before.word):
            return True
        if hit is not None:
            continue
        number, terms = ids.get(word.word), {ids[a.term] for a in before.alternatives}
        places = index.postings[word.word].places.tolist() if number is not None else []
        if any(number in named and terms & named for named in map(index.texts.title, places)):
            return True
    return False


def _only_mentioned(
    query: Query, hits: Hits, place: int, _writing: Writing, index: Index, /
) -> bool:
    """Fails: « DREAL », « DREAL c'est quoi », of which an entry speaks in passing."""
    subjects = [(word, hit) for word, hit in hits if not word.framing]
    asked = {word.word for word in query.words if word.word[0] == "@"}
    if len(subjects) != 1 or asked - {_WHAT}:
        return False
    word, _ = subjects[0]
    if word.word not in index.lexicon.acronyms:
        return False
    terms = {a.term for a in word.alternatives if a.via in _SURELY}
    title, *others = index.asked(place)
    asking = [phrase for phrase in others if _WHAT in phrase or terms.issuperset(phrase)]
    return all(terms.isdisjoint(phrase) for phrase in (title, *asking))


def _denied(_query: Query, hits: Hits, place: int, writing: Writing, index: Index, /) -> bool:
    """Fails: « ni classée ni inscrite », for an entry on what is classed."""
    denied = {
        stem(word.word)
        for word, hit in hits
        if hit and word.word in writing.denied and not word.framing
        if all(alternative.term[0] != "@" for alternative in word.alternatives)
    }
    if not denied:
        return False
    return not any(denied & _denied_in(text.split()) for text in index.wordings[place].spelled)


def _denied_in(found: Sequence[str]) -> set[str]:
    return {stem(word) for before, word in itertools.pairwise(found) if before in DENIALS}


DOUBTS: Final[tuple[Callable[[Query, Hits, int, Writing, Index], bool], ...]] = (
    _word_or_sigle, _year_alone, _law, _other_figure, _only_mentioned, _denied,
)  # fmt: skip
