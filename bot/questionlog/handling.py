"""Acts that two people may begin at once, that wait a minute, that are taken back; and notes."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import utc_now
from bot.questionlog.console_tables import notes
from bot.questionlog.database import Database
from bot.questionlog.desk import Change, Desk
from bot.questionlog.lifecycle import allowed_from
from bot.questionlog.tables import events, outbox, questions, readings

UNDO_TIME: Final = datetime.timedelta(seconds=60)
"""For so long a reply waits before it leaves, and may be taken back."""
HOLD: Final = datetime.timedelta(days=1)
"""After so long without a sign, a question that somebody took is anybody's again."""
Happened = tuple[datetime.datetime, str, str, str]
NOTE: Final = "note"
UNSENT: Final = "brouillon"


@dataclass(frozen=True, slots=True)
class Note:
    """What a member of the staff wrote beside a question; no asker is sent it."""

    at: datetime.datetime
    actor: str
    text: str


class CarefulDesk(Desk):
    """A desk whose acts count only if nothing happened since the page was shown."""

    def __init__(
        self, database: Database, seen: int | None = None, delay: datetime.timedelta | None = None
    ) -> None:
        """A desk for one act.

        Args:
            database: of the log.
            seen: the last event of the question that whoever acts has seen; None: does not count.
            delay: how long the notices of the act wait before they leave.
        """
        super().__init__(database)
        self._seen = seen
        self._delay = delay
        self.stale = False
        """Whether an act was refused because somebody else had acted."""

    async def _may(self, connection: AsyncConnection, number: int) -> bool:
        if self._seen is None:
            return True
        # The row is held first, so that of two acts at once the second sees the first.
        held = select(questions.c.id).where(questions.c.id == number).with_for_update()
        await connection.execute(held)
        self.stale = await last_event(connection, number) != self._seen
        return not self.stale

    def _due_at(self) -> datetime.datetime | None:
        return None if self._delay is None else utc_now() + self._delay


class Handling:
    """What the console adds to the desk. Every method may raise ``LogUnavailableError``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def desk(self, seen: int | None, delay: datetime.timedelta | None = None) -> CarefulDesk:
        """A desk for one act; see ``CarefulDesk``."""
        return CarefulDesk(self._database, seen, delay)

    async def version(self, number: int) -> int:
        """What tells whether anything happened to a question meanwhile."""
        async with self._database.read() as connection:
            return await last_event(connection, number)

    async def history(self, number: int) -> list[Happened]:
        """(when, kind, detail, member of the staff) of what followed, oldest first."""
        statement = select(events).where(events.c.question_id == number).order_by(events.c.id)
        async with self._database.read() as connection:
            rows = await connection.execute(statement)
            return [(row.at, row.kind, row.detail, row.actor) for row in rows]

    async def free_forgotten(self) -> int:
        """Give back what was taken and then left alone; how many questions that was."""
        last = (
            select(func.max(events.c.at))
            .where(events.c.question_id == questions.c.id, events.c.actor != "")
            .scalar_subquery()
        )
        left = (questions.c.status == "en_cours") & (last < utc_now() - HOLD)
        async with self._database.read() as connection:
            rows = (await connection.execute(select(questions.c.id).where(left))).all()
        freed = 0
        for row in rows:
            change = Change("liberee", "", values=(("assignee", None),))
            freed += await Desk(self._database).change(row.id, change)
        return freed

    async def note(self, number: int, actor: str, text: str) -> None:
        """Add an internal note; nothing is written beside a question that was erased."""
        async with self._database.write() as connection:
            if await _is_there(connection, number):
                await connection.execute(notes.insert().values(_note(number, actor, NOTE, text)))

    async def notes_of(self, number: int) -> list[Note]:
        """The internal notes of a question, oldest first."""
        statement = (
            select(notes)
            .where(notes.c.question_id == number, notes.c.kind == NOTE)
            .order_by(notes.c.id)
        )
        async with self._database.read() as connection:
            rows = await connection.execute(statement)
            return [Note(row.at, row.actor, row.text) for row in rows]

    async def keep_unsent(self, number: int, actor: str, text: str) -> None:
        """Keep a reply that is not sent, in the place of the one kept before.

        Nothing is written beside a question that was erased.
        """
        async with self._database.write() as connection:
            await connection.execute(delete(notes).where(_unsent(number)))
            if text and await _is_there(connection, number):
                row = _note(number, actor, UNSENT, text)
                await connection.execute(notes.insert().values(row))

    async def unsent(self, number: int) -> Note | None:
        """The reply kept for a question, whoever wrote it."""
        async with self._database.read() as connection:
            row = (await connection.execute(select(notes).where(_unsent(number)))).first()
        return None if row is None else Note(row.at, row.actor, row.text)

    async def seconds_left(self, number: int) -> int:
        """For how many seconds the reply to a question can be taken back; 0: not any more."""
        async with self._database.read() as connection:
            pending = self._pending(await _first(connection, number))
            statement = select(func.min(outbox.c.due_at)).where(*pending)
            due: datetime.datetime | None = await connection.scalar(statement)
        return max(0, int((due - utc_now()).total_seconds())) if due is not None else 0

    async def take_back(self, number: int, actor: str) -> bool:
        """Take a reply back before it leaves: nobody is told, and it can be mended.

        Of a duplicate it is the reply to the first question, with all who would be told of it.

        Returns:
            False when it has left, or there was none to leave.
        """
        async with self._database.write() as connection:
            number = await _first(connection, number)
            gone = await connection.execute(delete(outbox).where(*self._pending(number)))
            if not gone.rowcount:
                return False
            reply = await connection.scalar(
                select(questions.c.reply).where(questions.c.id == number)
            )
            changed = await connection.execute(
                update(questions)
                .where(questions.c.id == number, questions.c.status.in_(allowed_from("annulee")))
                .values(status="en_cours", assignee=actor, reply=None)
            )
            if not changed.rowcount:
                return True  # filed otherwise meanwhile: only the notice is gone
            await connection.execute(
                events.insert().values(
                    question_id=number, at=utc_now(), kind="annulee", actor=actor
                )
            )
            await connection.execute(delete(readings).where(*_not_received(number)))
            if reply:
                await connection.execute(delete(notes).where(_unsent(number)))
                row = _note(number, actor, UNSENT, reply)
                await connection.execute(notes.insert().values(row))
            return True

    def _pending(self, number: int) -> Sequence[ColumnElement[bool]]:
        """The notices of the last reply, while none of them has been taken to be sent."""
        told = select(questions.c.id).where(
            or_(questions.c.id == number, questions.c.duplicate_of == number)
        )
        return (
            outbox.c.question.in_(told),
            outbox.c.sent_at.is_(None),
            outbox.c.failure.is_(None),
            outbox.c.attempts == 0,
            outbox.c.due_at > utc_now(),
        )


async def _first(connection: AsyncConnection, number: int) -> int:
    """The question that a duplicate is one of; any other itself."""
    row = select(questions.c.duplicate_of).where(questions.c.id == number)
    return int(await connection.scalar(row) or number)


async def _is_there(connection: AsyncConnection, number: int) -> bool:
    """Whether a question has its text: one that was erased, or grew old, has none."""
    held = select(questions.c.text).where(questions.c.id == number).with_for_update()
    return bool(await connection.scalar(held))


async def last_event(connection: AsyncConnection, number: int) -> int:
    """The number of the last thing that happened to a question; 0: nothing."""
    last = select(func.max(events.c.id)).where(events.c.question_id == number)
    return int(await connection.scalar(last) or 0)


def _unsent(number: int) -> ColumnElement[bool]:
    return (notes.c.question_id == number) & (notes.c.kind == UNSENT)


def _not_received(number: int) -> Sequence[ColumnElement[bool]]:
    """What was held as received when the reply that is taken back was written."""
    entry = select(questions.c.entry).where(questions.c.id == number).scalar_subquery()
    told = select(questions.c.person).where(
        or_(questions.c.id == number, questions.c.duplicate_of == number)
    )
    recent = utc_now() - 2 * UNDO_TIME
    return (
        readings.c.entry == entry,
        readings.c.person.in_(told),
        readings.c.at > recent,
        readings.c.watch.is_(False),
    )


def _note(number: int, actor: str, kind: str, text: str) -> dict[str, object]:
    return {
        "question_id": number,
        "at": utc_now(),
        "actor": actor[:64],
        "kind": kind,
        "text": text.replace("\0", "")[:8000],
    }
