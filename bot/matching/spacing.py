"""Spaces that were forgotten or added: "centreville", "zone30", "co voiturage"."""

import re
from collections.abc import Sequence
from typing import Final

from bot.matching.french import FUNCTION_WORDS
from bot.matching.vocabulary import Vocabulary

SHORTEST_PART: Final = 3
"""Letters of the shorter half of a word that is cut in two."""
_GLUED_NUMBER: Final = re.compile(r"([a-z]{3,})(\d+)|(\d+)([a-z]{4,})")


def respaced(found: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    """The words of a question with its spaces put right.

    A word the base does not know is cut where both halves are known; two neighbours of which one
    is unknown are joined when the whole is known, or share their letters out otherwise when both
    are then known. Known words stay as they are.

    Args:
        found: normalised words.
        vocabulary: the words of the base.

    Returns:
        The words, some cut or joined.
    """
    if all(map(vocabulary.frequency.__contains__, found)):
        return list(found)
    result: list[str] = []
    at = 0
    while at < len(found):
        word = found[at]
        following = found[at + 1] if at + 1 < len(found) else ""
        if _joins(word, following, vocabulary):
            result.append(word + following)
            at += 2
            continue
        moved = _moved(word, following, vocabulary)
        if moved:
            result += moved
            at += 2
            continue
        result.extend((word,) if word in vocabulary else _cut(word, vocabulary))
        at += 1
    return result


def _joins(word: str, following: str, vocabulary: Vocabulary) -> bool:
    """Whether two neighbours are one word of the base, and at least one of them is none."""
    if not following or word in FUNCTION_WORDS or following in FUNCTION_WORDS:
        return False
    if word in vocabulary and following in vocabulary:
        return False
    return word + following in vocabulary and not (word + following).isdigit()


def _moved(word: str, following: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Two neighbours whose space was typed a letter early or late, put right; else nothing."""
    if not following or (_known(word, vocabulary) and _known(following, vocabulary)):
        return ()
    for pair in ((word + following[0], following[1:]), (word[:-1], word[-1] + following)):
        if all(part and _known(part, vocabulary) for part in pair):
            return pair
    return ()


def _known(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word is one of the base or has no subject of its own."""
    return word in vocabulary or word in FUNCTION_WORDS


def _cut(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """An unknown word in two known halves, the rarer half as frequent as can be; else whole."""
    glued = _GLUED_NUMBER.fullmatch(word)
    if glued:
        return tuple(part for part in glued.groups() if part)
    if word in FUNCTION_WORDS or len(word) < 2 * SHORTEST_PART or not word.isalpha():
        return (word,)
    frequency = vocabulary.frequency
    best: tuple[int, tuple[str, ...]] = (0, (word,))
    for place in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        halves = (word[:place], word[place:])
        rarer = min(frequency.get(halves[0], 0), frequency.get(halves[1], 0))
        if rarer > best[0]:
            best = (rarer, halves)
    if best[0] and vocabulary.close(word):
        return (word,)
    return best[1]
