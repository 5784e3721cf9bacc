"""Requests to Telegram that are tried again: told to wait, not reached, or failing on its side.

A request whose connection broke after it was sent is not tried again: Telegram may have carried
it out, and the person would read the same reply twice.
"""

import asyncio
import datetime
import logging
import os
import time
from collections.abc import Callable, Coroutine
from typing import Any, Final

import httpx
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError
from telegram.ext import Application, BaseRateLimiter

logger = logging.getLogger(__name__)

# The form of ``retry_after`` that python-telegram-bot will have alone; without it, a warning each.
os.environ.setdefault("PTB_TIMEDELTA", "1")

TRIES: Final = 8
"""With the pauses below, about two minutes: longer outages are told to the operator instead."""
LONGEST_PAUSE_S: Final = 30.0
_NOT_SENT: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


def backoff(failures: int) -> float:
    """Seconds to wait after so many failures in a row: 0.5, 1, 2, 4… up to 30."""
    return float(min(0.5 * 2.0 ** min(failures, 10), LONGEST_PAUSE_S))


def seconds(error: RetryAfter) -> float:
    """How long Telegram asks to wait."""
    delay = error.retry_after
    return delay.total_seconds() if isinstance(delay, datetime.timedelta) else float(delay)


class Patience(BaseRateLimiter[None]):
    """Obeys ``retry_after`` and outlasts short outages, each request on its own."""

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> Any:
        """Send a request, again if need be.

        Raises:
            TelegramError: it failed for good, or too many times.
        """
        if endpoint == "getUpdates":  # the poller has its own pace and must hear of failures
            return await callback(*args, **kwargs)
        for failures in range(TRIES):
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                delay = seconds(error)
            except NetworkError as error:
                if failures == TRIES - 1 or not may_be_repeated(error):
                    raise
                delay = backoff(failures)
            logger.info("%s: again in %.1f s", endpoint, delay)
            await asyncio.sleep(delay)
        return await callback(*args, **kwargs)


class Contact:
    """Whether Telegram was reached lately; asks it when nobody has for a while."""

    FRESH_S: Final = 60.0

    def __init__(self, app: Application[Any, Any, Any, Any, Any, Any]) -> None:
        self._app = app
        self._reached = time.monotonic()

    async def __call__(self) -> bool:
        """Whether a request succeeded within the last minute, or does now."""
        if time.monotonic() - self._reached > self.FRESH_S:
            try:
                await self._app.bot.get_me()
            except TelegramError:
                return False
            self._reached = time.monotonic()
        return True


def may_be_repeated(error: NetworkError) -> bool:
    """Whether Telegram certainly did not carry the request out."""
    if isinstance(error, BadRequest):
        return False
    cause = error.__cause__
    return isinstance(cause, _NOT_SENT) or not isinstance(cause, httpx.HTTPError)
