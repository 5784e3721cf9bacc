"""Sending what is due: announcements to the staff, answers, replies that Telegram made wait.

Timed work takes its rows from the database under a lease, one at a time, so any number of
processes may run it. It never waits with a notice in hand: what Telegram puts off goes back.
"""

import asyncio
import datetime
import logging
from dataclasses import replace
from functools import partial
from typing import Final

from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.clock import stopped_within
from bot.pages.reply import dump, load
from bot.questionlog.outbox import MAX_UNSURE, Waiting
from bot.questionlog.records import Notice
from bot.questionlog.store import QuestionLog
from bot.review import lists, pages
from bot.rounds import rounds
from bot.running import metrics
from bot.texts import transport as texts
from handlers.context import App, serve_with, services_of
from handlers.sending import Place, UnsentError, put
from handlers.transport.patience import hurry, waits
from handlers.trouble import is_unsure, seconds

logger = logging.getLogger(__name__)

PAUSE_S: Final = 1.0
"""Between two looks at what is due."""
ANNOUNCE_EVERY_S: Final = 20.0
"""Between two announcements: when many questions come, the staff gets them grouped."""
NAMED: Final = 8
"""Questions named in one announcement."""
SPACING_S: Final = 0.05
"""Twenty messages a second: below Telegram's thirty, which replies share."""
MOMENT_S: Final = 2.0
"""What is put off for no longer than that is sent in the same round."""
RETRY_S: Final = 5.0
"""After a sending that failed on Telegram's side; twice as long after each further one."""
LONGEST_RETRY_S: Final = 600.0
MAX_ATTEMPTS: Final = 300
"""Two days of failures on Telegram's side."""
UNSURE_RETRY_S: Final = 60.0
"""After a sending without an answer: it may still be on its way."""
STAFF_RETRY_S: Final = 20.0
"""While the assistant is out of the staff's group."""
_OWN_FAULTS: Final = ("parse", "too long", "empty", "BUTTON", "markup")
"""In Telegram's words for what no later sending would mend."""


class Notices:
    """Sends notices for as long as the service runs."""

    def __init__(
        self, app: App, log: QuestionLog, staff_chat: int | None, staff_topic: int | None = None
    ) -> None:
        """A sender.

        Args:
            app: what sends.
            log: where notices wait.
            staff_chat: the staff's group, which is told of new questions; None: nobody is.
            staff_topic: the topic of that group where all this goes; None: its general one.
        """
        self._app = app
        self._log = log
        self._staff_chat = staff_chat
        self._staff_topic = staff_topic
        self._next_announcement = 0.0

    async def run(self, stop: asyncio.Event) -> None:
        """Send what is due until told to stop; trouble with the log only makes it wait."""
        await rounds(lambda: self._once(stop), PAUSE_S, stop, "notices not read")
        hurry(self._app)

    async def _once(self, stop: asyncio.Event) -> None:
        loop = asyncio.get_running_loop()
        if self._staff_chat is not None and loop.time() >= self._next_announcement:
            make = partial(lists.announcement, self._staff_chat)
            if await self._log.desk.announce(make, NAMED):
                self._next_announcement = loop.time() + ANNOUNCE_EVERY_S
        await self.send_due(stop)

    async def send_due(self, stop: asyncio.Event | None = None) -> None:
        """Send every notice that is due now, or in a moment after Telegram put it off.

        Args:
            stop: ends the round after the sending in hand.
        """
        stop = stop or asyncio.Event()
        loop = asyncio.get_running_loop()
        soon: list[float] = []
        await self._give_up()
        while not stop.is_set():
            notice = await self._log.outbox.take()
            if notice is not None:
                delay = await self._send(notice)
                if delay is not None and delay <= MOMENT_S:
                    soon.append(loop.time() + delay + SPACING_S)
                await stopped_within(stop, SPACING_S)
                continue
            soon = [moment for moment in soon if moment > loop.time()]
            if not soon:
                return
            await stopped_within(stop, min(PAUSE_S, min(soon) - loop.time()))

    async def _send(self, notice: Waiting) -> float | None:
        """Send a notice; if it was put off, the seconds until it is due again."""
        before = waits.set(False)
        topic = self._staff_topic if notice.chat_id == self._staff_chat else None
        place = Place(notice.chat_id, notice.thread_id or topic, notice.answers)
        try:
            await put(self._app.bot, place, load(notice.reply))
        except UnsentError as unsent:
            return await self._unsent(notice, unsent)
        except Exception as error:  # a row that no version of ours wrote must not stop the others
            logger.exception("notice %d cannot be read", notice.id)
            await self._log.outbox.failed(notice, type(error).__name__)
            return None
        finally:
            waits.reset(before)
        await self._log.outbox.sent(notice)
        if notice.chat_id == self._staff_chat:
            metrics.STAFF_UNREACHED.set(0)
        return None

    async def _unsent(self, notice: Waiting, unsent: UnsentError) -> float | None:
        """Put a notice where it belongs after a failure."""
        error = unsent.error
        name = type(error).__name__
        left = dump(unsent.left) if unsent.partly else None
        if isinstance(error, ChatMigrated):
            await self._moved(notice.chat_id, error.new_chat_id)
            return 0.0
        if isinstance(error, RetryAfter):
            return await self._put_off_chat(notice, seconds(error), left)
        if is_unsure(error):
            logger.warning("notice %d may have been sent: %s", notice.id, name)
            again = UNSURE_RETRY_S if notice.unsure < MAX_UNSURE else 0.0
            await self._log.outbox.unsure(notice, datetime.timedelta(seconds=again))
            await self._give_up()
            return None
        if isinstance(error, Forbidden | BadRequest):
            return await self._refused(notice, error, left)
        if notice.attempts >= MAX_ATTEMPTS:
            await self._log.outbox.failed(notice, "attempts")
            return None
        delay = min(RETRY_S * 2.0 ** min(notice.attempts - 1, 10), LONGEST_RETRY_S)
        logger.warning("notice %d later: %s", notice.id, name)
        await self._log.outbox.later(notice, datetime.timedelta(seconds=delay), left)
        return delay

    async def _refused(
        self, notice: Waiting, error: TelegramError, left: str | None
    ) -> float | None:
        """A person's refusal is for good; the staff's group lets us in again one day."""
        name = type(error).__name__
        ours = isinstance(error, BadRequest) and any(word in str(error) for word in _OWN_FAULTS)
        if notice.chat_id == self._staff_chat and not ours:
            metrics.STAFF_UNREACHED.set(1)
            logger.warning("the staff's chat is not reached: %s", name)
            return await self._put_off_chat(notice, STAFF_RETRY_S, left)
        await self._log.outbox.failed(notice, name)
        logger.warning("notice %d cannot be delivered: %s", notice.id, name)
        return None

    async def _put_off_chat(self, notice: Waiting, delay: float, left: str | None) -> float:
        """All that waits for this chat; others go on."""
        span = datetime.timedelta(seconds=delay)
        await self._log.outbox.later(notice, span, left)
        await self._log.outbox.chat_later(notice.chat_id, span)
        logger.info("notices of one chat wait %.0f s", delay)
        return delay

    async def _moved(self, old: int, new: int) -> None:
        """A group became a supergroup, under another number."""
        await self._log.outbox.move(old, new)
        if old == self._staff_chat:
            self._staff_chat = new
            services = services_of(self._app)
            settings = services.settings.model_copy(update={"staff_chat_id": new})
            serve_with(self._app, replace(services, settings=settings))
            logger.error("the staff's chat is now %d: change STAFF_CHAT_ID", new)

    async def _give_up(self) -> None:
        """What may have been read twice is not sent again; reviewers hear of it."""
        staff = self._staff_chat
        for notice in await self._log.outbox.give_up():
            logger.warning("notice %d given up: twice without an answer", notice.id)
            if staff is not None and notice.question is not None:
                reply = pages.done(texts.UNSURE.format(number=notice.question), notice.question)
                await self._log.desk.notify([Notice(f"unsure:{notice.id}", staff, dump(reply))])
