"""Everyday French words that may stand for one another in a question.

`data/synonyms.txt` is a general list, written without a knowledge base in view. An editor's own
groups (the lexicon of a base) count more. It is part of the program, read once when this module
is imported.
"""

from pathlib import Path
from typing import Final

SYNONYMS: Final = Path(__file__).parent / "data" / "synonyms.txt"
"""A group a line; `+` joins the words of a phrase."""


def _read() -> tuple[tuple[str, ...], ...]:
    """The groups of the list."""
    lines = SYNONYMS.read_text("utf-8").splitlines()
    return tuple(
        tuple(word.replace("+", " ") for word in line.split())
        for line in lines
        if not line.startswith("#")
    )


GROUPS: Final = _read()
"""The groups, words without accents."""
