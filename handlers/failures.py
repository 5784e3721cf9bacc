"""When a handler fails: logged first, then told plainly; no text of users goes anywhere."""

import logging
import secrets

from telegram import Update
from telegram.error import TelegramError

from bot.running import metrics
from bot.texts import conversation as texts
from handlers.context import Context

logger = logging.getLogger(__name__)


async def failed(update: object, context: Context) -> None:
    """Log the failure under a reference and give that reference to the person."""
    metrics.FAILURES.inc()
    reference = secrets.token_hex(4)
    logger.error("incident %s", reference, exc_info=context.error)
    chat = update.effective_chat if isinstance(update, Update) else None
    if chat is None:
        return
    try:
        await context.bot.send_message(chat.id, texts.FAILURE.format(reference=reference))
    except TelegramError as error:
        logger.warning("incident %s could not be told: %s", reference, type(error).__name__)
