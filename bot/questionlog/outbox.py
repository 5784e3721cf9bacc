"""Messages to be sent later, each once: written with what causes them, sent by whoever is free."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import utc_now
from bot.questionlog.database import Database, insert
from bot.questionlog.records import Notice
from bot.questionlog.tables import outbox

LEASE: Final = datetime.timedelta(minutes=2)
"""For so long a sender that took a notice has it alone; then another may take it."""
MAX_ATTEMPTS: Final = 10


@dataclass(frozen=True, slots=True)
class Waiting:
    """A notice taken to be sent."""

    id: int
    chat_id: int
    reply: str
    attempts: int


class Outbox:
    """Notices. Every method may raise ``LogUnavailableError``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def take(self, limit: int) -> list[Waiting]:
        """Take notices that are due; no other sender gets them while the lease lasts.

        Args:
            limit: how many at the most.
        """
        now = utc_now()
        async with self._database.write() as connection:
            due = (
                select(outbox)
                .where(
                    outbox.c.sent_at.is_(None),
                    outbox.c.failure.is_(None),
                    outbox.c.due_at <= now,
                )
                .order_by(outbox.c.due_at, outbox.c.id)
                .limit(limit)
                .with_for_update(skip_locked=True)
            )
            rows = (await connection.execute(due)).all()
            if rows:
                await connection.execute(
                    update(outbox)
                    .where(outbox.c.id.in_([row.id for row in rows]))
                    .values(due_at=now + LEASE, attempts=outbox.c.attempts + 1)
                )
        return [Waiting(row.id, row.chat_id, row.reply, row.attempts + 1) for row in rows]

    async def waiting(self) -> tuple[int, float]:
        """How many notices are due and not sent, and for how many seconds the oldest has been."""
        now = utc_now()
        async with self._database.read() as connection:
            statement = select(func.count(), func.min(outbox.c.due_at)).where(
                outbox.c.sent_at.is_(None), outbox.c.failure.is_(None), outbox.c.due_at <= now
            )
            count, oldest = (await connection.execute(statement)).one()
        return int(count), (now - oldest).total_seconds() if oldest is not None else 0.0

    async def sent(self, notice: Waiting) -> None:
        """Note that it was delivered."""
        await self._set(notice, sent_at=utc_now())

    async def failed(self, notice: Waiting, reason: str) -> None:
        """Note that it never will be: the person blocked the assistant, or is gone."""
        await self._set(notice, failure=reason[:64])

    async def later(self, notice: Waiting, delay: datetime.timedelta) -> None:
        """Put it back, to be tried again after a delay; given up after too many attempts."""
        if notice.attempts >= MAX_ATTEMPTS:
            await self.failed(notice, "attempts")
            return
        await self._set(notice, due_at=utc_now() + delay)

    async def move(self, notice: Waiting, chat_id: int) -> None:
        """Send it to another chat instead: a group that became a supergroup has a new number."""
        await self._set(notice, chat_id=chat_id, due_at=utc_now())

    async def _set(self, notice: Waiting, **values: object) -> None:
        async with self._database.write() as connection:
            await connection.execute(
                update(outbox).where(outbox.c.id == notice.id).values(**values)
            )


async def enqueue(connection: AsyncConnection, notices: Sequence[Notice]) -> None:
    """Write notices in the transaction of what causes them; one with a known key is dropped."""
    now = utc_now()
    for notice in notices:
        row = {"key": notice.key, "chat_id": notice.chat_id, "reply": notice.reply, "due_at": now}
        await connection.execute(insert(connection, outbox).values(row).on_conflict_do_nothing())
