"""How a question is written, beside its words: capitals, accents, what is denied.

Normalised words have neither case nor accents. Where a sigle is a word of French as well, both
tell them apart: « le PAVE » is a plan, « le pavé » a stone.
"""

import itertools
import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Final

from bot.matching.french import DENIALS, FUNCTION_WORDS, HOMOGRAPHS
from bot.matching.normalize import MAX_CHARACTERS, fold

_WORD: Final = re.compile(r"[^\W\d_]+")
LONGEST_SPELT: Final = 6
"""Letters of a sigle that is spelt out at most."""
_PARTICIPLE: Final = re.compile(r".*(?:e|ee|es|ees|i|ie|is|ies|it|ite|its|ites|u|ue|us|ues)$")


@dataclass(frozen=True, slots=True)
class Writing:
    """What the normalised words of a question do not tell."""

    sigles: frozenset[str] = frozenset()
    """Words that are sigles as well, in capitals among words that are not."""
    words: frozenset[str] = frozenset()
    """Words like a sigle with an accent or a plural that no sigle has."""
    denied: frozenset[str] = frozenset()
    """Words behind « ni » or « non »: what is not so. « Pas » tells a fault as often."""

    @classmethod
    def of(cls, question: str, found: Sequence[str], acronyms: Container[str]) -> "Writing":
        """Look at a question.

        Args:
            question: as typed.
            found: its normalised words.
            acronyms: those of the lexicon, as words.
        """
        denied = _denied(found) if not DENIALS.isdisjoint(found) else frozenset[str]()
        alike = [word for word in found if _single(word) in HOMOGRAPHS]
        spelt = _spelt(found)
        if not alike and not spelt:
            return cls(denied=denied) if denied else PLAIN
        typed = _WORD.findall(question[:MAX_CHARACTERS])
        shouted = len(typed) > 1 and all(word.isupper() for word in typed)
        pairs = [(fold(word), word) for word in typed]
        upper = {plain for plain, word in pairs if word.isupper() and not shouted}
        accented = {plain for plain, word in pairs if word.lower() != plain}
        plural = {w for w in alike if w not in acronyms and _single(w) in acronyms}
        return cls(
            spelt.union(word for word in alike if word in upper),
            frozenset(word for word in alike if word in accented | plural and word not in upper),
            denied,
        )


PLAIN: Final = Writing()


def _single(word: str) -> str:
    """A word without the mark of the plural, unless it is a word like a sigle with it."""
    return word if word in HOMOGRAPHS else word.removesuffix("s")


def _spelt(found: Sequence[str]) -> frozenset[str]:
    """The words that letters one by one spell: « C E P »."""
    runs = "".join(word if len(word) == 1 else " " for word in found).split()
    return frozenset(
        run[start:end]
        for run in runs
        for start in range(len(run))
        for end in range(start + 2, min(len(run), start + LONGEST_SPELT) + 1)
        if run[start:end] in HOMOGRAPHS
    )


def _denied(found: Sequence[str]) -> frozenset[str]:
    """The participles and adjectives that are denied: « ni classée », « non protégé »."""
    return frozenset(
        word
        for before, word in itertools.pairwise(found)
        if before in DENIALS and word not in FUNCTION_WORDS and _PARTICIPLE.fullmatch(word)
    )
