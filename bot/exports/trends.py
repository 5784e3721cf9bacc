"""What changed between two periods, with its interval: nothing is made of noise."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

SURE: Final = 1.96
"""Standard errors within which ninety-five in a hundred differences of mere chance lie."""


@dataclass(frozen=True, slots=True)
class Change:
    """A difference and the interval that it lies in, nineteen times out of twenty."""

    before: float
    now: float
    least: float
    most: float

    @property
    def direction(self) -> int:
        """1 for more, -1 for less, 0 where chance may be all."""
        return (self.least > 0) - (self.most < 0)


def counts(before: int, now: int) -> Change:
    """How counts changed between two periods as long as each other."""
    error = SURE * math.sqrt(before + now)
    return Change(before, now, now - before - error, now - before + error)


def shares(before: tuple[int, int], now: tuple[int, int]) -> Change | None:
    """How a share (part, whole) changed; None where there is nothing to share."""
    if not (before[1] and now[1]):
        return None
    first, second = before[0] / before[1], now[0] / now[1]
    error = SURE * math.sqrt(_variance(*before) + _variance(*now))
    return Change(first, second, second - first - error, second - first + error)


def halves(weeks: Sequence[tuple[int, int]], most: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """The sums (whole, part) of the last ``most`` weeks at most, and of as many before them."""
    length = min(most, len(weeks) // 2)
    last, before = weeks[len(weeks) - length :], weeks[len(weeks) - 2 * length :][:length]
    return _sums(before), _sums(last)


def _sums(weeks: Sequence[tuple[int, int]]) -> tuple[int, int]:
    return sum(whole for whole, _ in weeks), sum(part for _, part in weeks)


def _variance(part: int, whole: int) -> float:
    """Of a share, two seen and two unseen added, so that « 3 of 3 » is not taken for sure."""
    share = (part + 2) / (whole + 4)
    return share * (1 - share) / (whole + 4)
