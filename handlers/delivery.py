"""One delivery, handled once: whatever Telegram delivers again, and to whichever process."""

import asyncio
import logging
import time
from weakref import WeakValueDictionary

from telegram import Update
from telegram.error import TelegramError

from bot import metrics
from bot.errors import LogUnavailableError
from bot.logs import reference
from bot.questionlog.deliveries import Claim
from bot.texts import conversation as texts
from handlers.context import App, Services

logger = logging.getLogger(__name__)


async def handle_once(app: App, update: Update, *, alone: bool) -> bool:
    """Handle an update unless it was handled before or is in another process's hands.

    When the log cannot be read, the update is handled: a doubled reply harms less than silence.

    Args:
        app: the application with its handlers.
        update: as Telegram delivered it, for the first time or not.
        alone: no other process is served by Telegram, as in long polling.

    Returns:
        Whether it may be acknowledged: False while another process has it in hand.
    """
    services = app.bot_data["services"]
    if not isinstance(services, Services):
        raise TypeError("bot_data holds no Services")
    deliveries = services.assistant.log.deliveries
    key = delivery_key(update)
    reference.set(str(update.update_id))
    claim: Claim = "mine"
    try:
        claim = await deliveries.claim(key, alone=alone)
    except LogUnavailableError:
        logger.warning("cannot tell whether a delivery is new")
    metrics.UPDATES.labels(claim).inc()
    if claim == "poisoned":
        logger.error("update %d set aside: it was begun and never ended", update.update_id)
        await _tell_set_aside(app, update)
    if claim != "mine":
        return claim != "taken"
    begun = time.perf_counter()
    await app.process_update(update)
    metrics.LATENCY.observe(time.perf_counter() - begun)
    try:
        await deliveries.done(key)
    except LogUnavailableError:
        logger.warning("a delivery could not be marked as handled")
    return True


async def _tell_set_aside(app: App, update: Update) -> None:
    """What stopped the service three times is not tried again, but its author is told."""
    chat = update.effective_chat
    if chat is None:
        return
    try:
        await app.bot.send_message(chat.id, texts.SET_ASIDE)
    except TelegramError as error:
        logger.warning("could not be told: %s", type(error).__name__)


def delivery_key(update: Update) -> str:
    """What identifies a delivery, whatever number Telegram gives it."""
    if update.callback_query is not None:
        return f"press:{update.callback_query.id}"
    message = update.effective_message
    if message is None:
        return f"update:{update.update_id}"
    if message.edit_date is not None:
        moment = int(message.edit_date.timestamp())
        return f"edit:{message.chat_id}:{message.message_id}:{moment}"
    return f"message:{message.chat_id}:{message.message_id}"


class Turns:
    """A turn for each chat: its messages are taken one after the other."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    def of(self, update: Update) -> asyncio.Lock:
        """The lock of the update's chat; it lives for as long as somebody holds it."""
        chat = update.effective_chat
        return self._locks.setdefault(
            chat.id if chat is not None else -update.update_id, asyncio.Lock()
        )
