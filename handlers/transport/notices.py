"""Sending what is due: announcements to the staff, answers to those who agreed to be told.

Timed work takes its rows from the database under a lease, so any number of processes may run it.
"""

import asyncio
import datetime
import logging
from functools import partial
from typing import Final

from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.clock import stopped_within
from bot.errors import LogUnavailableError
from bot.pages.reply import load
from bot.questionlog.outbox import Waiting
from bot.questionlog.store import QuestionLog
from bot.review.pages import announcement
from bot.texts.typography import unbroken
from handlers.context import App
from handlers.sending import keyboard

logger = logging.getLogger(__name__)

PAUSE_S: Final = 1.0
"""Between two looks at what is due."""
ANNOUNCE_EVERY_S: Final = 20.0
"""Between two announcements: when many questions come, the staff gets them grouped."""
NAMED: Final = 8
"""Questions named in one announcement."""
BATCH: Final = 20
SPACING_S: Final = 0.05
"""Twenty messages a second: below Telegram's thirty, which replies share."""
RETRY: Final = datetime.timedelta(minutes=1)


class Notices:
    """Sends notices for as long as the service runs."""

    def __init__(self, app: App, log: QuestionLog, staff_chat: int | None) -> None:
        self._app = app
        self._log = log
        self._staff_chat = staff_chat

    async def run(self, stop: asyncio.Event) -> None:
        """Send what is due until told to stop; trouble with the log only makes it wait."""
        loop = asyncio.get_running_loop()
        next_announcement = loop.time()
        while not stop.is_set():
            try:
                if self._staff_chat is not None and loop.time() >= next_announcement:
                    make = partial(announcement, self._staff_chat)
                    if await self._log.desk.announce(make, NAMED):
                        next_announcement = loop.time() + ANNOUNCE_EVERY_S
                await self.send_due()
            except LogUnavailableError as error:
                logger.warning("notices not read: %s", error)
            await stopped_within(stop, PAUSE_S)

    async def send_due(self) -> None:
        """Send every notice that is due now."""
        while batch := await self._log.outbox.take(BATCH):
            for notice in batch:
                await self._send(notice)
                await asyncio.sleep(SPACING_S)

    async def _send(self, notice: Waiting) -> None:
        reply = load(notice.reply)
        outbox = self._log.outbox
        try:
            await self._app.bot.send_message(
                notice.chat_id,
                unbroken(reply.html),
                message_thread_id=notice.thread_id,
                reply_markup=keyboard(reply),
            )
        except ChatMigrated as error:
            await outbox.move(notice, error.new_chat_id)
            logger.error(
                "chat %d is now %d: change the setting", notice.chat_id, error.new_chat_id
            )
        except (Forbidden, BadRequest) as error:
            await outbox.failed(notice, type(error).__name__)
            logger.warning("notice %d cannot be delivered: %s", notice.id, type(error).__name__)
        except TelegramError as error:
            await outbox.later(notice, RETRY)
            logger.warning("notice %d later: %s", notice.id, type(error).__name__)
        else:
            await outbox.sent(notice)
