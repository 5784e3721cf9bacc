"""When one may write to a mayor unasked: working days, nine to eighteen, Paris time."""

import datetime
from functools import cache
from typing import Final

import holidays

from bot.clock import PARIS

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


def next_moment(now: datetime.datetime) -> datetime.datetime:
    """This moment if one may write now, else the next at which one may."""
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
    """Whether one may write at a moment."""
    return next_moment(now) == now
