"""What may be told of few towns: groups of five or more, so that no difference is of fewer.

What is told of a question is a partition of the towns: each group is empty or large enough, so
whatever is added or subtracted is a sum of large groups. Options of which several may be chosen
are no partition; there the towns that did not choose one, those that chose more than one, and
those that could have chosen one more must be none or enough as well.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

FEWEST: Final = 5
"""Towns of a figure: the product's own threshold."""


@dataclass(frozen=True, slots=True)
class Group:
    """Answers told together."""

    keys: tuple[str, ...]
    count: int


def enough(count: int, least: int = FEWEST) -> bool:
    """Whether a number of towns may be told: none, or enough to hide in."""
    return count == 0 or count >= least


def partition(
    cells: Sequence[tuple[str, int]], least: int = FEWEST, *, ordered: bool = False
) -> list[Group] | None:
    """Merge small cells until each may be told.

    Args:
        cells: (key, count) of each, which together are all the towns.
        least: what is enough.
        ordered: whether only neighbours may be merged, as on a scale.

    Returns:
        The groups in the order of the cells; None when all together are too few.
    """
    total = sum(count for _, count in cells)
    if not enough(total, least):
        return None
    return _neighbours(cells, least) if ordered else _smallest(cells, least)


def _smallest(cells: Sequence[tuple[str, int]], least: int) -> list[Group]:
    small = [cell for cell in cells if not enough(cell[1], least)]
    if not small:
        return [Group((key,), count) for key, count in cells]
    large = sorted((c for c in cells if c[1] >= least), key=lambda cell: cell[1])
    while sum(count for _, count in small) < least:
        small.append(large.pop(0))
    merged = {key for key, _ in small}
    groups = [Group((key,), count) for key, count in cells if key not in merged]
    together = tuple(key for key, _ in cells if key in merged)
    return [*groups, Group(together, sum(count for _, count in small))]


def _neighbours(cells: Sequence[tuple[str, int]], least: int) -> list[Group]:
    groups: list[Group] = []
    keys: tuple[str, ...] = ()
    count = 0
    for key, number in cells:
        keys, count = (*keys, key), count + number
        if enough(count, least):
            groups.append(Group(keys, count))
            keys, count = (), 0
    while keys:  # what is left over goes to its neighbour
        before = groups.pop()
        keys, count = before.keys + keys, before.count + count
        if enough(count, least):
            groups.append(Group(keys, count))
            break
    return groups


def options(
    counts: Mapping[str, int], both: int, base: int, most: int, least: int = FEWEST
) -> dict[str, int] | None:
    """Which options may be told where several may be chosen, and at least one is.

    Args:
        counts: towns that chose each.
        both: towns that chose the first two that anybody chose, told apart where only two are.
        base: towns that answered.
        most: how many options one may choose.
        least: what is enough.

    Returns:
        The count of each option that may be told; None: nothing of the question.
    """
    if not enough(base, least):
        return None
    chosen = [key for key, count in counts.items() if count]
    if len(chosen) == 2:  # told together they tell who chose both, and who but one
        first, second = (counts[key] for key in chosen)
        if not all(enough(n, least) for n in (both, first - both, second - both)):
            return None
    told = {
        key: count
        for key, count in counts.items()
        if enough(count, least) and enough(base - count, least)
    }
    if len(told) == len(counts):
        extra = sum(counts.values()) - base
        if not (enough(extra, least) and enough(most * base - extra - base, least)):
            told.pop(min(chosen, key=lambda key: counts[key]))
    return told if any(told.values()) or base == 0 else None
