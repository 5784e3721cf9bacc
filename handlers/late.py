"""After a flood: the last question that got no reply in it is answered, once its sender is quiet.

Kept in memory: one that a restart forgets is in the log, where experts find it.
"""

import asyncio
import logging
import time
from typing import Final

from telegram import Update
from telegram.error import TelegramError

from bot.errors import LogUnavailableError
from bot.rounds import rounds
from handlers.context import App, sender_of, services_of
from handlers.sending import Place, say

logger = logging.getLogger(__name__)

EVERY_S: Final = 1.0


async def run(app: App, stop: asyncio.Event) -> None:
    """Answer what is due until told to stop."""
    await rounds(
        lambda: answer_due(app, time.monotonic()),
        EVERY_S,
        stop,
        "questions of a flood not answered",
    )


async def answer_due(app: App, now: float) -> None:
    """Answer those who have been quiet for long enough.

    Args:
        app: with its services.
        now: seconds of a clock that never goes back.
    """
    for update, question in services_of(app).flood.over(now):
        try:
            await _answer(app, update, question)
        except (LogUnavailableError, TelegramError) as error:
            logger.warning("a question of a flood is not answered: %s", type(error).__name__)


async def _answer(app: App, update: Update, question: str) -> None:
    message = update.effective_message
    if message is None:
        return
    assistant, sender = services_of(app).assistant, sender_of(update)
    reply = await assistant.answer_noted(question, sender)
    if reply is None:
        return
    place = Place(message.chat_id, sender.thread_id, message.message_id)
    shown_in = await say(app.bot, assistant.log, place, reply, f"late:{sender.delivery}")
    await assistant.shown(reply, sender, shown_in)
