"""Long polling that confirms an update to Telegram only after it was handled.

python-telegram-bot's own updater confirms first and handles later: a process killed in between
loses questions. Here the offset of the next request, which is the confirmation, moves only past
what was handled to the end.
"""

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from typing import Any, Final, TypeVar

from telegram import Update
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from handlers.context import App
from handlers.delivery import handle_once
from handlers.patience import backoff, seconds

logger = logging.getLogger(__name__)

T = TypeVar("T")

POLL_S: Final = 30
"""How long Telegram holds a request when nothing comes."""
CONCURRENT_CHATS: Final = 32
"""Chats served at once; the messages of one chat are taken in their order."""


class Poller:
    """Asks for updates, has them handled, confirms them."""

    def __init__(self, app: App, allowed_updates: Sequence[str]) -> None:
        self._app = app
        self._allowed = list(allowed_updates)
        self._offset = 0
        self._places = asyncio.Semaphore(CONCURRENT_CHATS)

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until told to stop; what is in hand is finished and confirmed.

        Args:
            stop: set by whoever wants the service to end.

        Raises:
            InvalidToken: Telegram does not know this bot.
        """
        failures = 0
        while not stop.is_set():
            try:
                updates = await _unless(stop, self._fetch())
                failures = 0
            except InvalidToken:
                raise
            except TelegramError as error:
                await _wait(stop, self._pause(error, failures))
                failures += 1
                continue
            await self._handle(updates or ())
        await self._confirm()

    async def _fetch(self) -> tuple[Update, ...]:
        return await self._app.bot.get_updates(
            offset=self._offset, timeout=POLL_S, allowed_updates=self._allowed
        )

    async def _handle(self, updates: Sequence[Update]) -> None:
        """Handle a batch: chats side by side, each chat in order; then move the offset."""
        chats: dict[int, list[Update]] = {}
        for update in updates:
            chat = update.effective_chat
            chats.setdefault(chat.id if chat is not None else 0, []).append(update)
        await asyncio.gather(*map(self._handle_chat, chats.values()))
        if updates:
            self._offset = updates[-1].update_id + 1

    async def _handle_chat(self, updates: Sequence[Update]) -> None:
        async with self._places:
            for update in updates:
                await handle_once(self._app, update, alone=True)

    async def _confirm(self) -> None:
        """Tell Telegram what was handled, so that it is not delivered at the next start."""
        if self._offset:
            try:
                await self._app.bot.get_updates(offset=self._offset, limit=1, timeout=0)
            except TelegramError as error:
                logger.warning("last confirmation failed: %s", type(error).__name__)

    def _pause(self, error: TelegramError, failures: int) -> float:
        if isinstance(error, RetryAfter):
            return seconds(error)
        if isinstance(error, Conflict):
            logger.error("another process polls with the same token")
        elif not isinstance(error, NetworkError) or failures == 0:
            logger.warning("Telegram not reached: %s", error)
        return backoff(failures)


async def _unless(stop: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
    """The result of the work, or None when the stop comes first: the work is then dropped."""
    working = asyncio.ensure_future(work)
    stopping = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        for task in (working, stopping):
            task.cancel()
        await asyncio.gather(working, stopping, return_exceptions=True)


async def _wait(stop: asyncio.Event, delay: float) -> None:
    """Wait, but no longer than until the stop."""
    try:
        async with asyncio.timeout(delay):
            await stop.wait()
    except TimeoutError:
        return
