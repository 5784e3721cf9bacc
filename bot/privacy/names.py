"""Where names of persons stand in a French text: cautious rules, one reading, word by word."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from bot.privacy import name_words as words

_WORD: Final = re.compile(r"[^\W\d_]++(?:-[^\W\d_]++)*+")
_PART: Final = re.compile(r"[^\W\d_]++")
_ACCENTS: Final = re.compile(r"[\u0300-\u036f]++")
_GAP: Final = re.compile(r"[ \u00a0\u202f]{1,2}")
_LINE: Final = re.compile(r"[\s,.:;!\-–—]{0,6}")
_ANNOUNCING: Final = (
    words.TITLES
    | {title.casefold() for title in (*words.EXACT_TITLES, "Maitre")}
    | words.ROLES
    | words.SIGNATURES
    | words.INTRODUCTIONS
    | words.FIRST_NAMES
)
"""Without one of these words, no rule applies."""
_NEVER_NAMES: Final = words.NOT_NAMES | words.ROLES | words.TITLES
_PLACES: Final = words.STREETS | words.PLACES
_LONGEST: Final = 5
"""Words in a name, particles included."""
_LOOKBACK: Final = 4
"""Words before a first name in which a place may be announced: « place du Général Charles … »."""


class _Word(NamedTuple):
    text: str
    plain: str
    """In lower case, without accents."""
    start: int
    end: int
    gap: str
    """What stands between the word before and this one."""

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def initial(self) -> bool:
        return self.capital and (len(self.text) == 1 or self.text[1:2] == "-") and self.size < 4

    @property
    def size(self) -> int:
        return len(self.text)

    @property
    def first_name(self) -> bool:
        return self.capital and all(part in words.FIRST_NAMES for part in self.plain.split("-"))

    @property
    def family_name(self) -> bool:
        """Could be a family name where one is expected."""
        if not self.capital or self.size == 1 or self.plain in _NEVER_NAMES:
            return False
        return not self.plain.startswith(("saint-", "sainte-"))


def names(text: str) -> Iterator[tuple[int, int]]:
    """The (start, end) of each name of a person in a text, in order and apart from each other."""
    if _ANNOUNCING.isdisjoint(_PART.findall(_plain(text))):
        return  # most questions name nobody
    found = _words(text)
    at = 0
    while at < len(found):
        first = _name_after(found, at) if _may_announce(found[at]) else None
        last = None if first is None else _end_of_name(found, first)
        if first is None or last is None:
            at += 1
        else:
            yield found[first].start, found[last].end
            at = last + 1


def _may_announce(word: _Word) -> bool:
    """Whether a rule may apply at this word; most are passed over here."""
    return word.plain.partition("-")[0] in _ANNOUNCING or word.text.isupper()


def _words(text: str) -> list[_Word]:
    found = []
    end = 0
    for match in _WORD.finditer(text):
        word = match[0]
        found.append(_Word(word, _plain_word(word), *match.span(), text[end : match.start()]))
        end = match.end()
    return found


def _plain(text: str) -> str:
    lower = text.casefold()
    if lower.isascii():
        return lower
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", lower.replace("œ", "oe")))


_plain_word: Final = lru_cache(maxsize=20_000)(_plain)


def _name_after(found: list[_Word], at: int) -> int | None:
    """The place where a name begins because of the word at ``at``, or None."""
    word = found[at]
    titled = _is_title(found, at)
    if titled or word.plain in words.ROLES:
        if _in_a_place(found, at, words.STREETS):
            return None
        return _after_title(found, at) if titled else _after_role(found, at)
    if word.plain in words.SIGNATURES:
        return _after_signature(found, at)
    if word.plain in words.INTRODUCTIONS and at and found[at - 1].plain in ("m", "est"):
        return at + 1 if _follows(found, at + 1) and found[at + 1].family_name else None
    if word.first_name and _follows(found, at + 1) and not _in_a_place(found, at):
        return at if _is_full_name(found, at) else None
    return _before_first_name(found, at)


def _is_title(found: list[_Word], at: int) -> bool:
    word = found[at]
    if word.text in words.EXACT_TITLES:  # « 300 m. », « 5 M€ »: a unit, not a title
        return not word.gap.rstrip()[-1:].isdigit()
    return word.plain in words.TITLES


def _after_title(found: list[_Word], at: int) -> int | None:
    after = at + 1
    if after < len(found) and found[after].plain in ("le", "la", "l"):
        beyond = after + 1
        if beyond < len(found) and found[beyond].plain in words.ROLES:
            return None  # the role, read next, tells where its name begins
    if not _follows(found, after, dot=True):
        return None
    if _begins_name(found, after):
        return after
    loose = found[at].plain in words.LOOSE_TITLES and not found[after].capital
    loose = loose and found[after].size > 2
    never = found[after].plain in _NEVER_NAMES or found[after].plain in words.PARTICLES
    return after if loose and not never else None


def _after_role(found: list[_Word], at: int) -> int | None:
    after = at + 1
    while _follows(found, after) and found[after].plain in words.ROLE_ADJECTIVES:
        after += 1
    if not (_follows(found, after) or _follows(found, after, comma=True)):
        return None
    word = found[after]
    if word.initial and _follows(found, after + 1, dot=True) and found[after + 1].family_name:
        return after
    if word.first_name or (
        found[at].plain in words.SURE_ROLES
        and word.family_name
        and not word.text.isupper()
        and _GAP.fullmatch(word.gap)
    ):
        return after
    return None


def _after_signature(found: list[_Word], at: int) -> int | None:
    """The name after « Cordialement, » or « Bien à vous, »."""
    after = at + 1
    while after < min(at + 4, len(found)) and found[after].plain in words.SIGNATURE_ENDS:
        after += 1
    if found[at].plain == "bien" and after != at + 3:
        return None
    if found[at].plain != "bien" and found[at + 1 : after] and found[at + 1].plain == "a":
        return None  # « signé à Uzès »
    if after >= len(found) or not _LINE.fullmatch(found[after].gap):
        return None
    word = found[after]
    if word.initial and after + 1 < len(found) and found[after + 1].family_name:
        return after
    return after if word.family_name and word.plain not in _PLACES else None


def _is_full_name(found: list[_Word], at: int) -> bool:
    """Whether the first name at ``at`` is followed by a family name."""
    after = at + 1
    while _follows(found, after) and found[after].plain in words.PARTICLES and after < at + 3:
        after += 1
    return (
        after < len(found)
        and found[after].family_name
        and (found[after].gap in ("'", "’") or _follows(found, after))
        and found[after].plain not in _PLACES
    )


def _before_first_name(found: list[_Word], at: int) -> int | None:
    """« DUPONT Jean »: a family name in capitals before a first name that nothing follows."""
    word = found[at]
    after = at + 1
    if not (word.text.isupper() and word.size > 3 and word.family_name):
        return None
    if word.plain in _PLACES or not _follows(found, after) or _in_a_place(found, at):
        return None
    alone = after + 1 >= len(found) or not found[after + 1].capital
    shouted = found[after].text.isupper()  # a text all in capitals tells nothing
    return at if found[after].first_name and alone and not shouted else None


def _in_a_place(found: list[_Word], at: int, places: frozenset[str] = _PLACES) -> bool:
    """Whether the words before announce a street, a school, a law… of that name."""
    others = 1  # « salle polyvalente Jean Moulin »
    for before in range(at - 1, max(at - 1 - _LOOKBACK, -1), -1):
        gap = found[before + 1].gap
        if not (_GAP.fullmatch(gap) or gap in ("'", "’", "-", ". ")):
            return False
        word = found[before]
        if word.plain.split("-")[-1] in places:
            return True
        linking = word.capital or word.plain in words.PARTICLES or word.plain in words.ROLES
        others -= not linking
        if others < 0:
            return False
    return False


def _begins_name(found: list[_Word], at: int) -> bool:
    """Whether a name, maybe with particles or initials first, begins at ``at``."""
    for place in range(at, min(at + 3, len(found))):
        word = found[place]
        if word.initial and word.plain not in ("a", "y"):
            continue
        if word.plain not in words.PARTICLES:
            return word.family_name
        if place + 1 < len(found) and found[place + 1].plain in words.ROLES:
            return False
    return False


def _end_of_name(found: list[_Word], first: int) -> int | None:
    """The last word of the name that begins at ``first``."""
    last = first
    named = found[first].capital and found[first].plain not in words.PARTICLES
    open_ended = not named or found[first].first_name or found[first].initial
    for at in range(first + 1, min(first + _LONGEST, len(found))):
        word = found[at]
        if not _follows(found, at, dot=found[at - 1].initial, apostrophe=True):
            break
        if word.family_name or (word.initial and open_ended):
            last, named = at, True
            open_ended = word.first_name or word.initial
        elif not (open_ended and word.plain in words.PARTICLES):
            break
    return last


def _follows(
    found: list[_Word],
    at: int,
    *,
    dot: bool = False,
    comma: bool = False,
    apostrophe: bool = False,
) -> bool:
    """Whether the word at ``at`` stands right after the one before it."""
    if at >= len(found):
        return False
    gap = found[at].gap
    if dot and gap.startswith("."):
        gap = gap[1:]
        if gap in ("", "-"):
            return True
    if comma and gap.startswith(","):
        gap = gap[1:]
    if apostrophe and gap in ("'", "’"):
        return True
    return _GAP.fullmatch(gap) is not None
