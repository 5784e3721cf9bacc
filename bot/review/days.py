"""Days as reviewers count them: how old a question is, and by when an answer was promised."""

import datetime
from typing import Final

from bot.clock import PARIS, local_today, paris_day
from bot.texts import review as texts
from bot.texts.conversation import day

WEEKEND: Final = 5
"""From this day of the week on, nobody works."""


def promised(asked_at: datetime.datetime, working_days: int) -> datetime.date:
    """The day by which an answer was promised; holidays count as working days.

    Args:
        asked_at: when it was asked.
        working_days: how many the service tells.
    """
    found = paris_day(asked_at)
    left = working_days
    while left:
        found += datetime.timedelta(days=1)
        left -= found.weekday() < WEEKEND
    return found


def age(asked_at: datetime.datetime) -> str:
    """How long ago, in days as people count them."""
    days = (local_today() - paris_day(asked_at)).days
    if days <= 0:
        return texts.AGE_TODAY
    return texts.AGE_ONE if days == 1 else texts.AGE.format(days=days)


def moment(at: datetime.datetime) -> str:
    """Day and hour in France."""
    return at.astimezone(PARIS).strftime("%d/%m/%Y %H:%M")


def long_day(date: datetime.date) -> str:
    """A day with its month in letters."""
    return day(date)
