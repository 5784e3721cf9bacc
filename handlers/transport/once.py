"""One delivery, handled once: whatever Telegram delivers again, and to whichever process."""

import asyncio
import json
import logging
import time
from contextlib import AsyncExitStack
from typing import Final
from weakref import WeakValueDictionary

from telegram import Update
from telegram.error import TelegramError

from bot.errors import LogUnavailableError
from bot.pages.reply import Reply
from bot.questionlog.deliveries import Claim, Deliveries
from bot.questionlog.store import QuestionLog
from bot.running import metrics
from bot.running.logs import reference
from bot.texts import conversation as texts
from bot.texts import transport as transport_texts
from handlers.context import App, Services, bot_number, delivery_key, sender_of, services_of
from handlers.sending import Place, say
from handlers.transport.incoming import Incoming, Unreadable, read

logger = logging.getLogger(__name__)


CONCURRENT: Final = 32
"""Updates in hand at once; one of an account, and of a chat in their order."""


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
        self._turns: WeakValueDictionary[tuple[str, int], asyncio.Lock] = WeakValueDictionary()
        self._places = asyncio.Semaphore(CONCURRENT)
        self._one_suspect = asyncio.Lock()
        self._stopping = False

    def stop(self) -> None:
        """Begin nothing more: what waits for its turn is left to the next start."""
        self._stopping = True

    async def handle(self, incoming: Incoming) -> bool:
        """Handle an update unless it was handled before or is in another process's hands.

        When the log cannot be read, it is handled: a doubled reply harms less than silence.

        Args:
            incoming: what Telegram delivered, for the first time or not.

        Returns:
            Whether it may be acknowledged: False while another process has it in hand, or when
            the service stops before it was begun.
        """
        if isinstance(incoming, Unreadable):
            return await self._set_aside(incoming)
        if not isinstance(incoming, Update):
            metrics.UPDATES.labels("ignored").inc()
            return True
        async with AsyncExitStack() as stack:
            for turn in self._turns_of(incoming):
                await stack.enter_async_context(turn)
            await stack.enter_async_context(self._places)
            if self._stopping:
                return False
            reference.set(str(incoming.update_id))
            try:
                return await self._claimed(incoming)
            except Exception:  # handlers tell their own; this is a fault of what carries them
                metrics.FAILURES.inc()
                logger.exception("update %d could not be handled", incoming.update_id)
                return True

    async def held(self) -> list[tuple[int, Update]]:
        """What a process that ended had confirmed to Telegram and not handled, in its order.

        What this version cannot read, or does not ask for, is done with here: set aside it has
        another key, and its text would stay under the one that it was held by.
        """
        found = []
        for kept in await self._deliveries.held():
            incoming = read(json.loads(kept.body), self._app.bot)
            if isinstance(incoming, Update):
                found.append((kept.number, incoming))
                continue
            if incoming is not None:
                await self.handle(incoming)
            await self._deliveries.done(kept.key)
        return found

    def _turns_of(self, update: Update) -> list[asyncio.Lock]:
        """The locks of the update's chat and account; each lives while somebody holds it.

        Always in this order: nobody who has an account's lock waits for a chat's.
        """
        chat, account = update.effective_chat, update.effective_sender
        keys = [("chat", chat.id if chat is not None else -update.update_id)]
        if account is not None:
            keys.append(("account", account.id))
        return [self._turns.setdefault(key, asyncio.Lock()) for key in keys]

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
            chat_id = sender_of(update).chat_id
            if chat_id is not None:
                await self._tell(chat_id, texts.SET_ASIDE, key)
            await self._given_up(key)
        return claim

    async def _given_up(self, key: str) -> None:
        try:
            await self._deliveries.give_up(key)
        except LogUnavailableError:
            logger.warning("a delivery could not be set aside")

    async def _process(self, update: Update, key: str) -> None:
        begun = time.perf_counter()
        await self._app.process_update(update)
        metrics.LATENCY.observe(time.perf_counter() - begun)
        try:
            await self._deliveries.done(key)
        except LogUnavailableError:
            logger.warning("a delivery could not be marked as handled")

    async def _set_aside(self, unreadable: Unreadable) -> bool:
        """Note an update that cannot be read, and tell its author; never tried again."""
        reference.set(str(unreadable.number))
        key = f"update:{unreadable.number}:{bot_number(self._app.bot)}"
        try:
            new = await self._deliveries.set_aside(key, "unreadable")
        except LogUnavailableError:
            new = True
        if not new:
            return True
        metrics.UPDATES.labels("unreadable").inc()
        number, reason = unreadable.number, unreadable.reason
        logger.error("update %d set aside: it cannot be read (%s)", number, reason)
        chat_id = unreadable.chat_id
        if chat_id is not None and self._may_be_told(chat_id):
            await self._tell(chat_id, transport_texts.UNREADABLE, key)
        return True

    def _may_be_told(self, chat_id: int) -> bool:
        """Not for ever: what cannot be read counts like anything else that is sent."""
        flood = self._services.flood
        return flood.verdict(f"telegram:{chat_id}", time.monotonic()) == "reply"

    async def _tell(self, chat_id: int, text: str, key: str) -> None:
        try:
            await say(self._app.bot, self._log, Place(chat_id), Reply(text), key)
        except TelegramError as error:
            logger.warning("could not be told: %s", type(error).__name__)

    @property
    def _services(self) -> Services:
        return services_of(self._app)

    @property
    def _log(self) -> QuestionLog:
        return self._services.assistant.log

    @property
    def _deliveries(self) -> Deliveries:
        return self._log.deliveries
