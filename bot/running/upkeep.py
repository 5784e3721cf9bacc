"""What the service does every day by itself: keep no link to a person longer than it said."""

import asyncio
import datetime
import logging
from dataclasses import astuple, dataclass
from typing import Final

from bot.clock import utc_now
from bot.config import Promises
from bot.questionlog.store import QuestionLog
from bot.rounds import rounds

logger = logging.getLogger(__name__)

EVERY_S: Final = 24 * 3600.0
RETRY_S: Final = 600.0


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge took away."""

    unlinked: int
    """Questions that lost their link to a person."""
    forgotten: int
    """Questions that lost their text."""


async def purge(log: QuestionLog, promises: Promises) -> Purged:
    """Apply both clocks: the link to a person goes first, the text later, counts stay.

    Args:
        log: the question log.
        promises: after how many days.

    Raises:
        LogUnavailableError: the log cannot be written.
    """
    now = utc_now()
    unlinked = await log.privacy.unlink(now - datetime.timedelta(promises.retention_days))
    limit = now - datetime.timedelta(promises.text_retention_days)
    forgotten = await log.privacy.forget_texts(limit)
    await log.deliveries.forget_old()
    return Purged(unlinked, forgotten)


async def run(log: QuestionLog, promises: Promises, stop: asyncio.Event) -> None:
    """Purge at the start and every day, until told to stop; between, finish what was kept waiting.

    Args:
        log: the question log; trouble with it only delays the next try.
        promises: what people were told.
        stop: set by whoever wants the service to end.
    """
    loop = asyncio.get_running_loop()
    due = loop.time()

    async def once() -> None:
        nonlocal due
        if loop.time() >= due:
            done = await purge(log, promises)
            due = loop.time() + EVERY_S
            if done.unlinked or done.forgotten:
                logger.info("%d questions unlinked, %d texts dropped", *astuple(done))
        if not await log.privacy.forget_traces():
            logger.warning("what was erased may stay in the log: another program reads it")

    await rounds(once, RETRY_S, stop, "daily upkeep failed")
