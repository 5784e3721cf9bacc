"""Names of communes and their codes in a text: with the date and the size they tell who asks.

Many communes are called as a thing is (« Bois », « Cours », « Le Port »): how common their words
are in French decides what is asked before they are masked, a capital, « maire de », or nothing.
The line that says where a request for support is about goes as a whole, whatever it names.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from bot.privacy.masking import find, without
from bot.privacy.recognition.found import Found
from bot.privacy.recognition.writing import Writing, plain_writing
from bot.privacy.town_ways import TOKEN, Way, Ways, same
from bot.texts.exports import PLACEHOLDERS
from bot.texts.forms import SUPPORT_FIELDS, SUPPORT_LOGGED_LINE

_GAP: Final = re.compile(r"[ '/-]{1,2}|\. ?")
_CODE: Final = re.compile(
    r"\d(?<![\w.,]\d)(?:\d{4}|(?<=2)[AB]\d{3})(?![\w]|[.,]\d)", re.IGNORECASE
)
_AMOUNT: Final = re.compile(
    r" ?(?:€|euros?\b|eur\b|k€|ha\b|hab|m2|m²|m3|km|kwh|mwh|kw\b|litres?|tonnes?|personnes?"
    r"|logements?|electeurs?|agents?|eleves?|foyers?|ht\b|ttc\b|%)",
    re.IGNORECASE,
)
_ACCOUNT: Final = re.compile(
    r"\b(?:comptes?|articles?|art|chapitres?|imputations?|natures?|n°|numero) ?$", re.IGNORECASE
)
_OFFICES: Final = frozenset({
    "maire", "maires", "mairesse", "mairie", "commune", "communes", "ville", "adjoint", "adjointe",
    "elu", "elue", "conseiller", "conseillere", "habitants", "village", "municipalite",
})  # fmt: skip
"""« maire de », « commune de »: what follows is a town, even without its capital."""
_MAYORS: Final = frozenset({"maire", "maires", "mairesse", "adjoint", "adjointe", "elu", "elue"})
_BEFORE_TOWNS: Final = frozenset({
    "de", "d", "a", "du", "au", "des", "aux", "en", "vers", "sur", "pour",
})  # fmt: skip
_PLACE: Final = SUPPORT_LOGGED_LINE.format(name=SUPPORT_FIELDS["lieu"], value="")
_DELAY: Final = SUPPORT_LOGGED_LINE.format(name=SUPPORT_FIELDS["delai"], value="")
_PLACE_LINES: Final = re.compile(
    rf"^{re.escape(_PLACE)}(?:.+(?=\n{re.escape(_DELAY)})|[^\n]+)", re.MULTILINE | re.DOTALL
)
"""The place of a request, over as many lines as it was written on; one may read as a delay."""
_CODE_DIGITS: Final = 4


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
        self._ways = Ways(names, others)

    def mask(self, text: str) -> str:
        """The text without the names and codes of communes."""
        text = without_place(text)
        writing = plain_writing(text)
        return without(text, writing, self.find(writing, writing.plain))

    def mask_all(self, text: str) -> str:
        """The text without persons either, as ``masking.mask`` takes them out."""
        text = without_place(text)
        writing = plain_writing(text)
        found, plain = find(writing, everything=True)
        return without(text, writing, found + self.find(writing, plain))

    def find(self, writing: Writing, plain: str) -> list[Found]:
        """What tells a commune.

        Args:
            writing: a text.
            plain: its plain writing, with fillers where something else was found.
        """
        found: list[Found] = []
        if self._may_name(writing):
            found += self._towns(plain)
        if writing.digits >= _CODE_DIGITS:
            found += self._postcodes(plain)
        return found

    def _may_name(self, writing: Writing) -> bool:
        """Whether the words of a name stand in a text; positions are read only then."""
        words, lower = writing.words, writing.lower
        first_words = self._ways.first_words
        if first_words.isdisjoint(lower):
            return False
        if ":" in writing.plain or "\n" in writing.plain or len(words) == 1:
            return True
        for at, word in enumerate(lower):
            if word not in first_words:
                continue
            begun = self._ways.beginning(word)
            if at + 1 < len(lower) and same(lower[at + 1]) in begun.words_after:
                return True
            for way in begun.single:
                if way.sure or _is_meant(way, words, lower, at):
                    return True
        return False

    def _towns(self, plain: str) -> Iterator[Found]:
        spans = [found.span() for found in TOKEN.finditer(plain)]
        written = [plain[start:end] for start, end in spans]
        words = [same(word.lower()) for word in written]
        shouted = plain.isupper()
        at = 0
        while at < len(words):
            way = self._way(plain, spans, written, words, at, shouted)
            if way is None:
                at += 1
                continue
            last = at + len(way.tokens) - 1
            if not way.kept:
                article = bool(way.before) and words[at - 1] == way.before[0]
                yield Found(spans[at - article][0], spans[last][1], "commune")
            at = last + 1

    def _way(
        self,
        plain: str,
        spans: list[tuple[int, int]],
        written: list[str],
        words: list[str],
        at: int,
        shouted: bool,
    ) -> Way | None:
        """The longest name that stands at a word."""
        for way in self._ways.beginning(words[at]).ways:
            stop = at + len(way.tokens)
            if tuple(words[at:stop]) != way.tokens or not _is_together(plain, spans[at:stop]):
                continue
            if way.before and (at == 0 or words[at - 1] not in way.before):
                continue
            hyphen = stop > at + 1 and "-" in plain[spans[at][0] : spans[stop - 1][1]]
            if way.sure or hyphen or _is_meant(way, written, words, at, shouted=shouted):
                return way
            if written[at][0].isupper() and _is_label(plain, *spans[at]):
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


def without_place(text: str) -> str:
    """A request for support without its place, however that was written."""
    return _PLACE_LINES.sub(_PLACE + PLACEHOLDERS["commune"], text) if _PLACE in text else text


def _is_label(plain: str, start: int, end: int) -> bool:
    """Whether a word is alone on its line or beside a colon: « Cours : », « Ville : Cours »."""
    before = plain[max(start - 2, 0) : start].rstrip(" ")
    after = plain[end : end + 2].lstrip(" ")
    return before.endswith(":") or (before in ("", "\n") and after[:1] in ("", "\n", ":"))


def _is_together(plain: str, spans: list[tuple[int, int]]) -> bool:
    return all(_GAP.fullmatch(plain, one[1], other[0]) for one, other in pairwise(spans))


def _is_meant(
    way: Way, written: list[str], words: list[str], at: int, *, shouted: bool = False
) -> bool:
    """Whether words that could be anything are meant as the name of a commune."""
    capital = written[at][0].isupper() and not shouted
    before = words[at - 1] if at else ""
    office = words[at - 2] if at > 1 else ""
    if way.before:  # « Le Port », « au Port », « commune du Port »
        return capital or (before in way.before[1:] and office in _OFFICES)
    if len(way.tokens) > 1:
        return capital
    if before in ("de", "d", "a") and office in _MAYORS:
        return True
    if before == "a" and way.rare:
        return True
    return capital and (way.rare or before in _BEFORE_TOWNS)
