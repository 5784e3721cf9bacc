"""How a question is worded, letter by letter and word by word, beside the phrasings of an entry.

Terms in a bag do not tell "who pays the region" from "the region pays whom", nor a phrasing found
nearly whole from its words found here and there; the order of letters and of words does.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from bot.matching.stems import stem

_UNKNOWN: Final = "\0"
"""The letter of a word that no phrasing holds."""
_ALPHABET: Final = 0x10FFFF
"""Letters there are; beyond, words share them."""
_PERCENT: Final = 100
_NOTHING: Final[Mapping[str, str]] = {}


class Wording(NamedTuple):
    """A text in the order it is read."""

    spelled: str
    """Its words, separated by spaces."""
    order: str
    """A letter for the stem of each word, so that words are compared as fast as letters."""


class Wordings(NamedTuple):
    """The phrasings of an entry, as columns."""

    spelled: tuple[str, ...]
    order: tuple[str, ...]


class Letters(dict[str, str]):
    """Word → the letter that stands for its stem, given in the order words are first read."""

    def __init__(
        self, known: Mapping[str, str] = _NOTHING, of_stem: Mapping[str, str] = _NOTHING
    ) -> None:
        """The letters of words read before, and of their stems; none by default."""
        super().__init__(known)
        self.of_stem = dict(of_stem)

    def __missing__(self, word: str) -> str:
        """The letter of a word not read before."""
        letter = chr(len(self.of_stem) % _ALPHABET + 1)
        letter = self[word] = self.of_stem.setdefault(stem(word), letter)
        return letter

    def write(self, found: Iterable[str]) -> Wording:
        """The wording of a phrasing, from its normalised words; new ones get a letter."""
        words = list(found)
        return Wording(" ".join(words), "".join(map(self.__getitem__, words)))

    def read(self, found: Sequence[str], roots: Iterable[str]) -> Wording:
        """The wording of a question.

        Args:
            found: its normalised words.
            roots: the stem of each, of its repair where it was repaired.

        Returns:
            The wording; words that no phrasing holds share one letter.
        """
        order = "".join([self.of_stem.get(root, _UNKNOWN) for root in roots])
        return Wording(" ".join(found), order)


def closeness(question: Wording, phrasings: Sequence[Wordings]) -> npt.NDArray[np.float64]:
    """How close the closest phrasing of each entry is, by letters and by words.

    Args:
        question: the question asked.
        phrasings: those of each entry, at least one.

    Returns:
        Two rows of numbers from 0 to 1: twice what both have in the same order, letters then
        words, in part of their lengths together (the normalised Indel similarity).
    """
    ends = np.cumsum([0, *(len(one.spelled) for one in phrasings)])[:-1]
    spelled = list(chain.from_iterable(one.spelled for one in phrasings))
    order = list(chain.from_iterable(one.order for one in phrasings))
    found = [
        np.maximum.reduceat(process.cdist([text], others, scorer=fuzz.ratio)[0], ends)
        for text, others in ((question.spelled, spelled), (question.order, order))
    ]
    return np.array(found, dtype=np.float64) / _PERCENT
