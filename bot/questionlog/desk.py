"""The reviewers' table: the inbox, and acts that do not collide."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, exists, func, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import utc_now
from bot.questionlog import addresses
from bot.questionlog.addresses import Place
from bot.questionlog.database import Database
from bot.questionlog.duplicates import follow_first, release
from bot.questionlog.lifecycle import HANDED_ON, OPEN, EventKind, allowed_from, leads_to
from bot.questionlog.outbox import enqueue
from bot.questionlog.readings import Attached, attached
from bot.questionlog.records import Notice
from bot.questionlog.tables import events, outbox, questions


@dataclass(frozen=True, slots=True)
class InboxLine:
    """A question as the inbox lists it."""

    id: int
    text: str
    status: str
    domain: str | None
    assignee: str | None
    asked_at: datetime.datetime
    reopened_at: datetime.datetime | None
    kind: str
    town: str | None
    """INSEE code, where it was told."""
    times: int
    """How often the same question stands in the log."""


@dataclass(frozen=True, slots=True)
class Total:
    """How many questions a list holds, over all its pages."""

    all: int
    taken: int
    """Of these, how many somebody has in hand."""


@dataclass(frozen=True, slots=True)
class Change:
    """An act that moves a question, by the rules of ``lifecycle``."""

    kind: EventKind
    actor: str
    """The reviewer, by the name that colleagues see; empty: the asker."""
    detail: str = ""
    values: tuple[tuple[str, Any], ...] = ()
    """Further columns it sets."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody to be told: in his or her own words, where they were written."""

    number: int
    text: str
    place: Place
    message: int | None = None
    """The message that asked it."""


class Desk:
    """What reviewers do. Every method may raise ``LogUnavailableError``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def inbox(
        self, statuses: Sequence[str], domain: str | None, offset: int, limit: int
    ) -> tuple[list[InboxLine], Total]:
        """A page of questions, and how many there are in all; what waits longest comes first."""
        chosen: ColumnElement[bool] = questions.c.status.in_(statuses)
        if domain is not None:
            chosen = chosen & (questions.c.domain == domain)
        same = questions.alias()
        times = (
            select(func.count())
            .select_from(same)
            .where(same.c.normal == questions.c.normal)
            .scalar_subquery()
        )
        page = (
            select(questions, times.label("times"))
            .where(chosen)
            .order_by(questions.c.id if set(statuses) <= set(OPEN) else questions.c.id.desc())
            .offset(offset)
            .limit(limit)
        )
        async with self._database.read() as connection:
            taken = func.count().filter(questions.c.status == "en_cours")
            counted = select(func.count(), taken).select_from(questions).where(chosen)
            total = (await connection.execute(counted)).one()
            rows = (await connection.execute(page)).all()
        return [_line(row, row.times) for row in rows], Total(total[0], total[1])

    async def awaited(self) -> list[InboxLine]:
        """The questions whose askers were told that experts will answer, oldest first.

        Open ones, and duplicates of those: a date was promised for each.
        """
        handed_on = exists().where(
            events.c.question_id == questions.c.id, events.c.kind.in_((*HANDED_ON, "rouverte"))
        )
        told = or_(questions.c.outcome == "none", handed_on)
        first = questions.alias()
        behind = exists().where(
            first.c.id == questions.c.duplicate_of, first.c.status.in_(OPEN)
        ) & (questions.c.status == "doublon")
        chosen = select(questions).where(or_(questions.c.status.in_(OPEN), behind), told)
        async with self._database.read() as connection:
            rows = await connection.execute(chosen.order_by(questions.c.id))
            return [_line(row) for row in rows]

    async def change(
        self,
        number: int,
        change: Change,
        notices: Sequence[Notice] = (),
        sent: Attached | None = None,
    ) -> bool:
        """Carry an act out, with its history row and its notices, all or nothing.

        Args:
            number: the question.
            change: the act.
            notices: what it tells.
            sent: what those who are told will have read, for the day it is corrected.

        Returns:
            False when the question is not in a status the act may start from: somebody was
            quicker, or it does not exist.
        """
        async with self._database.write() as connection:
            if not await self._may(connection, number):
                return False
            if not await _moved(connection, number, change):
                return False
            if change.kind == "retiree":
                await release(connection, [number])
            if change.kind == "doublon":
                await follow_first(connection, number, dict(change.values)["duplicate_of"])
            if sent is not None:
                await attached(connection, sent)
            await enqueue(connection, self._database.vault, notices, self._due_at())
            return True

    async def _may(self, _connection: AsyncConnection, _number: int) -> bool:
        """Whether the act may go on; asked in its transaction."""
        return True

    def _due_at(self) -> datetime.datetime | None:
        """When the notices of an act are due; None: at once."""
        return None

    async def to_tell(self, number: int) -> list[Asker]:
        """Those who asked it, or a duplicate of it, and are to be told of the answer."""
        statement = (
            select(questions)
            .where(
                or_(questions.c.id == number, questions.c.duplicate_of == number),
                questions.c.wants_reply.is_(True),
            )
            .order_by(questions.c.id)
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(statement)).all()
            vault = self._database.vault
            places = await addresses.find(connection, vault, [row.chat for row in rows])
        return [Asker(r.id, r.text, places[r.chat], r.asked_in) for r in rows if r.chat in places]

    async def notify(self, notices: Sequence[Notice]) -> None:
        """Have notices sent; those with a key known already are dropped."""
        async with self._database.write() as connection:
            await enqueue(connection, self._database.vault, notices)

    async def of_person(
        self, person: str, limit: int, before: int | None = None
    ) -> list[InboxLine]:
        """The last questions of a person, newest first.

        Args:
            person: the pseudonym.
            limit: how many at most.
            before: only those asked before the question of this number.
        """
        statement: Select[Any] = (
            select(questions)
            .where(questions.c.person == person, questions.c.outcome != "smalltalk")
            .order_by(questions.c.id.desc())
            .limit(limit)
        )
        if before is not None:
            statement = statement.where(questions.c.id < before)
        async with self._database.read() as connection:
            rows = (await connection.execute(statement)).all()
        return [_line(row) for row in rows]

    async def announce(self, make: Callable[[list[InboxLine], int], Notice], limit: int) -> int:
        """Announce what is due to the staff, once, however many processes try.

        Args:
            make: the notice, from the questions named and the number of all that are due.
            limit: how many questions are named in one notice.

        Returns:
            How many questions were announced.
        """
        now = utc_now()
        due = (
            select(questions)
            .where(questions.c.status == "nouvelle", questions.c.announce_at <= now)
            .order_by(questions.c.id)
            .with_for_update(skip_locked=True)
        )
        async with self._database.write() as connection:
            rows = (await connection.execute(due)).all()
            if rows:
                await connection.execute(
                    update(questions)
                    .where(questions.c.id.in_([row.id for row in rows]))
                    .values(announce_at=None)
                )
                notice = make([_line(row) for row in rows[:limit]], len(rows))
                await enqueue(connection, self._database.vault, [notice])
        return len(rows)

    async def counts(self, since: datetime.datetime) -> dict[str, dict[str, int]]:
        """Numbers since a moment: by outcome, status, feedback and domain; people; notices."""
        asked = questions.c.asked_at >= since
        counted: dict[str, dict[str, int]] = {}
        async with self._database.read() as connection:
            for name in ("outcome", "status", "feedback", "domain"):
                column = questions.c[name]
                rows = await connection.execute(
                    select(column, func.count()).where(asked, column.is_not(None)).group_by(column)
                )
                counted[name] = {str(row[0]): int(row[1]) for row in rows}
            asked_by = select(func.count(questions.c.person.distinct())).where(asked)
            counted["people"] = {"all": int(await connection.scalar(asked_by) or 0)}
            unsent = (
                select(func.count())
                .select_from(outbox)
                .where(outbox.c.sent_at.is_(None), outbox.c.failure.is_(None))
            )
            counted["notices"] = {"waiting": int(await connection.scalar(unsent) or 0)}
        return counted


async def _moved(connection: AsyncConnection, number: int, change: Change) -> bool:
    """Give a question its new status and a row of history; False where the act may not start."""
    now = utc_now()
    status = leads_to(change.kind)
    reopened = {"reopened_at": now} if change.kind == "rouverte" else {}
    allowed = allowed_from(change.kind, by_asker=not change.actor)
    # No words are written beside a question that was erased.
    may = questions.c.text != "" if "reply" in dict(change.values) else true()
    done = await connection.execute(
        update(questions)
        .where(questions.c.id == number, questions.c.status.in_(allowed), may)
        .values(
            status=status,
            announce_at=now if status == "nouvelle" else None,
            **reopened,
            **dict(change.values),
        )
    )
    if done.rowcount != 1:
        return False
    told = {"kind": change.kind, "detail": change.detail, "actor": change.actor}
    await connection.execute(events.insert().values(question_id=number, at=now, **told))
    return True


def _line(row: Row[Any], times: int = 1) -> InboxLine:
    names = [name for name in InboxLine.__slots__ if name != "times"]
    return InboxLine(**{name: getattr(row, name) for name in names}, times=times)
