"""A text word by word, as the rules for names read it."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from bot.privacy.recognition import known_names as known
from bot.privacy.recognition import name_words as words

_WORD: Final = re.compile(r"[^\W\d_]++(?:-[^\W\d_]++)*+")
_GAP: Final = re.compile(r"[ ]{1,2}")
_GAP_OR_LINE: Final = re.compile(r"[ ]{1,2}|[ ]{0,2}\r?\n[ ]{0,2}")
_ROMAN: Final = re.compile(r"[IVX]{2,5}")
"""« Louis XIV »."""
NEVER_NAMES: Final = words.NOT_NAMES | words.ROLES | words.TITLES | known.KIN


class Word(NamedTuple):
    """A word of a text in plain writing."""

    text: str
    plain: str
    """In lower case."""
    start: int
    end: int
    gap: str
    """What stands between the word before and this one."""

    @property
    def capital(self) -> bool:
        """Whether it begins with one."""
        return self.text[0].isupper()

    @property
    def size(self) -> int:
        """How many letters."""
        return len(self.text)

    @property
    def initial(self) -> bool:
        """« J. », « J.-P. », « Ch »."""
        return self.capital and (len(self.text) == 1 or self.text[1:2] == "-") and self.size < 4

    @property
    def first_name(self) -> bool:
        """Whether it is a known first name with its capital."""
        return self.capital and all(part in words.FIRST_NAMES for part in self.plain.split("-"))

    @property
    def family_name(self) -> bool:
        """Could be a family name where one is expected."""
        if not self.capital or self.size == 1 or self.plain in NEVER_NAMES:
            return False
        if _ROMAN.fullmatch(self.text):
            return False
        return not self.plain.startswith(("saint-", "sainte-"))

    @property
    def likely_name(self) -> bool:
        """Could be a family name, and is not a word that everybody uses."""
        return self.family_name and (self.known_name or not is_common(self.plain))

    @property
    def known_name(self) -> bool:
        """Whether a part of it is among the commonest family names."""
        return any(part in known.FAMILY_NAMES for part in self.plain.split("-"))

    @property
    def lower_name(self) -> bool:
        """A family name typed without its capital, beyond doubt."""
        if self.capital or self.size < 3 or self.plain in NEVER_NAMES:
            return False
        if self.known_name:
            return self.plain not in known.ALSO_WORDS
        if self.plain in words.PARTICLES or self.plain.endswith(known.ADJECTIVE_ENDS):
            return False
        return not is_common(self.plain)


def read_words(text: str) -> list[Word]:
    """The words of a text in plain writing."""
    found = []
    end = 0
    for match in _WORD.finditer(text):
        word = match[0]
        found.append(Word(word, lowered(word), *match.span(), text[end : match.start()]))
        end = match.end()
    return found


def lowered(text: str) -> str:
    """In lower case, ligatures undone."""
    lower = text.lower()
    return lower if lower.isascii() else lower.replace("œ", "oe").replace("æ", "ae")


@lru_cache(maxsize=20_000)
def is_common(word: str) -> bool:
    """Whether French people use the word every day: it is in the list of frequencies."""
    return frequency(word.partition("-")[0]) > 0 or frequency(word) > 0


def frequency(word: str) -> float:
    """How common a word is: its Zipf value, from 3 to 7.7, or 0 if it is in no list."""
    from bot.matching.frequency import COMMONEST, information, is_french
    from bot.matching.stems import stem

    root = stem(word)
    return COMMONEST - information(root) if is_french(root) else 0.0


def follows(
    found: list[Word],
    at: int,
    *,
    dot: bool = False,
    comma: bool = False,
    apostrophe: bool = False,
    line: bool = False,
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
    if apostrophe and gap == "'":
        return True
    return (_GAP_OR_LINE if line else _GAP).fullmatch(gap) is not None
