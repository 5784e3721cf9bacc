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
    sender = sender_of(update) if isinstance(update, Update) else None
    if sender is None or sender.chat_id is None:
        return
    reply = Reply(texts.FAILURE.format(reference=reference))
    log, place = context.assistant.log, Place(sender.chat_id, sender.thread_id)
    try:
        await say(context.bot, log, place, reply, sender.delivery)
    except TelegramError as error:
        logger.warning("incident %s could not be told: %s", reference, type(error).__name__)
