"""Requests to Telegram that are tried again: told to wait, not reached, or failing on its side.

A handler waits two seconds at the most: whoever replies has the reply sent later, which lets other
people go on. A request whose connection broke after it was sent is not tried again: Telegram may
have carried it out, and the person would read the same reply twice.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from typing import Any, Final

from telegram.error import RetryAfter, TelegramError
from telegram.ext import Application, BaseRateLimiter

from bot.clock import stopped_within
from handlers.trouble import again_in, seconds

logger = logging.getLogger(__name__)

WAIT_S: Final = 2.0
"""For so long a request for a person is tried."""
LONG_WAIT_S: Final = 60.0
"""For so long a request that nobody waits for is tried: the menu, the profile."""
SHUT: Final = 10_000
"""Chats remembered at once as those that Telegram makes wait."""
waits: Final[ContextVar[bool]] = ContextVar("waits", default=True)
"""Whether requests are tried again here; notices have their own pace."""

_AT_ONCE: Final = frozenset({"getUpdates", "getMe"})
"""Whoever sends these has a pace of its own and must hear of failures."""
_FOR_PEOPLE: Final = frozenset({"answerCallbackQuery", "answerInlineQuery"})


class Patience(BaseRateLimiter[None]):
    """Obeys ``retry_after`` and outlasts short outages, each request on its own."""

    def __init__(self) -> None:
        self._hurried = asyncio.Event()
        self._shut: dict[object, float] = {}
        """Until when Telegram refuses what is sent to a chat."""

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""

    def hurry(self) -> None:
        """End the long waits, now and from now on: the service stops.

        The two seconds for a person are finished, so that the reply need not wait for a start.
        """
        self._hurried.set()

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
            TelegramError: it failed for good, or would have to wait for long.
        """
        if endpoint in _AT_ONCE:
            return await callback(*args, **kwargs)
        chat = data.get("chat_id")
        self._refuse_if_shut(chat)
        for_people = chat is not None or endpoint in _FOR_PEOPLE
        end = _now() + (WAIT_S if for_people else LONG_WAIT_S)
        failures = 0
        while True:
            try:
                return await callback(*args, **kwargs)
            except TelegramError as error:
                delay = again_in(error, failures)
                if delay is None or not waits.get() or _now() + delay > end:
                    self._shut_out(chat, error)
                    raise
                failures += 1
                logger.info("%s: again in %.1f s", endpoint, delay)
                if for_people:
                    await asyncio.sleep(delay)
                elif await stopped_within(self._hurried, delay):
                    raise

    def _refuse_if_shut(self, chat: object) -> None:
        """Telegram would refuse it as well, and count the attempt."""
        left = self._shut.get(chat, 0.0) - _now()
        if left > 0:
            raise RetryAfter(max(1, round(left)))

    def _shut_out(self, chat: object, error: TelegramError) -> None:
        if chat is None or not isinstance(error, RetryAfter):
            return
        now = _now()
        if len(self._shut) >= SHUT:
            self._shut = {key: until for key, until in self._shut.items() if until > now}
        self._shut[chat] = now + seconds(error)


class Contact:
    """Whether Telegram is reached; asked once for all who want to know at the same time."""

    TIMEOUT_S: Final = 2.0

    def __init__(self, app: Application[Any, Any, Any, Any, Any, Any]) -> None:
        self._app = app

    async def __call__(self) -> bool:
        """Whether Telegram answers now."""
        limit = self.TIMEOUT_S
        try:
            await self._app.bot.get_me(
                read_timeout=limit, write_timeout=limit, connect_timeout=limit, pool_timeout=limit
            )
        except TelegramError:
            return False
        return True


def hurry(app: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """End the waits of an application that stops."""
    limiter = getattr(app.bot, "rate_limiter", None)
    if isinstance(limiter, Patience):
        limiter.hurry()


def _now() -> float:
    return asyncio.get_running_loop().time()
