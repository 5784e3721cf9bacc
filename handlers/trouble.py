"""What a request that failed says of itself: when to try again, and whether it may have passed."""

import datetime
import os
from typing import Final

from aiohttp import ClientConnectorError, ClientError, ConnectionTimeoutError
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

# The form of ``retry_after`` that python-telegram-bot will have alone; without it, a warning each.
os.environ.setdefault("PTB_TIMEDELTA", "1")

LONGEST_PAUSE_S: Final = 30.0
_NOT_SENT: Final = (ClientConnectorError, ConnectionTimeoutError)
_UNSURE: Final = (ClientError, TimeoutError)


def backoff(failures: int) -> float:
    """Seconds to wait after so many failures in a row: 0.5, 1, 2, 4… up to 30."""
    return float(min(0.5 * 2.0 ** min(failures, 10), LONGEST_PAUSE_S))


def seconds(error: RetryAfter) -> float:
    """How long Telegram asks to wait."""
    delay = error.retry_after
    return delay.total_seconds() if isinstance(delay, datetime.timedelta) else float(delay)


def may_be_repeated(error: NetworkError) -> bool:
    """Whether Telegram certainly did not carry the request out."""
    if isinstance(error, BadRequest):
        return False
    cause = error.__cause__
    return isinstance(cause, _NOT_SENT) or not isinstance(cause, _UNSURE)


def again_in(error: TelegramError, failures: int = 0) -> float | None:
    """Seconds after which the same request may be sent again; None: it must not be.

    Args:
        error: how it failed.
        failures: how often it had failed before.
    """
    if isinstance(error, RetryAfter):
        return seconds(error)
    if isinstance(error, NetworkError) and may_be_repeated(error):
        return backoff(failures)
    return None


def is_unsure(error: TelegramError) -> bool:
    """Whether Telegram may have carried the request out all the same."""
    lost = isinstance(error, NetworkError) and not isinstance(error, BadRequest)
    return lost and not may_be_repeated(error)  # type: ignore[arg-type]
