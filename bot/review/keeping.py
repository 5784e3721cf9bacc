"""What goes on by itself about promised days: a reminder to the staff, an excuse to the asker.

Everything here may be done again at any moment, by any process: each message has a key under
which the outbox sends it once for ever.
"""

import asyncio
import datetime
from collections import defaultdict
from typing import Final

from bot.clock import paris_day, utc_now
from bot.questionlog.desk import InboxLine
from bot.questionlog.lifecycle import is_open
from bot.questionlog.records import Notice
from bot.questionlog.store import QuestionLog
from bot.review import asker_pages, lists
from bot.review.notices import to_asker
from bot.rounds import rounds
from bot.working_days import may_write, promised, working_days_from

EVERY_S: Final = 600.0
REMINDED_BEFORE: Final = 2
"""Working days before the promised one, on which the staff is reminded."""
EXCUSED_WITHIN: Final = datetime.timedelta(days=7)
"""How long after the promised day an excuse still makes sense."""


class Keeping:
    """The work of ten minutes. Methods may raise ``LogUnavailableError``."""

    def __init__(self, log: QuestionLog, reply_days: int, staff_chat: int | None) -> None:
        """What is promised, and to whom it matters.

        Args:
            log: the question log.
            reply_days: working days within which an answer is promised.
            staff_chat: where the staff is reminded; None: nowhere.
        """
        self._log = log
        self._reply_days = reply_days
        self._staff_chat = staff_chat

    async def run(self, stop: asyncio.Event) -> None:
        """Look every ten minutes until told to stop."""
        await rounds(lambda: self.once(utc_now()), EVERY_S, stop, "promised days not looked after")

    async def once(self, now: datetime.datetime) -> None:
        """Remind and excuse, where one may write at that moment."""
        if not may_write(now):
            return
        today = paris_day(now)
        by_day: dict[datetime.date, list[InboxLine]] = defaultdict(list)
        for line in await self._log.desk.awaited():
            by_day[promised(line.reopened_at or line.asked_at, self._reply_days)].append(line)
        notices: list[Notice] = []
        for day, lines in by_day.items():
            if today - EXCUSED_WITHIN <= day < today:
                for line in lines:
                    notices += await self._excuses(line.id, day)
            elif self._staff_chat is not None and _is_near(day, today):
                waiting = [line for line in lines if is_open(line.status)]
                if waiting:
                    notices.append(lists.reminder(self._staff_chat, day, waiting))
        await self._log.desk.notify(notices)

    async def _excuses(self, number: int, day: datetime.date) -> list[Notice]:
        return [
            to_asker(f"retard:{asker.number}:{day}", asker, asker_pages.late_notice(asker, day))
            for asker in await self._log.desk.to_tell(number)
            if asker.number == number  # of a duplicate, its own day was promised
        ]


def _is_near(day: datetime.date, today: datetime.date) -> bool:
    return working_days_from(day, -REMINDED_BEFORE) <= today <= day
