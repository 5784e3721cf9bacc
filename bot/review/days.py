"""Days as reviewers count them: how old a question is, and moments in words."""

import datetime

from bot.clock import PARIS, local_today, paris_day
from bot.texts import review as texts
from bot.texts.conversation import day


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
