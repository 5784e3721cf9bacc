"""Stems of French words written without accents.

Snowball's French stemmer knows suffixes by their accents, which questions often lack. Suffixes
that need one are given it back before stemming, for every word alike.
"""

from collections.abc import Iterable
from typing import Final

import Stemmer

from bot.matching.strangers import APART

_FRENCH: Final = Stemmer.Stemmer("french", 0)
_ACCENTED: Final = (("ees", "ées"), ("ee", "ée"), ("ites", "ités"), ("ite", "ité"))
_BARE: Final = tuple(bare for bare, _ in _ACCENTED)
_CACHE_LIMIT: Final = 200_000
_SHORT: Final = 3


class _Cache(dict[str, str]):
    """Stems already worked out."""

    def __missing__(self, word: str) -> str:
        found = _stem(word)
        if len(self) < _CACHE_LIMIT:
            self[word] = found
        return found


_CACHE: Final = _Cache()


def stem(word: str) -> str:
    """The stem of one word.

    Args:
        word: as `bot.matching.normalize.words` writes it.

    Returns:
        Its stem; words of up to three letters and words with a digit are their own stem.
    """
    return _CACHE[word]


def stems(found: Iterable[str]) -> list[str]:
    """The stem of each word."""
    return list(map(_CACHE.__getitem__, found))


def _stem(word: str) -> str:
    """Snowball's stem after the accents that its suffixes need were restored."""
    apart = APART.get(word)
    if apart is not None:
        return apart
    if len(word) <= _SHORT or not word.isalpha():
        return word
    if word.endswith(_BARE):
        bare, accented = next(pair for pair in _ACCENTED if word.endswith(pair[0]))
        word = word[: -len(bare)] + accented
    found: str = _FRENCH.stemWord(word)
    return found if found.isascii() else found.replace("é", "e").replace("è", "e")
