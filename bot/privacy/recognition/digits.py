"""Runs of digits in a text, group by group, as people write long numbers."""

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Final, NamedTuple

# Each begins with what it consumes: what stands before is looked at where that was found.
_DATE: Final = re.compile(r"\d(?<!\d\d)\d?([/.-])\d{1,2}\1(?:19|20)\d\d(?!\d)")
_ZERO: Final = re.compile(r"[oO](?<![^\W_][oO])(?=[1-9](?:[ .-]?\d\d){4})")
"""The letter O typed for the first zero of a telephone number."""
_RUN: Final = re.compile(r"\d(?:[ \t._()/-]{0,3}+\d)*+")
_GROUP: Final = re.compile(r"\d++")
FILLER: Final = "\ufffc"
"""Stands where something was found or does not count, as long as what it replaces."""


class Group(NamedTuple):
    """Digits that stand together."""

    digits: str
    start: int
    end: int


class Run:
    """Groups of digits with nothing but separators between them."""

    def __init__(self, groups: list[Group]) -> None:
        self.groups = groups
        ends = accumulate(len(group.digits) for group in groups)
        self._held = [0, *ends]
        self._after = {held: at for at, held in enumerate(self._held)}

    def taken(self, first: int, count: int) -> int | None:
        """The group after those that hold exactly ``count`` digits from ``first`` on."""
        return self._after.get(self._held[first] + count)


def runs(text: str, least: int) -> Iterator[Run]:
    """The runs of at least that many digits, dates apart; « 12, 13 » are two runs."""
    text = _ZERO.sub("0", _DATE.sub(lambda date: FILLER * len(date[0]), text))
    for run in _RUN.finditer(text):
        if run.end() - run.start() < least:
            continue
        groups = [
            Group(found[0], *found.span())
            for found in _GROUP.finditer(text, run.start(), run.end())
        ]
        if sum(len(group.digits) for group in groups) >= least:
            yield Run(groups)


def joined(groups: list[Group]) -> str:
    """Their digits."""
    return "".join(group.digits for group in groups)


def sizes(groups: list[Group]) -> tuple[int, ...]:
    """How many digits each holds."""
    return tuple(len(group.digits) for group in groups)
