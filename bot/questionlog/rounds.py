"""Work that goes on by itself, round after round; trouble with the log only delays it."""

import asyncio
import datetime
import logging
from collections.abc import Awaitable, Callable

from bot.clock import stopped_within, utc_now
from bot.errors import LogUnavailableError

logger = logging.getLogger(__name__)


async def rounds(
    work: Callable[[datetime.datetime], Awaitable[None]],
    every_s: float,
    stop: asyncio.Event,
    what: str,
) -> None:
    """Do some work at once and then again and again, until told to stop.

    Args:
        work: one round, given the moment; it may raise ``LogUnavailableError``.
        every_s: seconds between two rounds.
        stop: set by whoever wants the service to end.
        what: what was not done when the log fails, for the service's log.
    """
    while not stop.is_set():
        try:
            await work(utc_now())
        except LogUnavailableError as error:
            logger.warning("%s: %s", what, error)
        await stopped_within(stop, every_s)
