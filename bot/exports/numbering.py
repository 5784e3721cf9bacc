"""Numbers drawn for one export: two exports cannot be joined by them."""

import secrets
from typing import Final

_ROUNDS: Final = 4


class Numbering:
    """A drawn order of the numbers from 1 to the last, computed number by number.

    A Feistel network over the smallest square of a power of two that holds them, with tables
    drawn for this export alone; numbers that fall outside are sent through again.
    """

    def __init__(self, last: int) -> None:
        """Draw.

        Args:
            last: the greatest number there is.
        """
        self._last = last
        self._bits = max((max(last - 1, 1).bit_length() + 1) // 2, 1)
        self._mask = (1 << self._bits) - 1
        self._tables = [
            [secrets.randbelow(self._mask + 1) for _ in range(self._mask + 1)]
            for _ in range(_ROUNDS)
        ]

    def __call__(self, number: int) -> int:
        """The number shown in place of one; a number that cannot be is shown as 0."""
        if not 0 < number <= self._last:
            return 0
        bits, mask, last = self._bits, self._mask, self._last
        value = number - 1
        while True:
            left, right = value >> bits, value & mask
            for table in self._tables:
                left, right = right, left ^ table[right]
            value = (left << bits) | right
            if value < last:
                return value + 1
