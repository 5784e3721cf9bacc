"""Messages to be sent later, each once: written with what causes them, sent by whoever is free."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import utc_now
from bot.questionlog import addresses
from bot.questionlog.addresses import Place
from bot.questionlog.database import Database, insert
from bot.questionlog.records import Notice, Sending
from bot.questionlog.tables import outbox
from bot.questionlog.vault import Vault

LEASE: Final = datetime.timedelta(minutes=2)
"""For so long a sender that took a notice has it alone; then another may take it."""
MAX_ATTEMPTS: Final = 10
GONE: Final = "gone"
"""The failure of a notice whose address was erased."""
UNSURE: Final = "unsure"
"""The failure of a notice that may have been read, and is not sent again."""
_SETTLED: Final = {"reply": "", "chat": None}
"""What is not kept once it was sent or given up: its words, and where they went."""
_ANSWERS: Final = re.compile(r"(?:repondue|rattachee|doublon):(\d{1,18}):")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A notice taken to be sent."""

    id: int
    chat_id: int
    reply: str
    attempts: int
    thread_id: int | None = None
    question: int | None = None


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
            vault = self._database.vault
            places = await addresses.find(connection, vault, [row.chat for row in rows])
            gone = [row.id for row in rows if row.chat not in places]
            if gone:
                lost = update(outbox).where(outbox.c.id.in_(gone))
                await connection.execute(lost.values(failure=GONE, **_SETTLED))
        return [_waiting(row, places[row.chat]) for row in rows if row.chat in places]

    async def waiting(self) -> tuple[int, float]:
        """How many notices are due and not sent, and for how many seconds the oldest has been."""
        now = utc_now()
        async with self._database.read() as connection:
            statement = select(func.count(), func.min(outbox.c.due_at)).where(
                outbox.c.sent_at.is_(None), outbox.c.failure.is_(None), outbox.c.due_at <= now
            )
            count, oldest = (await connection.execute(statement)).one()
        return int(count), (now - oldest).total_seconds() if oldest is not None else 0.0

    async def delivery_of(self, question: int) -> list[Sending]:
        """What became of the notices that answer a question, oldest first."""
        async with self._database.read() as connection:
            rows = await connection.execute(
                select(outbox).where(outbox.c.question == question).order_by(outbox.c.id)
            )
            return [_sending(row) for row in rows]

    async def sent(self, notice: Waiting) -> None:
        """Note that it was delivered."""
        await self._set(notice, sent_at=utc_now(), **_SETTLED)

    async def failed(self, notice: Waiting, reason: str) -> None:
        """Note that it never will be: the person blocked the assistant, or is gone."""
        await self._set(notice, failure=reason[:64], **_SETTLED)

    async def later(self, notice: Waiting, delay: datetime.timedelta) -> None:
        """Put it back, to be tried again after a delay; given up after too many attempts."""
        if notice.attempts >= MAX_ATTEMPTS:
            await self.failed(notice, "attempts")
            return
        await self._set(notice, due_at=utc_now() + delay)

    async def move(self, notice: Waiting, chat_id: int) -> None:
        """Send it to another chat instead: a group that became a supergroup has a new number."""
        place = Place(chat_id, notice.thread_id)
        async with self._database.write() as connection:
            chat = await addresses.keep(connection, self._database.vault, place)
            await connection.execute(
                update(outbox).where(outbox.c.id == notice.id).values(chat=chat, due_at=utc_now())
            )

    async def _set(self, notice: Waiting, **values: object) -> None:
        async with self._database.write() as connection:
            await connection.execute(
                update(outbox).where(outbox.c.id == notice.id).values(**values)
            )


async def enqueue(connection: AsyncConnection, vault: Vault, notices: Sequence[Notice]) -> None:
    """Write notices in the transaction of what causes them; one with a known key is dropped."""
    now = utc_now()
    for notice in notices:
        place = Place(notice.chat_id, notice.thread_id)
        row = {
            "key": vault.mark("notice", notice.key),
            "chat": await addresses.keep(connection, vault, place),
            "reply": notice.reply,
            "due_at": now,
            "question": notice.question or _answered(notice.key),
            "about": about(notice.about),
        }
        await connection.execute(insert(connection, outbox).values(row).on_conflict_do_nothing())


def about(numbers: Sequence[int]) -> str:
    """The questions whose words a notice holds, as they are looked for: each between spaces."""
    return f" {' '.join(map(str, numbers))} " if numbers else ""


def _answered(key: str) -> int | None:
    """The question that a notice answers, by its key: the act, the number, the version."""
    found = _ANSWERS.match(key)
    return int(found[1]) if found is not None else None


def _waiting(row: Any, place: Place) -> Waiting:
    return Waiting(
        row.id, place.chat_id, row.reply, row.attempts + 1, place.thread_id, row.question
    )


def _sending(row: Any) -> Sending:
    if row.sent_at is not None:
        return Sending("sent", row.sent_at)
    if row.failure is not None:
        return Sending("unsure" if row.failure == UNSURE else "failed", row.due_at, row.failure)
    return Sending("waiting", row.due_at)
