"""The clock: days as France counts them, moments in UTC, and waits that a stop ends."""

import datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    import asyncio

PARIS: Final = ZoneInfo("Europe/Paris")


def utc_now() -> datetime.datetime:
    """This moment, as the log keeps it."""
    return datetime.datetime.now(datetime.UTC)


def local_today() -> datetime.date:
    """Today in France; the dates of fiches are days, without a time zone."""
    return datetime.datetime.now(PARIS).date()


def paris_day(moment: datetime.datetime) -> datetime.date:
    """The day of a moment as its readers lived it: 23:30 UTC is tomorrow in Paris."""
    return moment.astimezone(PARIS).date()


async def stopped_within(stop: "asyncio.Event", delay_s: float) -> bool:
    """Wait, unless told to stop.

    Args:
        stop: set by whoever wants the service to end.
        delay_s: how long to wait, in seconds.

    Returns:
        Whether the stop came first.
    """
    import asyncio  # a twentieth of a start that serves nobody

    try:
        async with asyncio.timeout(delay_s):
            await stop.wait()
    except TimeoutError:
        return False
    return True
