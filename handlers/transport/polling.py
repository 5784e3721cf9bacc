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

from bot.clock import stopped_within
from handlers.context import App
from handlers.transport.once import Intake
from handlers.trouble import backoff, seconds

logger = logging.getLogger(__name__)

T = TypeVar("T")

POLL_S: Final = 30
"""How long Telegram holds a request when nothing comes."""
PATIENCE_S: Final = 0.25
"""How long new updates wait for slow ones: one chat held up by Telegram does not hold others."""


class Poller:
    """Asks for updates, has them handled, confirms them."""

    def __init__(self, app: App, allowed_updates: Sequence[str]) -> None:
        self._app = app
        self._allowed = list(allowed_updates)
        self._offset = 0
        self._begun: dict[int, asyncio.Task[bool]] = {}
        """By their numbers, in order; those that Telegram would deliver again, done or not."""
        self._intake = Intake(app, alone=True)

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until told to stop; what is in hand is finished and confirmed.

        Args:
            stop: set by whoever wants the service to end.

        Raises:
            InvalidToken: Telegram does not know this bot.
        """
        try:
            await self._serve(stop)
        finally:  # nothing is left running when something else ends the service
            for task in self._begun.values():
                task.cancel()
            await asyncio.gather(*self._begun.values(), return_exceptions=True)

    async def _serve(self, stop: asyncio.Event) -> None:
        failures = 0
        while not stop.is_set():
            try:
                updates = await _unless(stop, self._fetch())
                failures = 0
            except InvalidToken:
                raise
            except TelegramError as error:
                await stopped_within(stop, self._pause(error, failures))
                failures += 1
                continue
            self._begin(updates or ())
            await self._settle(PATIENCE_S)
        await self._settle(None)
        await self._confirm()

    async def _fetch(self) -> tuple[Update, ...]:
        """New updates, and again those in hand: the first of them bounds what is confirmed."""
        return await self._app.bot.get_updates(
            offset=self._offset,
            timeout=0 if self._begun else POLL_S,
            allowed_updates=self._allowed,
        )

    def _begin(self, updates: Sequence[Update]) -> None:
        for update in updates:
            if update.update_id not in self._begun:
                self._begun[update.update_id] = asyncio.create_task(self._intake.handle(update))

    async def _settle(self, patience: float | None) -> None:
        """Wait for what is in hand, but no longer than that; move the offset past what is done."""
        if self._begun:
            await asyncio.wait(self._begun.values(), timeout=patience)
        for number in sorted(self._begun):
            if not self._begun[number].done():
                return
            self._begun.pop(number).result()
            self._offset = number + 1

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
