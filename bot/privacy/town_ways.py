"""The ways in which people write the name of a commune, and what else those words may mean."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from bot.privacy.recognition.reading import frequency, lowered
from bot.privacy.recognition.writing import plain_writing

TOKEN: Final = re.compile(r"[^\W_]+")
ARTICLES: Final = {
    "le": ("le", "au", "du"),
    "les": ("les", "aux", "des"),
    "la": ("la",),
    "l": ("l",),
}
SAME: Final = {"st": "saint", "ste": "sainte", "sts": "saints", "s": "sur", "ss": "sous"}
_LINKS: Final = frozenset({
    "sur", "sous", "en", "de", "du", "des", "d", "la", "le", "les", "lez", "l", "et", "aux", "au",
    "a", "pres", "saint", "sainte",
})  # fmt: skip
_COMMON: Final = 4.3
"""Zipf frequency from which a word says so little that its capital does not make it a town."""
OTHERS: Final = ("Union europeenne", "Saint-Jean-Baptiste")
_SHORTEST: Final = 4
"""Letters of a name that needs no capital."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way of writing the name of a commune."""

    tokens: tuple[str, ...]
    """Without its article."""
    before: tuple[str, ...]
    """What may stand for its article; one of them must."""
    sure: bool
    """Is nothing else."""
    rare: bool
    """A word, but not one of every day."""
    kept: bool = False
    """Is no commune: « Centre-Val de Loire »."""


def same(token: str) -> str:
    """A word in lower case as it is compared: « st » is « saint »."""
    return SAME.get(token) or lowered(token)


def tokens_of(name: str) -> tuple[str, ...]:
    """The words of a name."""
    return tuple(map(same, plain_writing(name).lower))


class Beginning(NamedTuple):
    """The ways that begin with a word."""

    ways: list[Way]
    """The longest first."""
    single: list[Way]
    """Those of one word."""
    words_after: frozenset[str]
    """The second words of the others."""


NOTHING: Final = Beginning([], [], frozenset())


class Ways:
    """All ways of writing some names, by their first word: found as texts hold those words.

    Of 35,000 communes a log names some hundred; the others stay a line of text each.
    """

    def __init__(self, names: Iterable[str], others: Iterable[str]) -> None:
        """Learn them.

        Args:
            names: as they are written officially.
            others: what has part of their name and is kept.
        """
        self._names: dict[str, list[str]] = {}
        for name in names:
            tokens = tokens_of(name)
            first = tokens[1] if len(tokens) > 1 and tokens[0] in ARTICLES else tokens[0]
            self._names.setdefault(first, []).append(" ".join(tokens))
        self._kept: dict[str, list[Way]] = {}
        for name in (*others, *OTHERS):
            rest = _without_article(tokens_of(name))
            if len(rest) > 1:
                way = Way(rest, (), sure=True, rare=False, kept=True)
                self._kept.setdefault(rest[0], []).append(way)
        self.first_words: Final = _as_written({*self._names, *self._kept})
        """Without one of which no way stands in a text."""
        self._found: dict[str, Beginning] = {}

    def beginning(self, word: str) -> Beginning:
        """The ways that begin with a word in lower case."""
        found = self._found.get(word)
        if found is None:
            if word not in self.first_words:
                return NOTHING
            known = same(word)
            found = self._found.get(known)  # « saint » was met, and now « st »
            if found is None:
                found = _beginning(self._names.get(known, ()), self._kept.get(known, ()))
                self._found[known] = found
            self._found[word] = found
        return found


def _as_written(words: set[str]) -> frozenset[str]:
    """Words, and the other ways in which a text may write them."""
    found = words | {short for short, long in SAME.items() if long in words}
    found |= {word.replace("oe", "œ") for word in words if "oe" in word}
    return frozenset(found | {word.replace("ae", "æ") for word in words if "ae" in word})


def _beginning(names: Iterable[str], kept: Iterable[Way]) -> Beginning:
    written = [way for name in names for way in _written(tuple(name.split(" ")))]
    ways = [_way(tokens, before) for tokens, before in dict.fromkeys(written)]
    ways = sorted([*ways, *kept], key=lambda way: (-len(way.tokens), -len(way.before)))
    return Beginning(
        ways,
        [way for way in ways if len(way.tokens) == 1],
        frozenset(way.tokens[1] for way in ways if len(way.tokens) > 1),
    )


def _without_article(tokens: tuple[str, ...]) -> tuple[str, ...]:
    return tokens[1:] if len(tokens) > 1 and tokens[0] in ARTICLES else tokens


def _written(tokens: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """A name and its head (« Amberieu » for « Amberieu-en-Bugey »), each without its article."""
    rest = _without_article(tokens)
    before = ARTICLES[tokens[0]] if rest is not tokens else ()
    yield rest, before
    least = 2 if rest[0] in ("saint", "sainte") else 1
    end = next((at for at in range(least, len(rest)) if rest[at] in _LINKS), len(rest))
    if least == 2 and end == len(rest):
        end = 2
    head = rest[:end]
    if head != rest and len("".join(head)) >= _SHORTEST:
        yield head, before


def _way(tokens: tuple[str, ...], before: tuple[str, ...]) -> Way:
    said = [token for token in tokens if token not in _LINKS] or list(tokens)
    values = [frequency(token) for token in said]
    pairs = zip(values, said, strict=True)
    sure = any(value == 0 and len(token) >= _SHORTEST for value, token in pairs)
    sure = sure or (len(tokens) > 1 and tokens[0] in ("saint", "sainte"))
    rare = max(values) < _COMMON and len("".join(said)) >= _SHORTEST
    return Way(tokens, before, sure, rare)
