"""What an entry's own text says of each thing that a question asks.

A phrasing filed with an entry proves nothing: what is asked must be found in what will be read.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import Final, NamedTuple

from bot.matching.acts import Act, act
from bot.matching.frequency import information
from bot.matching.index import FRAMING_WEIGHT, Index
from bot.matching.query import Query, QueryWord, rarest
from bot.matching.stems import stem, stems
from bot.matching.texts import ASKED, HEAD, TITLE, TOLD

PLACES: Final = Path(__file__).parent / "data" / "places.txt"
"""Names of places, words without accents."""
DEMANDS: Final = Path(__file__).parent / "data" / "demands.txt"
"""What may be asked about any subject: its name, the words that ask for it, and, behind `|`, those
that an answer to it holds."""


def _places() -> frozenset[str]:
    """The stems of the names of places."""
    lines = PLACES.read_text("utf-8").splitlines()
    return frozenset(root for s in lines if s[0] != "#" for root in stems(s.split()))


def _demands() -> list[tuple[frozenset[str], frozenset[str]]]:
    """The stems that ask for each demand, and those that an answer to it holds."""
    lines = [s for s in DEMANDS.read_text("utf-8").splitlines() if s[0] != "#"]
    sides = [line.partition(" ")[2].split("|") for line in lines]
    return [(frozenset(stems(a.split())), frozenset(stems(b.split()))) for a, b in sides]


_VERB: Final = re.compile(r"\w{2,}(?:[^i]er|[a-hj-z]ir|dre|oir|tre)")
_PEOPLE: Final = frozenset({"hab", "habs", "habitant", "habitants", "ames"})
_TOP: Final = TITLE | HEAD
_ELSEWHERE: Final = 0.5
"""What it counts that a thing asked is told elsewhere than first."""
_PLACES: Final = _places()
_DEMANDS: Final = _demands()


class Grounds(NamedTuple):
    """What the text of an entry says of a question; a lack tells less of a short text."""

    read: float
    """Share of the question found in the text, by what its words say in French, ..."""
    headed: float
    """... found in its title and first sentences, ..."""
    phrased: float
    """... and held by phrasings alone."""
    missing: float
    """What the most telling word that it lacks says, ..."""
    verb: float
    """... the most telling verb, ..."""
    stray: float
    """... and what the rarest word of the base that it lacks counts beside the rarest of all."""
    act: float
    """Whether an act asked is not in the text, ..."""
    act_away: float
    """... or not in its head."""
    opposed: float
    """Whether the head holds the opposite act instead."""
    place: float
    """Whether a place asked about is not in the text."""
    figure: float
    """Whether a figure asked about is not in the text."""
    cost: float
    """Whether a cost is asked and not told, half if told elsewhere than first; likewise ..."""
    number: float
    """... a number, ..."""
    term: float
    """... a time, ..."""
    sanction: float
    """... a sanction, ..."""
    contest: float
    """... a way to contest, ..."""
    model: float
    """... a model or example, ..."""
    liability: float
    """... and who is liable."""


class _Meant(NamedTuple):
    """What a word says by itself."""

    root: str
    says: float
    """How much, by its rarity in French."""
    act: Act | None
    verb: bool
    place: bool
    demands: tuple[int, ...]


@lru_cache(maxsize=20_000)
def _meant(word: str) -> _Meant:
    """What a word says, by its stem."""
    root = stem(word)
    demands = tuple(at for at, (asks, _) in enumerate(_DEMANDS) if root in asks)
    verb = _VERB.fullmatch(word) is not None
    return _Meant(root, information(root), act(root), verb, root in _PLACES, demands)


class Text:
    """The terms of an entry, looked up by name."""

    def __init__(self, place: int, index: Index) -> None:
        """The text of the entry at a place."""
        self._ids = index.postings.ids
        self._held = index.texts.held(place)
        self.ample = index.texts.ample(place)

    def where(self, term: str) -> int:
        """Where the entry holds a term."""
        return self._held.get(self._ids.get(term, -1), 0)

    def anywhere(self, roots: Iterable[str]) -> int:
        """Where it holds any of some stems."""
        found = 0
        for root in roots:
            found |= self.where(root)
        return found

    def rates(self, word: QueryWord) -> tuple[float, float, float]:
        """How well it holds a word: in its text, in the head of it, in its phrasings."""
        told = head = asked = 0.0
        for alternative in word.alternatives:
            if alternative.term[0] == "@":
                continue  # what asks for the same thing is not that thing
            here = self.where(alternative.term)
            if here & TOLD and alternative.weight > told:
                told = alternative.weight
            if here & _TOP and alternative.weight > head:
                head = alternative.weight
            if here & ASKED and alternative.weight > asked:
                asked = alternative.weight
        return told, head, asked


@dataclass(slots=True)
class _Tally:
    """What the words of a question find, or do not find, in a text."""

    rarest: float
    total: float = 0.0
    read: float = 0.0
    headed: float = 0.0
    phrased: float = 0.0
    missing: float = 0.0
    verb: float = 0.0
    stray: float = 0.0
    act: bool = False
    act_away: bool = False
    opposed: bool = False
    place: bool = False
    figure: bool = False
    demands: set[int] = field(default_factory=set)

    def add(self, word: QueryWord, text: Text) -> None:
        """Count one word."""
        if word.word[0].isdigit():
            self.figure = self.figure or not text.where(word.word) & TOLD
            return
        meant = _meant(word.word)
        says = meant.says * (FRAMING_WEIGHT if word.framing else 1.0)
        told, head, asked = text.rates(word)
        lacking = says * (1 - told)
        self.total += says
        self.read += says * told
        self.headed += says * head
        self.phrased += says * max(asked - told, 0.0)
        self.missing = max(self.missing, lacking)
        if meant.verb:
            self.verb = max(self.verb, lacking)
        if word.known:
            self.stray = max(self.stray, word.weight / self.rarest * (1 - told))
        if meant.act is not None:
            self._act(meant.act, text)
        if meant.place and not text.where(meant.root) & TOLD:
            self.place = True
        self.demands.update(meant.demands)

    def _act(self, wanted: Act, text: Text) -> None:
        """Look for an act, and for what would undo it."""
        same = text.anywhere(wanted.same)
        self.act = self.act or not same & TOLD
        if not same & _TOP:
            self.act_away = True
            self.opposed = self.opposed or bool(text.anywhere(wanted.opposite) & _TOP)


def grounds(query: Query, text: Text, index: Index) -> Grounds:
    """What the text of an entry says of a question."""
    tally = _Tally(rarest(index))
    for word, following in zip_longest(query.words, query.words[1:]):
        own_size = (
            word.word.isdigit() and following is not None and following.word in _PEOPLE
        )  # "6 000 habitants"
        if word.word[0] != "@" and not own_size:
            tally.add(word, text)
    untold = [0.0] * len(_DEMANDS)
    for at in tally.demands:
        here = text.anywhere(_DEMANDS[at][1])
        untold[at] = 0.0 if here & _TOP else _ELSEWHERE if here & TOLD else 1.0
    ample, total = text.ample, tally.total or 1.0
    lacks = (
        tally.phrased / total, tally.missing, tally.verb, tally.stray, tally.act, tally.act_away,
        tally.opposed, tally.place, tally.figure, *untold,
    )  # fmt: skip
    return Grounds(tally.read / total, tally.headed / total, *(ample * lack for lack in lacks))
