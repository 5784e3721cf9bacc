"""How large a town is, said in passing: « mairie de 900 habitants, quelles aides »."""

from collections.abc import Sequence
from typing import Final

from bot.matching.french import FUNCTION_WORDS

_PEOPLE: Final = frozenset({"habitant", "habitants", "hab", "habs", "ames"})
_WHO: Final = frozenset({"commune", "mairie", "ville", "village", "bourg", "maire", "petite"})
_LEAST: Final = 2
"""Words with a subject that must be left; a size alone goes on about what is on screen."""


def without_size(found: Sequence[str]) -> Sequence[str]:
    """The words of a question without the number of inhabitants that it gives in passing.

    A figure is rare, hence weighs much: it led to whatever fiche names it.

    Args:
        found: the normalised words.
    """
    left: list[str] = []
    for word in found:
        # « de moins de 2 000 habitants » and « nous sommes 9 000 habitants » are what is asked.
        if word in _PEOPLE and left[-1:] and left[-1].isdigit() and _said_of_a_town(left[:-1]):
            left.pop()
        else:
            left.append(word)
    told = [word for word in left if word not in FUNCTION_WORDS and word not in _WHO]
    return left if len(told) >= _LEAST else found


def _said_of_a_town(before: Sequence[str]) -> bool:
    return len(before) > 1 and before[-1] in ("de", "a") and before[-2] in _WHO
