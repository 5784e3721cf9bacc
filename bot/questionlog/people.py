"""What people chose to tell: whether to write to them, and their town."""

from typing import Any, Final

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import utc_now
from bot.questionlog.addresses import find, keep_own
from bot.questionlog.consultation_tables import consultations
from bot.questionlog.database import Database, insert
from bot.questionlog.lifecycle import OPEN
from bot.questionlog.outbox import REFUSED, SETTLED, UNSENT
from bot.questionlog.records import Sender
from bot.questionlog.tables import outbox, people, questions, readings
from bot.questionlog.vault import Vault

PUSHED: Final = ("cs-invite", "cs-remind", "cs-results", "cs-comment")
"""What goes on by itself about a consultation, as the keys of its notices begin."""

CORRECTED: Final = "correction:{entry}:{mark}:{person}"
"""The key of the notice of a correction."""


def stopped(person: Any) -> Any:
    """Whether a person stopped every message and asked for none of consultations since.

    Args:
        person: the column of a pseudonym, in a query.
    """
    nothing = ~people.c.wants_notices & ~people.c.consultations
    return person.in_(select(people.c.person).where(nothing))


class People:
    """People, under pseudonyms. Every method may raise ``LogUnavailableError``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def wants_notices(self, sender: Sender) -> bool:
        """Whether this person is told of what becomes of questions: unless stopped."""
        return await self._get(sender, people.c.wants_notices) is not False

    async def wants_reply(self, number: int) -> bool:
        """Whether the answer to a question is to be told where it was asked."""
        wanted = select(questions.c.wants_reply).where(questions.c.id == number)

        async def work(connection: AsyncConnection) -> bool:
            return bool(await connection.scalar(wanted))

        return await self._database.transact(work, reads=True)

    async def asked_here(self, number: int, sender: Sender) -> bool:
        """Whether a question was asked in the chat where this person is now."""
        asked = select(questions.c.chat).where(questions.c.id == number)
        async with self._database.read() as connection:
            chat = await connection.scalar(asked)
            places = await find(connection, self._database.vault, [chat])
        return chat in places and places[chat].chat_id == sender.chat_id

    async def town(self, sender: Sender) -> tuple[str | None, str | None]:
        """INSEE code and name of the town this person told; both None if not told."""
        row = await self._first(sender, people.c.town, people.c.town_name)
        return (None, None) if row is None else (row.town, row.town_name)

    async def resume(self, sender: Sender) -> None:
        """« Me prévenir à nouveau »: of what becomes of the questions asked from now on."""
        async with self._database.write() as connection:
            await self._write(connection, sender, {"wants_notices": True})

    async def wants_corrections(self, sender: Sender) -> bool:
        """Whether this person agreed to be told when an answer received is corrected."""
        return bool(await self._get(sender, people.c.corrections))

    async def want_corrections(self, sender: Sender) -> None:
        """« Me prévenir des corrections »: of all answers received, in this private chat."""
        async with self._database.write() as connection:
            chat = await keep_own(connection, self._database.vault, sender)
            await self._write(connection, sender, {"chat": chat, "corrections": True})

    async def want_reply(self, number: int, *, wanted: bool = True) -> None:
        """Note whether what becomes of this question is to be told where it was asked."""
        asked = update(questions).where(questions.c.id == number)
        async with self._database.write() as connection:
            await connection.execute(asked.values(wants_reply=wanted))

    async def withdraw(self, sender: Sender) -> None:
        """« Ne plus me prévenir »: of nothing, anywhere; and forget where to write."""
        nothing = {
            "chat": None,
            "wants_notices": False,
            "corrections": False,
            "consultations": False,
        }
        mine = questions.c.person == self._person(sender)
        async with self._database.write() as connection:
            await self._write(connection, sender, nothing)
            await connection.execute(update(questions).where(mine).values(wants_reply=False))
            read = update(readings).where(readings.c.person == self._person(sender))
            await connection.execute(read.values(watch=False))
            await drop_what_waits(connection, self._database.vault, self._person(sender))

    async def live_in(self, sender: Sender, code: str | None, name: str) -> int:
        """Note a person's town; a town that is not in our list has no code.

        Returns:
            How many questions of this person wait for an answer: they are now of that town.
        """
        async with self._database.write() as connection:
            await self._write(connection, sender, {"town": code, "town_name": name[:100]})
            if code is None:
                return 0
            mine = questions.c.person == self._person(sender)
            waiting = update(questions).where(mine, questions.c.status.in_(OPEN))
            return int((await connection.execute(waiting.values(town=code))).rowcount)

    async def meet(self, sender: Sender) -> bool:
        """Whether this person is met for the first time; no longer so afterwards."""
        row = self._row(sender)

        async def work(connection: AsyncConnection) -> bool:
            statement = insert(connection, people).values(row).on_conflict_do_nothing()
            return await connection.scalar(statement.returning(people.c.person)) is not None

        return await self._database.transact(work)

    def _person(self, sender: Sender) -> str:
        return self._database.pseudonym(sender.person)

    async def _get(self, sender: Sender, column: Any) -> Any:
        row = await self._first(sender, column)
        return None if row is None else row[0]

    async def _first(self, sender: Sender, *columns: Any) -> Any:
        wanted = select(*columns).where(people.c.person == self._person(sender))

        async def work(connection: AsyncConnection) -> Any:
            return (await connection.execute(wanted)).first()

        return await self._database.transact(work, reads=True)

    async def _write(
        self, connection: AsyncConnection, sender: Sender, values: dict[str, Any]
    ) -> None:
        row = {**self._row(sender), **values}
        statement = insert(connection, people).values(row)
        changed = {**values, "updated_at": row["updated_at"]}
        await connection.execute(
            statement.on_conflict_do_update(index_elements=["person"], set_=changed)
        )

    def _row(self, sender: Sender) -> dict[str, Any]:
        return {"person": self._person(sender), "updated_at": utc_now()}


async def drop_what_waits(connection: AsyncConnection, vault: Vault, person: str) -> None:
    """Corrections, and what consultations have for the next working day.

    An answer looks by itself. Whoever agrees again is written to again of consultations: nothing
    of them counts as sent. A correction is refused, also where a copy is put back.

    Args:
        connection: in a transaction that writes.
        vault: marks the keys of notices.
        person: the pseudonym of whoever wants to be told of nothing.
    """
    known = (await connection.execute(select(consultations.c.id))).all()
    marks = [vault.mark("notice", f"{act}:{c.id}:{person}") for c in known for act in PUSHED]
    await connection.execute(delete(outbox).where(outbox.c.key.in_(marks), UNSENT))
    mine = select(readings.c.entry, readings.c.correction).where(readings.c.person == person)
    read = (await connection.execute(mine)).all()
    keys = [CORRECTED.format(entry=r.entry, mark=r.correction, person=person) for r in read]
    waits = update(outbox).where(
        outbox.c.key.in_([vault.mark("notice", key) for key in keys]), UNSENT
    )
    await connection.execute(waits.values(failure=REFUSED, **SETTLED))


async def forget_people(connection: AsyncConnection, old: ColumnElement[bool]) -> None:
    """Forget people; of whoever stopped every message the refusal stays, or a question undoes it.

    Args:
        connection: in a transaction that writes.
        old: which of them.
    """
    await connection.execute(delete(people).where(old, people.c.wants_notices))
    refusal = {"chat": None, "town": None, "town_name": None}
    nothing = refusal | {"corrections": False, "consultations": False}
    await connection.execute(update(people).where(old).values(nothing))
