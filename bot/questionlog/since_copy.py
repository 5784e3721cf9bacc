"""What must outlive the return of an older copy: erasures, refusals, sendings, numbers, register.

``restore`` reads it from the database that is about to be replaced and applies it to the copy:
nobody who erased everything comes back, no message is sent twice or against a refusal, and no
number that somebody was given is given to somebody else. A consultation that was closed stays so,
with the day and the figures that were told: counted again from fewer answers, the difference
would tell what one town answered. What people want is taken back alone:
an older copy never makes them want more. What was under way when it was taken is over.
"""

import datetime
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Final

from sqlalchemy import delete, false, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.errors import AssistantError
from bot.questionlog.closing import note_who_took_part
from bot.questionlog.console_tables import console_sessions
from bot.questionlog.consultation_tables import consultations, officials
from bot.questionlog.database import Database, insert, upsert
from bot.questionlog.duplicates import release
from bot.questionlog.following import happened
from bot.questionlog.lifecycle import OPEN
from bot.questionlog.people import drop_what_waits
from bot.questionlog.privacy import BATCH, Privacy
from bot.questionlog.tables import (
    UtcDateTime,
    audit,
    deliveries,
    erasures,
    outbox,
    people,
    questions,
    readings,
)
from bot.questionlog.vault import Vault
from bot.texts import keys as texts

OVER: Final = (console_sessions, deliveries)
"""What a copy does not bring back: sessions of the console, which may have been closed or used
since, and messages that waited, which were handled since and perhaps erased."""
_WISHES: Final = ("wants_notices", "corrections", "consultations")
"""What a person may want to be told of, each for itself."""
_STOPPED: Final = {"wants_notices", "consultations"}
"""Wishes without which nothing that waits is sent, as ``people.stopped`` has it."""
_COURSE: Final = tuple(
    column for column in consultations.c if column.name not in ("returned_at", "unlinked_at")
)
_LINE: Final = (audit.c.at, audit.c.actor, audit.c.act, audit.c.detail)


@dataclass(frozen=True, slots=True)
class Refusals:
    """What people do not want, or want no more; pseudonyms and numbers of questions."""

    wishes: Sequence[Sequence[Any]] = ()
    """(pseudonym, and what that person wants, in the order of ``_WISHES``)."""
    silent: Sequence[int] = ()
    """Questions whose askers are not to be told."""
    withdrawn: Sequence[int] = ()
    """Questions that their askers took back."""
    watching: Sequence[Sequence[str]] = ()
    """(pseudonym, entry) of those who want to be told when it changes."""
    muted: Sequence[Sequence[str]] = ()
    """(consultation, pseudonym) of those who want to hear no more of it."""


@dataclass(frozen=True, slots=True)
class SinceCopy:
    """What a database knows that an older copy of it does not."""

    erased: tuple[tuple[str, datetime.datetime], ...]
    """(pseudonym, when) of those who erased everything."""
    refused: Refusals
    sent: tuple[str, ...]
    """Marks of the notices that were sent or given up."""
    last: int
    """The last number given to a question."""
    register: tuple[tuple[datetime.datetime, str, str, str], ...] = ()
    """(when, who, act, detail): the lines of the register of the staff's acts."""
    closed: tuple[dict[str, Any], ...] = ()
    """Closed consultations, without what a copy has still to do: return results, unlink."""
    vault: str = ""
    """Tells whose pseudonyms and marks these are; empty: an earlier version did not note it."""

    def dump(self) -> str:
        """As JSON, where the two databases are not at hand at once; of people, the staff alone
        is named in it."""
        erased = [(person, at.isoformat()) for person, at in self.erased]
        register = [(at.isoformat(), *act) for at, *act in self.register]
        last = [self.last, register, self.closed, self.vault]
        known = [erased, asdict(self.refused), self.sent, *last]
        return json.dumps(known, default=datetime.datetime.isoformat)

    @classmethod
    def load(cls, dumped: str) -> "SinceCopy":
        """What ``dump`` wrote; of what a later version added, which went back, nothing.

        Earlier versions wrote four things at least.
        """
        erased, refused, sent, last, *since = json.loads(dumped)
        moment = datetime.datetime.fromisoformat
        moments = tuple((person, moment(at)) for person, at in erased)
        register = tuple((moment(at), *act) for at, *act in (since[0] if since else ()))
        closed = tuple(_with_moments(row) for row in (since[1] if since[1:] else ()))
        vault = since[2] if since[2:] else ""
        known = {one.name: refused[one.name] for one in fields(Refusals) if one.name in refused}
        return cls(moments, Refusals(**known), tuple(sent), last, register, closed, vault)


def _with_moments(row: dict[str, Any]) -> dict[str, Any]:
    """The row of a consultation, of which JSON left the moments as texts."""
    moment = datetime.datetime.fromisoformat
    found = {column: row[column.name] for column in _COURSE if column.name in row}
    return {
        column.name: moment(value) if value and isinstance(column.type, UtcDateTime) else value
        for column, value in found.items()
    }


async def read_since_copy(database: Database) -> SinceCopy:
    """Read it from the database that is about to be replaced.

    Raises:
        LogUnavailableError: it cannot be read.
    """
    done = outbox.c.sent_at.is_not(None) | outbox.c.failure.is_not(None)
    async with database.read() as connection:
        erased = (await connection.execute(select(erasures))).all()
        refused = await _refusals(connection)
        sent = (await connection.execute(select(outbox.c.key).where(done))).all()
        last = await _last_number(connection)
        register = (await connection.execute(select(*_LINE).order_by(audit.c.id))).all()
        over = select(*_COURSE).where(consultations.c.state == "fermee")
        closed = (await connection.execute(over)).mappings().all()
    return SinceCopy(
        tuple((row.person, row.at) for row in erased),
        refused,
        tuple(row.key for row in sent),
        last,
        tuple((row.at, row.actor, row.act, row.detail) for row in register),
        tuple(dict(row) for row in closed),
        database.vault.own,
    )


async def _refusals(connection: AsyncConnection) -> Refusals:
    wishes = select(people.c.person, *(people.c[name] for name in _WISHES))
    asked = questions.c.person.is_not(None)
    silent = select(questions.c.id).where(asked, ~questions.c.wants_reply)
    withdrawn = select(questions.c.id).where(questions.c.status == "retiree")
    watching = select(readings.c.person, readings.c.entry).where(readings.c.watch).distinct()
    muted = select(officials.c.consultation, officials.c.person).where(officials.c.muted)
    return Refusals(
        [tuple(row) for row in await connection.execute(wishes)],
        list(await connection.scalars(silent)),
        list(await connection.scalars(withdrawn)),
        [tuple(row) for row in await connection.execute(watching)],
        [tuple(row) for row in await connection.execute(muted)],
    )


async def apply_since_copy(database: Database, since: SinceCopy, now: datetime.datetime) -> int:
    """Apply it to the copy that took its place; running it twice applies nothing twice.

    Args:
        database: the copy, put back and migrated.
        since: what the replaced database knew.
        now: for what was sent before.

    Returns:
        How many people were erased again.

    Raises:
        AssistantError: of nobody in it could the copy tell who that is; nothing is applied.
    """
    if since.vault not in ("", database.vault.own):
        raise AssistantError(texts.OTHER_PSEUDONYMS)
    async with database.read() as connection:
        rows = (await connection.execute(select(erasures))).all()
    known = {(row.person, row.at) for row in rows}
    again = [one for one in since.erased if one not in known]
    for person, at in again:
        await Privacy(database).erase_person(person, at)
    async with database.write() as connection:
        await _refuse(connection, database.vault, since.refused, now)
        for key in since.sent:
            await _sent(connection, key, now)
        await _give_no_number_up_to(connection, since.last)
        await _register(connection, since.register)
        for row in since.closed:
            await upsert(connection, consultations, row)
            await note_who_took_part(connection, row["id"])
        for table in OVER:
            await connection.execute(delete(table))
    await database.forget_traces()
    return len(again)


async def _refuse(
    connection: AsyncConnection, vault: Vault, refused: Refusals, now: datetime.datetime
) -> None:
    for person, *wishes in refused.wishes:
        unwanted = [name for name, wanted in zip(_WISHES, wishes, strict=True) if not wanted]
        if unwanted:
            unknown = insert(connection, people).values(person=person, updated_at=now)
            await connection.execute(unknown.on_conflict_do_nothing())
            mine = update(people).where(people.c.person == person)
            await connection.execute(mine.values(dict.fromkeys(unwanted, false())))
        if set(unwanted) >= _STOPPED:
            await drop_what_waits(connection, vault, person)
    for numbers in _some(refused.silent):
        silent = update(questions).where(questions.c.id.in_(numbers))
        await connection.execute(silent.values(wants_reply=False))
    for numbers in _some(refused.withdrawn):
        still = questions.c.id.in_(numbers) & questions.c.status.in_(OPEN)
        for number in list(await connection.scalars(select(questions.c.id).where(still))):
            taken_back = update(questions).where(questions.c.id == number)
            await connection.execute(taken_back.values(status="retiree", announce_at=None))
            await happened(connection, number, "retiree")
            await release(connection, [number])
    watching = set(map(tuple, refused.watching))
    watched = select(readings.c.person, readings.c.entry).where(readings.c.watch).distinct()
    for person, entry in (await connection.execute(watched)).all():
        if (person, entry) not in watching:
            one = (readings.c.person == person) & (readings.c.entry == entry)
            await connection.execute(update(readings).where(one).values(watch=False))
    for consultation, person in refused.muted:
        row = {"consultation": consultation, "person": person, "muted": True, "at": now}
        await upsert(connection, officials, row | {"waiting": False})


def _some(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """As many at once as every database takes."""
    for start in range(0, len(numbers), BATCH):
        yield numbers[start : start + BATCH]


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


async def _register(
    connection: AsyncConnection, lines: Sequence[tuple[datetime.datetime, str, str, str]]
) -> None:
    """A register is only added to: what was done since the copy stays in it."""
    known = {tuple(row) for row in await connection.execute(select(*_LINE))}
    new = [line for line in lines if line not in known]
    if new:
        names = [column.name for column in _LINE]
        rows = [dict(zip(names, line, strict=True)) for line in new]
        await connection.execute(audit.insert(), rows)


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
