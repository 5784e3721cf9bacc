"""Messages to be sent later, each once: written with what causes them, sent by whoever is free.

A sender takes one notice at a time, under a lease far longer than one sending may last. What is
known of a sending is written only while the lease is the sender's own. A sending whose outcome
nobody knows (no answer of Telegram, a process killed) counts: after two the notice is given up,
so that nobody reads it more than twice.
"""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import case, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import utc_now
from bot.questionlog import addresses
from bot.questionlog.addresses import Place
from bot.questionlog.database import Database, insert
from bot.questionlog.deliveries import note_handled
from bot.questionlog.records import Notice, Sending
from bot.questionlog.tables import outbox, questions
from bot.questionlog.vault import Vault, in_clear

LEASE: Final = datetime.timedelta(minutes=2)
"""For so long a sender that took a notice has it alone; then another may take it."""
MAX_UNSURE: Final = 2
"""Sendings of unknown outcome after which a notice is given up."""
UNSURE: Final = "unsure"
"""The failure of a notice that was given up so."""
GONE: Final = "gone"
"""The failure of a notice whose address was erased."""
REFUSED: Final = "refused"
"""The failure of a notice about a question whose asker wants to be told no more."""
NOTICE: Final = "notice"
"""What the seal of its words is for: they may hold a contact."""
NOWHERE: Final = Place(0)
"""Of a notice that is not sent any more."""
SETTLED: Final = {"reply": "", "chat": None}
"""What is not kept once it was sent or given up: its words, and where they went."""
_ANSWERS: Final = re.compile(r"(?:repondue|rattachee|publiee|doublon):(\d{1,18}):")
UNSENT: Final = outbox.c.sent_at.is_(None) & outbox.c.failure.is_(None)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A notice taken to be sent."""

    id: int
    key: str
    chat_id: int
    reply: str
    attempts: int
    """Tells one taking from another: what a sender writes counts only for its own."""
    unsure: int
    """Sendings of unknown outcome, this one included until its outcome is known."""
    thread_id: int | None = None
    question: int | None = None
    answers: int | None = None
    """The message that it replies to."""


class Outbox:
    """Notices. Every method may raise ``LogUnavailableError``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def take(self) -> Waiting | None:
        """Take the notice that is due first; no other sender gets it while the lease lasts."""
        now = utc_now()
        first = (
            select(outbox.c.id)
            .where(UNSENT, outbox.c.due_at <= now, outbox.c.unsure < MAX_UNSURE)
            .order_by(outbox.c.due_at, outbox.c.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        async with self._database.write() as connection:
            number = await connection.scalar(first)
            if number is None:
                return None
            taken = await connection.execute(
                update(outbox)
                .where(outbox.c.id == number)
                .values(
                    due_at=now + LEASE,
                    attempts=outbox.c.attempts + 1,
                    unsure=outbox.c.unsure + 1,
                )
                .returning(outbox)
            )
            row = taken.one()
            vault = self._database.vault
            place = (await addresses.find(connection, vault, [row.chat])).get(row.chat)
            refused = await _refused(connection, row.question)
            if place is not None and not refused:
                return _waiting(row, place, vault)
            why = REFUSED if place is not None else GONE
            gone = update(outbox).where(outbox.c.id == number)
            await connection.execute(gone.values(failure=why, **SETTLED))
        return await self.take()

    async def give_up(self) -> list[Waiting]:
        """The notices whose last sending was unsure once too often; none is sent again."""
        doubtful = (
            select(outbox)
            .where(UNSENT, outbox.c.due_at <= utc_now(), outbox.c.unsure >= MAX_UNSURE)
            .with_for_update(skip_locked=True)
        )
        async with self._database.write() as connection:
            rows = (await connection.execute(doubtful)).all()
            if not rows:
                return []
            places = await addresses.find(
                connection, self._database.vault, [row.chat for row in rows]
            )
            chosen = update(outbox).where(outbox.c.id.in_([row.id for row in rows]))
            await connection.execute(chosen.values(failure=UNSURE, **SETTLED))
        vault = self._database.vault
        return [_waiting(row, places.get(row.chat, NOWHERE), vault) for row in rows]

    async def waiting(self) -> tuple[int, float]:
        """How many notices are due and not sent, and for how many seconds the oldest has been."""
        now = utc_now()
        async with self._database.read() as connection:
            statement = select(func.count(), func.min(outbox.c.due_at)).where(
                UNSENT, outbox.c.due_at <= now
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
        await self._set(notice, sent_at=utc_now(), **SETTLED)

    async def failed(self, notice: Waiting, reason: str) -> None:
        """Note that it never will be: the person blocked the assistant, or is gone."""
        await self._set(notice, failure=reason[:64], unsure=max(0, notice.unsure - 1), **SETTLED)

    async def later(
        self, notice: Waiting, delay: datetime.timedelta, left: str | None = None
    ) -> None:
        """Put it back, certainly not sent, to be tried again after a delay.

        Args:
            notice: as it was taken.
            delay: from now.
            left: what of it is still to be sent, when a part of it was.
        """
        values: dict[str, Any] = {"due_at": utc_now() + delay, "unsure": notice.unsure - 1}
        if left is not None:
            values["reply"] = self._database.vault.seal(left, NOTICE)
        await self._set(notice, **values)

    async def chat_later(self, chat_id: int, delay: datetime.timedelta) -> None:
        """Put off all that waits for a chat: Telegram said when it will be let through again."""
        until = utc_now() + delay
        chat = Place(chat_id).mark(self._database.vault)
        async with self._database.write() as connection:
            await connection.execute(
                update(outbox)
                .where(UNSENT, outbox.c.chat == chat, outbox.c.due_at < until)
                .values(due_at=until)
            )

    async def unsure(self, notice: Waiting, delay: datetime.timedelta) -> None:
        """Note that nobody knows whether it was sent; tried again after a delay, once."""
        await self._set(notice, due_at=utc_now() + delay)

    async def move(self, old_chat: int, new_chat: int) -> None:
        """Write to another chat: a group that became a supergroup has a new number.

        The address goes on under its mark, so that whoever asked there is told there. Messages
        are numbered anew, so that none is replied to by its old number.
        """
        vault = self._database.vault
        old, new = Place(old_chat), Place(new_chat)
        async with self._database.write() as connection:
            await addresses.redirect(connection, vault, old, new)
            await connection.execute(
                update(outbox)
                .where(UNSENT, outbox.c.chat == old.mark(vault))
                .values(
                    due_at=utc_now(),
                    answers=None,
                    unsure=case((outbox.c.unsure > 0, outbox.c.unsure - 1), else_=0),
                )
            )
            asked = update(questions).where(questions.c.chat == old.mark(vault))
            await connection.execute(asked.values(asked_in=None))

    async def postpone(
        self, notice: Notice, delay: datetime.timedelta, delivery: str | None = None
    ) -> None:
        """Have a reply sent later; what it replies to is handled, in the same transaction.

        Args:
            notice: the reply.
            delay: from now.
            delivery: what brought the message that it replies to.
        """
        vault = self._database.vault
        async with self._database.write() as connection:
            await enqueue(connection, vault, [notice], utc_now() + delay)
            if delivery is not None:
                await note_handled(connection, vault, delivery)

    async def _set(self, notice: Waiting, **values: Any) -> None:
        """Write what became of a sending, unless the lease has passed to somebody else."""
        own = (outbox.c.id == notice.id) & (outbox.c.attempts == notice.attempts)
        async with self._database.write() as connection:
            await connection.execute(update(outbox).where(own).values(**values))


async def enqueue(
    connection: AsyncConnection,
    vault: Vault,
    notices: Sequence[Notice],
    due_at: datetime.datetime | None = None,
) -> None:
    """Write notices in the transaction of what causes them; one with a known key is dropped."""
    for notice in notices:
        place = Place(notice.chat_id, notice.thread_id)
        row = {
            "key": vault.mark("notice", notice.key),
            "chat": await addresses.keep(connection, vault, place),
            "reply": vault.seal(notice.reply, NOTICE),
            "due_at": due_at or utc_now(),
            "question": notice.question or _answered(notice.key),
            "about": about(notice.about),
            "answers": notice.answers,
        }
        await connection.execute(insert(connection, outbox).values(row).on_conflict_do_nothing())


async def _refused(connection: AsyncConnection, number: int | None) -> bool:
    """Whether the asker of a question said meanwhile that nothing is to be told."""
    if number is None:
        return False
    wanted = select(questions.c.wants_reply).where(questions.c.id == number)
    return await connection.scalar(wanted) is False


def about(numbers: Sequence[int]) -> str:
    """The questions whose words a notice holds, as they are looked for: each between spaces."""
    return f" {' '.join(map(str, numbers))} " if numbers else ""


def _answered(key: str) -> int | None:
    """The question that a notice answers, by its key: the act, the number, the version."""
    found = _ANSWERS.match(key)
    return int(found[1]) if found is not None else None


def opened(vault: Vault, reply: str) -> str:
    """The words of a notice; empty once it is settled."""
    return reply if not reply or in_clear(reply) else vault.unseal(reply, NOTICE)


def _waiting(row: Any, place: Place, vault: Vault) -> Waiting:
    return Waiting(
        id=row.id,
        key=row.key,
        chat_id=place.chat_id,
        reply=opened(vault, row.reply),
        attempts=row.attempts,
        unsure=row.unsure,
        thread_id=place.thread_id,
        question=row.question,
        answers=row.answers,
    )


def _sending(row: Any) -> Sending:
    if row.sent_at is not None:
        return Sending("sent", row.sent_at)
    if row.failure is not None:
        return Sending("unsure" if row.failure == UNSURE else "failed", row.due_at, row.failure)
    return Sending("waiting", row.due_at)
