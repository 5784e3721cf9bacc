"""Numbers drawn for one export: two exports cannot be joined by them."""

import math
import secrets
from typing import Final

_ROUNDS: Final = 4


class Numbering:
    """A drawn order of the numbers from 1 to the last, computed number by number.

    A Feistel network over the smallest rectangle that holds them, with tables drawn for this
    export alone; numbers that fall outside are sent through again.
    """

    def __init__(self, last: int) -> None:
        """Draw.

        Args:
            last: the greatest number there is.
        """
        self._last = last
        self._width = math.isqrt(max(last - 1, 0)) + 1
        self._height = -(-last // self._width) or 1
        self._rounds = [
            (
                [secrets.randbelow(self._height) for _ in range(self._width)],
                [secrets.randbelow(self._width) for _ in range(self._height)],
            )
            for _ in range(_ROUNDS)
        ]

    def __call__(self, number: int) -> int:
        """The number shown in place of one; a number that cannot be is shown as 0."""
        last, width, height = self._last, self._width, self._height
        if not 0 < number <= last:
            return 0
        value = number - 1
        while True:
            row, column = divmod(value, width)
            for rows, columns in self._rounds:
                row = (row + rows[column]) % height
                column = (column + columns[row]) % width
            value = row * width + column
            if value < last:
                return value + 1
