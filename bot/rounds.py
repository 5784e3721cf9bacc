"""Work that goes on by itself, round after round; whatever fails in one only delays the next."""

import asyncio
import logging
import traceback
from collections.abc import Awaitable, Callable
from typing import Final

from bot.clock import stopped_within
from bot.errors import AssistantError

logger = logging.getLogger(__name__)

TROUBLE_S: Final = 10.0
"""Added to the pause after a failure that nobody foresaw, so that it does not fill the log."""


async def rounds(
    work: Callable[[], Awaitable[object]], every_s: float, stop: asyncio.Event, what: str
) -> None:
    """Do some work at once and then again and again, until told to stop; its failures end nothing.

    Args:
        work: one round.
        every_s: seconds between two rounds.
        stop: set by whoever wants the service to end.
        what: what was not done when a round fails, for the service's log.
    """
    while not stop.is_set():
        pause_s = every_s
        try:
            await work()
        except AssistantError as error:
            logger.warning("%s: %s", what, error)
        except Exception as error:  # its own words may quote a user: where it was is enough
            where = "".join(traceback.format_tb(error.__traceback__))
            logger.error("%s: %s\n%s", what, type(error).__name__, where)
            pause_s += TROUBLE_S
        await stopped_within(stop, pause_s)
