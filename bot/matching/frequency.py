"""How much a word says, whatever the base: rare words of French say more than common ones.

A small base cannot tell by itself that "morning" says little and "chlordecone" much: both may be
absent from it. `data/frequencies.txt` can; it is part of the program, read once when this
module is imported, and made by `tests/benchmarks/training/frequencies.py`, as is `data/words.txt`,
the words themselves: a stem that exists does not make a word of what was cut or misspelt.
"""

from pathlib import Path
from typing import Final

FREQUENCIES: Final = Path(__file__).parent / "data" / "frequencies.txt"
WORDS: Final = FREQUENCIES.with_name("words.txt")
COMMONEST: Final = 7.0
"""Zipf value of words that say nothing: one word in a hundred."""
RARE: Final = 2.5
"""Zipf value of words that the list lacks; it ends at 3, one word in a million."""


def _read() -> dict[str, float]:
    """What each stem of the list says."""
    found: dict[str, float] = {}
    for line in FREQUENCIES.read_text("utf-8").splitlines():
        if line[0] != "#":
            zipf, *roots = line.split()
            found.update(dict.fromkeys(roots, max(COMMONEST - float(zipf), 0.0)))
    return found


_INFORMATION: Final = _read()
_WORDS: Final = frozenset(
    word
    for line in WORDS.read_text("utf-8").splitlines()
    if line[0] != "#"
    for word in line.split()
)


def information(root: str) -> float:
    """What a word says by its rarity in French.

    Args:
        root: its stem.

    Returns:
        Powers of ten between its frequency and that of the commonest words, from 0 to 4.5.
    """
    return _INFORMATION.get(root, COMMONEST - RARE)


def is_french(root: str) -> bool:
    """Whether the stem is that of a word in the list."""
    return root in _INFORMATION


def is_word(word: str) -> bool:
    """Whether a normalised word is in the list as it is, places and first names among them."""
    return word in _WORDS
