"""Long numbers, told from each other in one reading of the runs of digits of a text."""

from collections.abc import Iterator
from typing import Final

from bot.privacy.recognition import numbers, telephones
from bot.privacy.recognition.digits import Run, runs
from bot.privacy.recognition.found import Found, Kind

FEWEST: Final = 8
"""Digits of the shortest: a telephone number of a small country."""


def long_numbers(text: str) -> Iterator[Found]:
    """Social security numbers, bank cards, telephone numbers."""
    for run in runs(text, FEWEST):
        dialled = telephones.may_begin(text, run)
        at = 0
        while at < len(run.groups):
            kind, after = _number(text, run, at, dialled=dialled)
            if after is None:
                at += 1
                continue
            start = run.groups[at].start
            if kind == "telephone":
                start = telephones.first_sign(text, start)
            yield Found(start, run.groups[after - 1].end, kind)
            at = after


def _number(text: str, run: Run, at: int, *, dialled: bool) -> tuple[Kind, int | None]:
    """What begins at a group, and the group after it."""
    after = numbers.social_security(text, run, at)
    if after is not None:
        return "nir", after
    after = numbers.card(text, run, at)
    if after is not None:
        return "carte", after
    return "telephone", telephones.telephone(text, run, at) if dialled else None
