"""Names of communes and their codes in a text: with the date and the size they tell who asks.

Many communes are called as a thing is (« Bois », « Cours », « Le Port »): how common their words
are in French decides what is asked before they are masked, a capital, « maire de », or nothing.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from bot.privacy.found import Found
from bot.privacy.masking import without
from bot.privacy.reading import frequency, lowered
from bot.privacy.writing import plain_writing

_TOKEN: Final = re.compile(r"[a-z0-9œæ]+")
_GAP: Final = re.compile(r"[ '/-]{1,2}|\. ?")
_DIGITS: Final = re.compile(r"\d{3}")
_CODE: Final = re.compile(r"(?<![\w.,])(?:\d{5}|2[AB]\d{3})(?![\w]|[.,]\d)", re.IGNORECASE)
_AMOUNT: Final = re.compile(
    r" ?(?:€|euros?\b|eur\b|k€|ha\b|hab|m2|m²|m3|km|kwh|mwh|kw\b|litres?|tonnes?|personnes?"
    r"|logements?|electeurs?|agents?|eleves?|foyers?|ht\b|ttc\b|%)",
    re.IGNORECASE,
)
_ACCOUNT: Final = re.compile(
    r"\b(?:comptes?|articles?|art|chapitres?|imputations?|natures?|n°|numero) ?$", re.IGNORECASE
)
_ARTICLES: Final = {
    "le": ("le", "au", "du"),
    "les": ("les", "aux", "des"),
    "la": ("la",),
    "l": ("l",),
}
_SAME: Final = {"st": "saint", "ste": "sainte", "sts": "saints", "s": "sur", "ss": "sous"}
_LINKS: Final = frozenset({
    "sur", "sous", "en", "de", "du", "des", "d", "la", "le", "les", "lez", "l", "et", "aux", "au",
    "a", "pres", "saint", "sainte",
})  # fmt: skip
_OFFICES: Final = frozenset({
    "maire", "maires", "mairesse", "mairie", "commune", "communes", "ville", "adjoint", "adjointe",
    "elu", "elue", "conseiller", "conseillere", "habitants", "village", "municipalite",
})  # fmt: skip
"""« maire de », « commune de »: what follows is a town, even without its capital."""
_MAYORS: Final = frozenset({"maire", "maires", "mairesse", "adjoint", "adjointe", "elu", "elue"})
_BEFORE_TOWNS: Final = frozenset({"de", "d", "a", "du", "au", "des", "aux", "en", "vers", "sur"})
_COMMON: Final = 4.3
"""Zipf frequency from which a word says so little that its capital does not make it a town."""
_OTHERS: Final = ("Union europ\u00e9enne", "Saint-Jean-Baptiste")
_SHORTEST: Final = 4
"""Letters of a name that needs no capital."""


@dataclass(frozen=True, slots=True)
class _Name:
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


class TownMask:
    """Masks the names and codes of communes."""

    def __init__(
        self, names: Iterable[str], codes: Iterable[str], others: Iterable[str] = ()
    ) -> None:
        """Learn them.

        Args:
            names: as they are written officially; shortened ways are found too.
            codes: their postcodes and INSEE codes.
            others: departments and regions, which stay where a commune has part of their name.
        """
        self._codes = frozenset(codes)
        self._names: dict[str, list[_Name]] = {}
        known: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
        for name in names:
            for tokens, before in _ways(_tokens(name)):
                if (tokens, before) not in known:
                    known.add((tokens, before))
                    self._names.setdefault(tokens[0], []).append(_name(tokens, before))
        for name in (*others, *_OTHERS):
            tokens = _tokens(name)
            rest = tokens[1:] if tokens[0] in _ARTICLES else tokens
            if len(rest) > 1:
                way = _Name(rest, (), sure=True, rare=False, kept=True)
                self._names.setdefault(rest[0], []).append(way)
        for ways in self._names.values():
            ways.sort(key=lambda way: (-len(way.tokens), -len(way.before)))

    def mask(self, text: str) -> str:
        """The text without the names and codes of communes."""
        writing = plain_writing(text)
        plain = writing.plain
        lower = plain.lower()
        found = [] if len(lower) != len(plain) else list(self._towns(plain, lower))
        if _DIGITS.search(plain) is not None:
            found += self._postcodes(plain)
        return without(text, writing, found)

    def _towns(self, plain: str, lower: str) -> Iterator[Found]:
        if self._names.keys().isdisjoint(map(_same, _TOKEN.findall(lower))):
            return
        tokens = [(_same(found[0]), *found.span()) for found in _TOKEN.finditer(lower)]
        at = 0
        while at < len(tokens):
            way = self._way(plain, tokens, at)
            if way is None:
                at += 1
                continue
            last = at + len(way.tokens) - 1
            if way.kept:
                at = last + 1
                continue
            first = at - 1 if _has_article(way, tokens, at) else at
            yield Found(tokens[first][1], tokens[last][2], "commune")
            at = last + 1

    def _way(self, plain: str, tokens: list[tuple[str, int, int]], at: int) -> _Name | None:
        """The longest name that stands at a token."""
        for way in self._names.get(tokens[at][0], ()):
            stop = at + len(way.tokens)
            if tuple(token for token, _, _ in tokens[at:stop]) != way.tokens:
                continue
            if way.before and (at == 0 or tokens[at - 1][0] not in way.before):
                continue
            if _together(plain, tokens[at:stop]) and _is_town(plain, tokens, at, way):
                return way
        return None

    def _postcodes(self, plain: str) -> Iterator[Found]:
        for found in _CODE.finditer(plain):
            if (
                found[0].upper() in self._codes
                and not _AMOUNT.match(plain, found.end())
                and not _ACCOUNT.search(plain[max(found.start() - 20, 0) : found.start()])
            ):
                yield Found(*found.span(), "code_postal")


def _same(token: str) -> str:
    return _SAME.get(token) or lowered(token)


def _tokens(name: str) -> tuple[str, ...]:
    return tuple(map(_same, _TOKEN.findall(plain_writing(name).plain.lower())))


def _ways(tokens: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """A name and its head (« Amberieu » for « Amberieu-en-Bugey »), each without its article."""
    before = _ARTICLES.get(tokens[0], ()) if len(tokens) > 1 else ()
    rest = tokens[1:] if before else tokens
    yield rest, before
    least = 2 if rest[0] in ("saint", "sainte") else 1
    end = next((at for at in range(least, len(rest)) if rest[at] in _LINKS), len(rest))
    if least == 2 and end == len(rest):
        end = 2
    head = rest[:end]
    if head != rest and len("".join(head)) >= _SHORTEST:
        yield head, before


def _name(tokens: tuple[str, ...], before: tuple[str, ...]) -> _Name:
    said = [token for token in tokens if token not in _LINKS] or list(tokens)
    values = [frequency(token) for token in said]
    sure = any(
        value == 0 and len(token) >= _SHORTEST for value, token in zip(values, said, strict=True)
    )
    sure = sure or tokens[0] in ("saint", "sainte")
    rare = max(values) < _COMMON and len("".join(said)) >= _SHORTEST
    return _Name(tokens, before, sure, rare)


def _together(plain: str, tokens: list[tuple[str, int, int]]) -> bool:
    return all(_GAP.fullmatch(plain[end:start]) for (_, _, end), (_, start, _) in pairwise(tokens))


def _has_article(way: _Name, tokens: list[tuple[str, int, int]], at: int) -> bool:
    return bool(way.before) and tokens[at - 1][0] == way.before[0]


def _is_town(plain: str, tokens: list[tuple[str, int, int]], at: int, way: _Name) -> bool:
    """Whether the words of a name are meant as one."""
    if way.sure:
        return True
    first, last = tokens[at], tokens[at + len(way.tokens) - 1]
    written = plain[first[1] : last[2]]
    capital = written[0].isupper() and not plain.isupper()
    before = tokens[at - 1][0] if at else ""
    office = tokens[at - 2][0] if at > 1 else ""
    if way.before:  # « Le Port », « au Port », « commune du Port »
        return capital or (before != way.before[0] and office in _OFFICES)
    if len(way.tokens) > 1:
        return capital or "-" in written
    if before in ("de", "d", "a") and office in _MAYORS:
        return True
    if before == "a" and way.rare:
        return True
    if capital:
        return way.rare or before in _BEFORE_TOWNS
    return False
