"""When a handler fails: logged first, then told plainly; no text of users goes anywhere."""

import logging
import secrets

from telegram import Update
from telegram.error import TelegramError

from bot.pages.reply import Reply
from bot.running import metrics
from bot.texts import conversation as texts
from handlers.context import Context, sender_of
from handlers.sending import Place, say

logger = logging.getLogger(__name__)


async def failed(update: object, context: Context) -> None:
    """Log the failure under a reference and give that reference to the person."""
    metrics.FAILURES.inc()
    reference = secrets.token_hex(4)
    logger.error("incident %s", reference, exc_info=context.error)
    if not isinstance(update, Update) or update.effective_chat is None:
        return
    reply = Reply(texts.FAILURE.format(reference=reference))
    log, delivery = context.assistant.log, sender_of(update).delivery
    try:
        await say(context.bot, log, Place(update.effective_chat.id), reply, delivery)
    except TelegramError as error:
        logger.warning("incident %s could not be told: %s", reference, type(error).__name__)
