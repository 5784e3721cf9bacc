"""Spaces that were forgotten or added: "centreville", "zone30", "co voiturage"."""

import re
from collections.abc import Container, Sequence
from typing import Final

from bot.matching.french import ELIDED, FUNCTION_WORDS, PREFIXES
from bot.matching.frequency import is_word
from bot.matching.vocabulary import Vocabulary

SHORTEST_PART: Final = 3
"""Letters of the shorter half of a word that is cut in two."""
SPELT: Final = 6
"""Pieces of an acronym that is spelt out at most."""
_ARTICLES: Final = frozenset("ld")
"""Elided articles that lose their apostrophe: « lORT »."""
_GLUED_NUMBER: Final = re.compile(r"([a-z]+)(\d+)|(\d+)([a-z]{4,})")
_SURELY_APART: Final = 3
"""Letters from which a word is apart from the number glued to it, known or not."""


def respaced(
    found: Sequence[str], vocabulary: Vocabulary, acronyms: Container[str] = frozenset()
) -> list[str]:
    """The words of a question with its spaces put right.

    An acronym spelt out is joined ("t a d", "re 2020"), and so is a prefix with its word. A word
    that the base does not know is cut where both halves are known; two neighbours of which one is
    unknown are joined when the whole is known, or share their letters out otherwise when both are
    then known. Known words and acronyms keep their letters; a word of French is never cut.

    Args:
        found: normalised words.
        vocabulary: the words of the base.
        acronyms: those of its lexicon, as words.

    Returns:
        The words, some cut or joined.
    """
    spelt = _spelt_out(found, vocabulary, acronyms)
    if all(map(vocabulary.frequency.__contains__, spelt)):
        return _prefixed(spelt, vocabulary)
    spelt = _prefixed(spelt, vocabulary)
    result: list[str] = []
    at = 0
    while at < len(spelt):
        word = spelt[at]
        following = spelt[at + 1] if at + 1 < len(spelt) else ""
        if _joins(word, following, vocabulary):
            result.append(word + following)
            at += 2
            continue
        moved = _moved(word, following, vocabulary, acronyms)
        if moved:
            result += moved
            at += 2
            continue
        result.extend((word,) if word in vocabulary else _cut(word, vocabulary, acronyms))
        at += 1
    return result


def _spelt_out(
    found: Sequence[str], vocabulary: Vocabulary, acronyms: Container[str]
) -> list[str]:
    """Words with letters and figures joined that are an acronym together, the longest first."""
    if not any(len(word) == 1 or word.isdigit() for word in found):
        return list(found)
    result: list[str] = []
    at = 0
    while at < len(found):
        if not _may_be_spelt(found[at : at + 2]):
            result.append(found[at])
            at += 1
            continue
        for end in range(min(at + SPELT, len(found)), at + 1, -1):
            whole = "".join(found[at:end])
            if _is_spelt(found[at:end]) and (whole in acronyms or whole in vocabulary):
                result.append(whole)
                at = end
                break
        else:
            result.append(found[at])
            at += 1
    return result


def _may_be_spelt(pair: Sequence[str]) -> bool:
    """Whether an acronym may be spelt out from a word on: a letter, or figures behind letters."""
    short = all(len(word) <= SHORTEST_PART or word.isdigit() for word in pair)
    return short and len(pair) > 1 and any(len(w) == 1 or w.isdigit() for w in pair)


def _is_spelt(pieces: Sequence[str]) -> bool:
    """Whether pieces are letters one by one, or letters and figures of one name."""
    if all(len(piece) == 1 and piece.isalpha() for piece in pieces):
        return True
    letters = [piece for piece in pieces if piece.isalpha()]
    short = all(len(piece) < SHORTEST_PART + 1 for piece in letters)
    figures = [piece for piece in pieces if piece.isdigit()]
    return short and bool(letters) and len(letters) + len(figures) == len(pieces) > len(letters)


def _prefixed(found: list[str], vocabulary: Vocabulary) -> list[str]:
    """Words with a prefix joined to what follows, where the base knows the whole."""
    if PREFIXES.isdisjoint(found):
        return found
    result: list[str] = []
    for word in found:
        whole = result[-1] + word if result else ""
        if result and result[-1] in PREFIXES and _holds(whole, vocabulary):
            result[-1] = whole
        else:
            result.append(word)
    return result


def _holds(word: str, vocabulary: Vocabulary) -> bool:
    """Whether the base holds a word, in the singular or the plural."""
    return any(form in vocabulary for form in (word, word.removesuffix("s"), word + "s"))


def _joins(word: str, following: str, vocabulary: Vocabulary) -> bool:
    """Whether two neighbours are one word of the base, and at least one of them is none."""
    if not following or word in FUNCTION_WORDS or following in FUNCTION_WORDS:
        return False
    if word in vocabulary and following in vocabulary:
        return False
    return word + following in vocabulary and not (word + following).isdigit()


def _moved(
    word: str, following: str, vocabulary: Vocabulary, acronyms: Container[str]
) -> tuple[str, ...]:
    """Two neighbours whose space was typed a letter early or late, put right; else nothing."""
    if not following or _is_right(word, vocabulary, acronyms):
        return ()
    if _is_right(following, vocabulary, acronyms):
        return ()
    for pair in ((word + following[0], following[1:]), (word[:-1], word[-1] + following)):
        if all(part and _known(part, vocabulary) for part in pair):
            return pair
    return ()


def _is_right(word: str, vocabulary: Vocabulary, acronyms: Container[str]) -> bool:
    """Whether no letter of a word is to be moved."""
    if len(word) == 1:
        return word not in ELIDED
    known = _known(word, vocabulary) or word in acronyms
    return known or word.isdigit() or is_word(word)


def _known(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a word is one of the base or has no subject of its own."""
    return word in vocabulary or word in FUNCTION_WORDS


def _cut(word: str, vocabulary: Vocabulary, acronyms: Container[str]) -> tuple[str, ...]:
    """An unknown word in two known halves, the rarer half as frequent as can be; else whole."""
    if word[0] in _ARTICLES and word[1:] in acronyms and len(word) > SHORTEST_PART:
        return (word,) if is_word(word) else (word[1:],)
    glued = _GLUED_NUMBER.fullmatch(word)
    if glued and (len(glued[1] or "long") >= _SURELY_APART or glued[1] in vocabulary):
        return tuple(part for part in glued.groups() if part)
    if word in FUNCTION_WORDS or len(word) < 2 * SHORTEST_PART or not word.isalpha():
        return (word,)
    if is_word(word):
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
