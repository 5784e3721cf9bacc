"""The ways in which people write the name of a commune, and what else those words may mean."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

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
    return tuple(same(token.lower()) for token in TOKEN.findall(plain_writing(name).plain))


def ways_of(names: Iterable[str], others: Iterable[str]) -> dict[str, list[Way]]:
    """All ways of writing these names, and others that are kept, by their first word.

    The longest come first.
    """
    found: dict[str, list[Way]] = {}
    known: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
    for name in names:
        for tokens, before in _written(tokens_of(name)):
            if (tokens, before) not in known:
                known.add((tokens, before))
                found.setdefault(tokens[0], []).append(_way(tokens, before))
    for name in (*others, *OTHERS):
        tokens = tokens_of(name)
        rest = tokens[1:] if tokens[0] in ARTICLES else tokens
        if len(rest) > 1:
            way = Way(rest, (), sure=True, rare=False, kept=True)
            found.setdefault(rest[0], []).append(way)
    for ways in found.values():
        ways.sort(key=lambda way: (-len(way.tokens), -len(way.before)))
    return found


def first_words(ways: Iterable[str]) -> frozenset[str]:
    """What a text must hold for one of the ways to stand in it, as the text may write it."""
    found = set(ways)
    found |= {short for short, long in SAME.items() if long in found}
    found |= {word.replace("oe", "œ") for word in found} | {w.replace("ae", "æ") for w in found}
    return frozenset(found)


def _written(tokens: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """A name and its head (« Amberieu » for « Amberieu-en-Bugey »), each without its article."""
    before = ARTICLES.get(tokens[0], ()) if len(tokens) > 1 else ()
    rest = tokens[1:] if before else tokens
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
