"""Acts: what a question wants to do, in whatever word, and what would undo it.

`data/acts.txt` is a general list, written without a knowledge base in view; it is part of the
program, read once when this module is imported.
"""

from pathlib import Path
from typing import Final, NamedTuple

from bot.matching.stems import stems

ACTS: Final = Path(__file__).parent / "data" / "acts.txt"
"""The words of an act a line, those of the opposite act behind `|`."""


class Act(NamedTuple):
    """What a word wants done."""

    same: frozenset[str]
    """Stems of the words that say the same."""
    opposite: frozenset[str]
    """Stems of the words that say the contrary."""


def _read() -> dict[str, Act]:
    """Stem → its act; a word of several lines has them all."""
    found: dict[str, Act] = {}
    for line in ACTS.read_text("utf-8").splitlines():
        if line[0] == "#":
            continue
        sides = [frozenset(stems(side.split())) for side in line.split("|")]
        for at, side in enumerate(sides):
            opposite = sides[1 - at] if len(sides) > 1 else frozenset()
            for root in side:
                known = found.get(root, Act(frozenset(), frozenset()))
                found[root] = Act(known.same | side, known.opposite | opposite)
    return {root: Act(act.same, act.opposite - act.same) for root, act in found.items()}


_ACTS: Final = _read()


def act(root: str) -> Act | None:
    """The act that a word names, by its stem; None when it names none."""
    return _ACTS.get(root)
