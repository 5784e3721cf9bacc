"""What a wording says of who asked: its town (which has one mayor), a greeting, an insult."""

import re
from functools import cache
from typing import Final

from bot.knowledge.towns import load_towns
from bot.matching.normalize import fold
from bot.matching.smalltalk import GREETINGS, INSULTS
from bot.texts import editorial as texts

_MASKED: Final = re.compile(r"\[[^\[\]]{2,40}\]")
_WORDS: Final = re.compile(r"[^\W\d_]+")
_LONGEST: Final = 6
"""Words in the name of a commune that are looked for."""
_SHORTEST: Final = 3
_COURTESIES: Final = (GREETINGS | texts.THANKS) - texts.NOT_COURTESIES
_ABUSE: Final = INSULTS - texts.NOT_ABUSE


def tells(line: str) -> bool:
    """Whether a wording must not stand in a public file as it is."""
    words = [fold(word) for word in _WORDS.findall(line)]
    if _MASKED.search(line) or not _COURTESIES.isdisjoint(words) or not _ABUSE.isdisjoint(words):
        return True
    return any(not character.isascii() and ord(character) > 0x2190 for character in line) or (
        _names_a_town(line)
    )


def _names_a_town(line: str) -> bool:
    """After « maire de » in any letters; elsewhere only with a capital inside the sentence."""
    typed = _WORDS.findall(line)
    plain = [fold(word) for word in typed]
    for start, word in enumerate(typed):
        announced = _announced(plain, start)
        if not announced and (start == 0 or not word[0].isupper()):
            continue
        for end in range(min(start + _LONGEST, len(plain)), start, -1):
            name = " ".join(plain[start:end])
            if len(name) >= _SHORTEST and name in _towns():
                return True
    return False


def _announced(plain: list[str], at: int) -> bool:
    before = plain[max(0, at - 3) : at]
    return bool(before) and before[-1] in texts.OF and any(w in texts.OFFICES for w in before)


@cache
def _towns() -> frozenset[str]:
    return frozenset(" ".join(map(fold, _WORDS.findall(town.name))) for town in load_towns().all())
