"""Everyday French words that may stand for one another, or that are asked about together.

`data/thesaurus.txt` is a general thesaurus, written for this project without a knowledge base
in view: administration, work, money, housing, transport as anybody names them. It is part of the
program, read once when this module is imported.
"""

from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

THESAURUS: Final = Path(__file__).parent / "data" / "thesaurus.txt"
"""A stem a line, then those of its synonyms behind `=` and of words of the same subject behind
`~`."""
SYNONYM: Final = 0.6
"""How much a word counts when only its synonym is found."""
BESIDE: Final = 0.3
"""Likewise a word of the same subject."""
_REMEMBERED: Final = 10_000


class Associated(NamedTuple):
    """A word that may be found instead of another."""

    root: str
    """Its stem."""
    rate: float
    """How much it counts beside the word itself."""


_LINES: Final = {
    line.partition(" ")[0]: line for line in THESAURUS.read_text("utf-8").splitlines()
}


@lru_cache(maxsize=_REMEMBERED)
def associated(root: str) -> tuple[Associated, ...]:
    """The words associated with one.

    Args:
        root: the stem of a word.

    Returns:
        Synonyms, then words of the same subject; none for a word not listed.
    """
    synonyms, _, beside = _LINES.get(root, "").partition(" ~ ")
    close = synonyms.partition(" = ")[2].split()
    return (
        *[Associated(other, SYNONYM) for other in close],
        *[Associated(other, BESIDE) for other in beside.split()],
    )
