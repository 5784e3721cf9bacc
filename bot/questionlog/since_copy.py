"""What must outlive the return of an older copy: erasures, refusals, what was sent, numbers given.

``restore`` reads it from the database that is about to be replaced and applies it to the copy:
nobody who erased everything comes back, nobody is written to twice or against a refusal, and no
number that somebody was given is given to somebody else.
"""

import datetime
import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.questionlog.database import Database, insert
from bot.questionlog.privacy import Privacy
from bot.questionlog.tables import erasures, outbox, people, questions, readings


@dataclass(frozen=True, slots=True)
class SinceCopy:
    """What a database knows that an older copy of it does not."""

    erased: tuple[tuple[str, datetime.datetime], ...]
    """(pseudonym, when) of those who erased everything."""
    refused: tuple[str, ...]
    """Pseudonyms of those who want no messages."""
    sent: tuple[str, ...]
    """Marks of the notices that were sent or given up."""
    last: int
    """The last number given to a question."""

    def dump(self) -> str:
        """As JSON, where the two databases are not at hand at once; nobody is named in it."""
        erased = [(person, at.isoformat()) for person, at in self.erased]
        return json.dumps([erased, self.refused, self.sent, self.last])

    @classmethod
    def load(cls, dumped: str) -> "SinceCopy":
        """What ``dump`` wrote."""
        erased, refused, sent, last = json.loads(dumped)
        moments = tuple((person, datetime.datetime.fromisoformat(at)) for person, at in erased)
        return cls(moments, tuple(refused), tuple(sent), last)


async def read_since_copy(database: Database) -> SinceCopy:
    """Read it from the database that is about to be replaced.

    Raises:
        LogUnavailableError: it cannot be read.
    """
    asked = select(questions.c.person).where(questions.c.wants_reply, questions.c.person != "")
    watching = select(readings.c.person).where(readings.c.watch)
    wanting = (
        people.c.wants_notices
        | people.c.corrections
        | people.c.consultations
        | people.c.person.in_(asked)
        | people.c.person.in_(watching)
    )
    done = outbox.c.sent_at.is_not(None) | outbox.c.failure.is_not(None)
    async with database.read() as connection:
        erased = (await connection.execute(select(erasures))).all()
        refused = (await connection.execute(select(people.c.person).where(~wanting))).all()
        sent = (await connection.execute(select(outbox.c.key).where(done))).all()
        last = await _last_number(connection)
    return SinceCopy(
        tuple((row.person, row.at) for row in erased),
        tuple(row.person for row in refused),
        tuple(row.key for row in sent),
        last,
    )


async def apply_since_copy(database: Database, since: SinceCopy, now: datetime.datetime) -> int:
    """Apply it to the copy that took its place; running it twice changes nothing.

    Args:
        database: the copy, put back and migrated.
        since: what the replaced database knew.
        now: for what was sent before.

    Returns:
        How many people were erased again.
    """
    async with database.read() as connection:
        rows = (await connection.execute(select(erasures))).all()
    known = {(row.person, row.at) for row in rows}
    again = [one for one in since.erased if one not in known]
    for person, at in again:
        await Privacy(database).erase_person(person, at)
    async with database.write() as connection:
        for person in since.refused:
            await _refuse(connection, person)
        for key in since.sent:
            await _sent(connection, key, now)
        await _give_no_number_up_to(connection, since.last)
    await database.forget_traces()
    return len(again)


async def _refuse(connection: AsyncConnection, person: str) -> None:
    nothing = {"wants_notices": False, "corrections": False, "consultations": False, "chat": None}
    await connection.execute(update(people).where(people.c.person == person).values(nothing))
    mine = questions.c.person == person
    await connection.execute(update(questions).where(mine).values(wants_reply=False))
    read = update(readings).where(readings.c.person == person)
    await connection.execute(read.values(watch=False))


async def _sent(connection: AsyncConnection, key: str, now: datetime.datetime) -> None:
    """Whether the copy has the notice or would write it again: it was sent."""
    settled = {"sent_at": now, "reply": "", "chat": None}
    row: dict[str, Any] = {"key": key, "due_at": now, **settled}
    statement = insert(connection, outbox).values(row)
    await connection.execute(
        statement.on_conflict_do_update(
            index_elements=["key"],
            set_=settled,
            where=outbox.c.sent_at.is_(None) & outbox.c.failure.is_(None),
        )
    )


async def _last_number(connection: AsyncConnection) -> int:
    """The last number given, rows that are gone included."""
    sequence = (
        "SELECT last_value FROM questions_id_seq WHERE is_called"
        if connection.dialect.name == "postgresql"
        else "SELECT seq FROM sqlite_sequence WHERE name = 'questions'"
    )
    given = await connection.scalar(text(sequence)) or 0
    return max(int(given), int(await connection.scalar(select(func.max(questions.c.id))) or 0))


async def _give_no_number_up_to(connection: AsyncConnection, last: int) -> None:
    if last <= await _last_number(connection):
        return
    if connection.dialect.name == "postgresql":
        await connection.execute(text("SELECT setval('questions_id_seq', :last)"), {"last": last})
        return
    values = {"last": last}
    changed = await connection.execute(
        text("UPDATE sqlite_sequence SET seq = :last WHERE name = 'questions'"), values
    )
    if not changed.rowcount:
        await connection.execute(
            text("INSERT INTO sqlite_sequence (name, seq) VALUES ('questions', :last)"), values
        )
