"""Working days of France: by when an answer is promised, and when one may write unasked."""

import datetime
from functools import cache
from typing import Final

import holidays

from bot.clock import PARIS, paris_day

OPENS: Final = datetime.time(9)
CLOSES: Final = datetime.time(18)
_SATURDAY: Final = 5
_DAY: Final = datetime.timedelta(days=1)


@cache
def _holidays(year: int) -> frozenset[datetime.date]:
    return frozenset(holidays.country_holidays("FR", years=year))


def is_working_day(day: datetime.date) -> bool:
    """Whether it is neither a weekend nor a public holiday of France."""
    return day.weekday() < _SATURDAY and day not in _holidays(day.year)


def working_days_from(day: datetime.date, count: int) -> datetime.date:
    """The day that is so many working days after another, or before it where negative."""
    step = _DAY if count > 0 else -_DAY
    for _ in range(abs(count)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def promised(since: datetime.datetime, working_days: int) -> datetime.date:
    """The day by which an answer is promised.

    Args:
        since: when it was asked, or opened again.
        working_days: how many the service gives its experts.
    """
    return working_days_from(paris_day(since), working_days)


def next_moment(now: datetime.datetime) -> datetime.datetime:
    """This moment if one may write unasked, from nine to eighteen in Paris; else the next."""
    local = now.astimezone(PARIS)
    day = local.date()
    if is_working_day(day) and OPENS <= local.time() < CLOSES:
        return now
    if local.time() >= OPENS:
        day += _DAY
    while not is_working_day(day):
        day += _DAY
    return datetime.datetime.combine(day, OPENS, PARIS)


def may_write(now: datetime.datetime) -> bool:
    """Whether one may write unasked at a moment."""
    return next_moment(now) == now
