"""Somebody who adds and subtracts all that is told, and knows that nothing is less than nothing.

What is told is written as sets of atoms (the finest cells there are) with their counts. A sum in
which the attacker is interested and which what is told determines must be nothing, or enough.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from bot.consultations.disclosure import FEWEST

Atoms = set[Any]


def fine(number: float) -> bool:
    """Whether a figure may be told."""
    return number == 0 or number >= FEWEST


def attack(counts: Counter[Any], told: Sequence[Atoms], asked: Iterable[Atoms]) -> None:
    """Fail when a sum in ``asked`` follows from those in ``told`` and is of few towns."""
    told = _without_empty(counts, told)
    atoms = sorted(set().union(*told), key=repr)
    rows = np.array([[atom in one for atom in atoms] for one in told], dtype=float)
    rank = np.linalg.matrix_rank(rows) if atoms else 0
    for wanted in asked:
        left = [atom in wanted for atom in atoms]
        if not any(left):
            continue
        both = np.vstack([rows, np.array([left], dtype=float)])
        if np.linalg.matrix_rank(both) == rank:
            number = sum(counts[atom] for atom in wanted)
            assert fine(number), (wanted, number, told)


def _without_empty(counts: Counter[Any], told: Sequence[Atoms]) -> list[Atoms]:
    """What is told without the atoms that are known to be empty: of a set that counts nothing,
    or that a smaller set exhausts."""
    left = [set(one) for one in told]
    while True:
        totals = [sum(counts[atom] for atom in one) for one in left]
        empty: Atoms = set()
        for one, total in zip(left, totals, strict=True):
            empty |= one if total == 0 else set()
            for other, number in zip(left, totals, strict=True):
                if other < one and number == total:
                    empty |= one - other
        if not empty:
            return left
        left = [one - empty for one in left]
