"""The log as exports read it: plain rows by batches, and who asked from where, counted by SQL.

Twice as light as ``QuestionLog.stream``: no record is made of a row, JSON is left as it stands.
"""

import datetime
from collections.abc import AsyncIterator, Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.questionlog.database import Database
from bot.questionlog.lifecycle import NAMES_STAFF
from bot.questionlog.records import Filter
from bot.questionlog.store import QuestionLog
from bot.questionlog.tables import events, questions

BATCH: Final = 1_000
Event = tuple[datetime.date, str, str]
"""When (a moment, or a day once anonymous), kind, detail."""
_COLUMNS: Final = (
    questions.c.id, questions.c.asked_at, questions.c.channel, questions.c.kind,
    questions.c.person, questions.c.town, questions.c.text, questions.c.outcome,
    questions.c.entry, questions.c.confidence, questions.c.candidates, questions.c.domain,
    questions.c.feedback, questions.c.status, questions.c.reply, questions.c.duplicate_of,
    questions.c.knowledge,
)  # fmt: skip
_EVENTS: Final = (events.c.question_id, events.c.at, events.c.kind, events.c.detail)


class Row(NamedTuple):
    """A question as the database has it, with what followed."""

    id: int
    asked_at: datetime.date
    """A moment; a day once it is anonymous."""
    channel: str
    kind: str
    person: str | None
    town: str | None
    text: str
    outcome: str
    entry: str | None
    confidence: float | None
    candidates: str
    """JSON, as stored."""
    domain: str | None
    feedback: str | None
    status: str
    reply: str | None
    duplicate_of: int | None
    knowledge: str
    events: Sequence[Event] = ()


class Reading:
    """Reads the questions of a filter."""

    def __init__(self, log: QuestionLog, chosen: Filter) -> None:
        self._database: Database = log._database  # this package's own
        self._chosen = chosen

    async def people(self) -> Sequence[tuple[str | None, str | None]]:
        """Each (town, person) once, in no order."""
        wanted = select(questions.c.town, questions.c.person).distinct()
        async with self._database.read() as connection:
            rows = await connection.execute(self._narrowed(wanted))
            return [(row[0], row[1]) for row in rows]

    async def last_number(self) -> int:
        """The greatest number in the whole log; 0 when it is empty."""
        async with self._database.read() as connection:
            return int(await connection.scalar(select(func.max(questions.c.id))) or 0)

    async def batches(self) -> AsyncIterator[list[Row]]:
        """All questions in order of their numbers, so that any number of rows fits."""
        last = 0
        while True:
            statement = self._narrowed(select(*_COLUMNS).where(questions.c.id > last))
            statement = statement.order_by(questions.c.id).limit(BATCH)
            async with self._database.read() as connection:
                rows = (await connection.execute(statement)).all()
                followed = await _followed(connection, rows)
            if rows:
                yield [Row._make((*row, followed.get(row[0], ()))) for row in rows]
                last = rows[-1][0]
            if len(rows) < BATCH:
                return

    def _narrowed(self, statement: Select[Any]) -> Select[Any]:
        chosen = self._chosen
        if chosen.since is not None:
            statement = statement.where(questions.c.asked_at >= chosen.since)
        if chosen.until is not None:
            statement = statement.where(questions.c.asked_at < chosen.until)
        for name in ("status", "outcome", "domain"):
            value = getattr(chosen, name)
            if value is not None:
                statement = statement.where(questions.c[name] == value)
        return statement


async def _followed(connection: AsyncConnection, rows: Sequence[Any]) -> dict[int, list[Event]]:
    """What followed the questions of some rows, oldest first."""
    found: dict[int, list[Event]] = {}
    if rows:
        statement = select(*_EVENTS).where(events.c.question_id.between(rows[0][0], rows[-1][0]))
        for number, at, kind, detail in await connection.execute(statement.order_by(events.c.id)):
            told = "" if kind in NAMES_STAFF else detail
            found.setdefault(number, []).append((at, kind, told))
    return found
