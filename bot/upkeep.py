"""What the service does every day by itself: keep no link to a person longer than it said."""

import asyncio
import datetime
import logging
from typing import Final

from bot.errors import LogUnavailableError
from bot.questionlog.store import QuestionLog

logger = logging.getLogger(__name__)

EVERY_S: Final = 24 * 3600.0
RETRY_S: Final = 600.0


async def run(log: QuestionLog, retention_days: int, stop: asyncio.Event) -> None:
    """Do it at the start and every day, until told to stop.

    Args:
        log: the question log; trouble with it only delays the next try.
        retention_days: days after which a question has no link to a person.
        stop: set by whoever wants the service to end.
    """
    while not stop.is_set():
        delay = EVERY_S
        try:
            limit = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=retention_days)
            unlinked = await log.privacy.unlink(limit)
            await log.deliveries.forget_old()
            if unlinked:
                logger.info("%d questions unlinked from their askers", unlinked)
        except LogUnavailableError as error:
            logger.warning("daily upkeep failed: %s", error)
            delay = RETRY_S
        try:
            async with asyncio.timeout(delay):
                await stop.wait()
        except TimeoutError:
            continue
