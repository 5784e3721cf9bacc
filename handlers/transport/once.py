"""One delivery, handled once: whatever Telegram delivers again, and to whichever process."""

import asyncio
import logging
import time
from typing import Final
from weakref import WeakValueDictionary

from telegram import Update
from telegram.error import TelegramError

from bot.errors import LogUnavailableError
from bot.questionlog.deliveries import Claim, Deliveries
from bot.running import metrics
from bot.running.logs import reference
from bot.texts import conversation as texts
from handlers.context import App, delivery_key, services_of

logger = logging.getLogger(__name__)


CONCURRENT: Final = 32
"""Updates in hand at once; the messages of one chat are taken in their order."""


class Intake:
    """Handles each delivery once, whatever delivers it."""

    def __init__(self, app: App, *, alone: bool) -> None:
        """An intake for an application.

        Args:
            app: with its handlers.
            alone: no other process is served by Telegram, as in long polling.
        """
        self._app = app
        self._alone = alone
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._places = asyncio.Semaphore(CONCURRENT)
        self._one_suspect = asyncio.Lock()

    async def handle(self, update: Update) -> bool:
        """Handle an update unless it was handled before or is in another process's hands.

        When the log cannot be read, it is handled: a doubled reply harms less than silence.

        Args:
            update: as Telegram delivered it, for the first time or not.

        Returns:
            Whether it may be acknowledged: False while another process has it in hand.
        """
        async with self._turn(update), self._places:
            reference.set(str(update.update_id))
            return await self._claimed(update)

    def _turn(self, update: Update) -> asyncio.Lock:
        """The lock of the update's chat; it lives for as long as somebody holds it."""
        chat = update.effective_chat
        key = chat.id if chat is not None else -update.update_id
        return self._turns.setdefault(key, asyncio.Lock())

    async def _claimed(self, update: Update) -> bool:
        key = delivery_key(update)
        try:
            claim = await self._deliveries.claim(key, alone=self._alone)
        except LogUnavailableError:
            logger.warning("cannot tell whether a delivery is new")
            claim = "mine"
        if claim == "mine":
            await self._process(update, key)
        elif claim == "suspect":
            async with self._one_suspect:
                claim = await self._retried(update, key)
        metrics.UPDATES.labels(claim).inc()
        return claim != "taken"

    async def _retried(self, update: Update, key: str) -> Claim:
        try:
            claim = await self._deliveries.retry(key)
        except LogUnavailableError:
            logger.warning("cannot tell how often a delivery was begun")
            claim = "mine"
        if claim == "mine":
            await self._process(update, key)
        else:
            logger.error("update %d set aside: begun and never ended", update.update_id)
            await _tell_set_aside(self._app, update)
        return claim

    async def _process(self, update: Update, key: str) -> None:
        begun = time.perf_counter()
        await self._app.process_update(update)
        metrics.LATENCY.observe(time.perf_counter() - begun)
        try:
            await self._deliveries.done(key)
        except LogUnavailableError:
            logger.warning("a delivery could not be marked as handled")

    @property
    def _deliveries(self) -> Deliveries:
        services = services_of(self._app)
        return services.assistant.log.deliveries


async def _tell_set_aside(app: App, update: Update) -> None:
    """What stopped the service three times is not tried again, but its author is told."""
    chat = update.effective_chat
    if chat is None:
        return
    try:
        await app.bot.send_message(chat.id, texts.SET_ASIDE)
    except TelegramError as error:
        logger.warning("could not be told: %s", type(error).__name__)
