"""Consultations, as those who answer meet them: each answer kept at once, one session a town."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import paris_day, utc_now
from bot.questionlog import addresses
from bot.questionlog.addresses import keep_own
from bot.questionlog.consultation_desk import ConsultationDesk
from bot.questionlog.consultation_records import (
    Kept,
    Official,
    Refusal,
    Session,
    given_of,
    kept_of,
)
from bot.questionlog.consultation_tables import (
    answers,
    codes,
    consultations,
    officials,
    sessions,
    values,
)
from bot.questionlog.database import Database, insert, upsert
from bot.questionlog.outbox import enqueue
from bot.questionlog.people import stopped
from bot.questionlog.records import Notice, Sender
from bot.questionlog.tables import people


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of an answer."""

    refused: Refusal | None = None
    changed: bool = False


class Consultations:
    """Consultations. Every method may raise ``LogUnavailableError``."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.desk = ConsultationDesk(database)
        """What the staff does, and what goes on by itself."""

    async def get(self, identifier: str) -> Kept | None:
        """The consultation of that id that was opened, be it closed since."""
        return next((one for one in await self.opened() if one.id == identifier), None)

    async def opened(self) -> list[Kept]:
        """All whose first day has come, the newest first."""
        chosen = select(consultations).where(consultations.c.state != "proposee")
        async with self._database.read() as connection:
            rows = await connection.execute(chosen.order_by(consultations.c.opened_at.desc()))
            found = [kept_of(row) for row in rows]
        now = utc_now()
        return [one for one in found if one.opens_at <= now]

    async def official(self, sender: Sender, identifier: str) -> Official:
        """How this person takes part; by default for the town that the person told."""
        person = self._person(sender)
        async with self._database.read() as connection:
            return await _official(connection, identifier, person)

    async def waiting(self, sender: Sender) -> str | None:
        """The consultation that waits for this person's town, or None."""
        mine = (officials.c.person == self._person(sender)) & officials.c.waiting
        newest = select(officials.c.consultation).where(mine).order_by(officials.c.at.desc())
        async with self._database.read() as connection:
            return await connection.scalar(newest.limit(1))

    async def enter(self, sender: Sender, identifier: str, *, waiting: bool = False) -> None:
        """Note that a person takes part, and where to tell what becomes of it.

        The town is that of a code, else the one that the person told last.
        """
        person = self._person(sender)
        async with self._database.write() as connection:
            known = await _official(connection, identifier, person)
            town = known.town
            if not known.verified:
                told = select(people.c.town).where(people.c.person == person)
                town = await connection.scalar(told)
            row = {"town": town, "verified": known.verified, "waiting": waiting}
            await self._note(connection, sender, identifier, row)

    async def verify(self, sender: Sender, identifier: str, code: str) -> bool:
        """Take a code for what it is worth: whether it is one of this consultation."""
        mark = code_mark(self._database, identifier, code)
        found = (codes.c.consultation == identifier) & (codes.c.code == mark)
        async with self._database.write() as connection:
            town = await connection.scalar(select(codes.c.town).where(found))
            if town is None:
                return False
            row = {"town": town, "verified": True, "waiting": False}
            await self._note(connection, sender, identifier, row)
        return True

    async def members(self, identifier: str) -> frozenset[str]:
        """INSEE codes of the towns that were imported with a code."""
        chosen = select(codes.c.town).where(codes.c.consultation == identifier)
        async with self._database.read() as connection:
            return frozenset((await connection.execute(chosen)).scalars())

    async def session(self, identifier: str, town: str) -> Session | None:
        """What a town answered so far, or None."""
        one = _of_town(identifier, town)
        async with self._database.read() as connection:
            row = (await connection.execute(select(sessions).where(one))).first()
            if row is None:
                return None
            given = await connection.execute(select(answers).where(answers.c.session_id == row.id))
            found = {line.question: given_of(line) for line in given}
        return Session(row.id, row.town, row.verified, row.sent_at, found, row.begun_at)

    async def answer(
        self, sender: Sender, identifier: str, question: str, value: Any, told: str
    ) -> Saved:
        """Keep an answer, at once; the value before is kept too, until closing.

        Args:
            sender: who answers.
            identifier: the consultation.
            question: its id.
            value: None: passed.
            told: JSON of what the others of the town are told, once a day.
        """
        person = self._person(sender)
        async with self._database.write() as connection:
            refused, session = await _begin(connection, identifier, person)
            if session is None:
                return Saved(refused)
            text = json.dumps(value, ensure_ascii=False)
            own = (answers.c.session_id == session.id) & (answers.c.question == question)
            before = (await connection.execute(select(answers).where(own))).first()
            # The same from somebody else is an answer too: passed over, it would tell the other's.
            if before is not None and (before.value, before.author) == (text, person):
                return Saved()
            row = {
                "session_id": session.id,
                "question": question,
                "value": text,
                "author": person,
                "at": utc_now(),
            }
            await self._note_once(connection, sender, identifier, session.town)
            await upsert(connection, answers, row)
            await connection.execute(values.insert().values(row))
            await self._tell(connection, identifier, session, person, told)
        return Saved(changed=True)

    async def send(self, sender: Sender, identifier: str) -> Refusal | None:
        """« Envoyer »: the town has answered; doing it twice changes nothing."""
        person = self._person(sender)
        async with self._database.write() as connection:
            refused, session = await _begin(connection, identifier, person)
            if session is None:
                return refused
            if session.sent_at is None:
                mine = update(sessions).where(sessions.c.id == session.id)
                await connection.execute(mine.values(sent_at=utc_now()))
        return None

    async def mute(self, sender: Sender, identifier: str) -> None:
        """« Ne plus me solliciter sur cette consultation »."""
        async with self._database.write() as connection:
            await self._note(connection, sender, identifier, {"muted": True, "waiting": False})

    async def agree(self, sender: Sender) -> None:
        """Consent to be told of consultations: apart from any other consent."""
        async with self._database.write() as connection:
            chat = await keep_own(connection, self._database.vault, sender)
            row = {"person": self._person(sender), "chat": chat, "consultations": True}
            await upsert(connection, people, row | {"updated_at": utc_now()})

    async def agrees(self, sender: Sender) -> bool:
        """Whether this person consented to that."""
        mine = people.c.person == self._person(sender)
        async with self._database.read() as connection:
            return bool(await connection.scalar(select(people.c.consultations).where(mine)))

    def _person(self, sender: Sender) -> str:
        return self._database.pseudonym(sender.person)

    async def _note(
        self, connection: AsyncConnection, sender: Sender, identifier: str, row: dict[str, Any]
    ) -> None:
        chat = await keep_own(connection, self._database.vault, sender)
        whole = {"consultation": identifier, "person": self._person(sender), "chat": chat}
        await upsert(connection, officials, whole | row | {"at": utc_now()})

    async def _note_once(
        self, connection: AsyncConnection, sender: Sender, identifier: str, town: str
    ) -> None:
        """Somebody who answers takes part, though the way in was erased since."""
        row = {
            "consultation": identifier,
            "person": self._person(sender),
            "town": town,
            "chat": await keep_own(connection, self._database.vault, sender),
            "at": utc_now(),
        }
        statement = insert(connection, officials).values(row)
        await connection.execute(statement.on_conflict_do_nothing())

    async def _tell(
        self, connection: AsyncConnection, identifier: str, session: Any, person: str, told: str
    ) -> None:
        """Tell those who answered before for the town that somebody else does."""
        others = and_(
            officials.c.consultation == identifier,
            officials.c.town == session.town,
            officials.c.person != person,
            officials.c.person.in_(
                select(values.c.author).where(values.c.session_id == session.id)
            ),
            ~stopped(officials.c.person),
        )
        rows = (await connection.execute(select(officials).where(others))).all()
        vault = self._database.vault
        places = await addresses.find(connection, vault, [row.chat for row in rows])
        day = paris_day(utc_now())
        notices: Iterable[Notice] = (
            Notice(
                f"cs-changed:{identifier}:{session.id}:{row.person}:{person}:{day}",
                places[row.chat].chat_id,
                told,
            )
            for row in rows
            if row.chat in places
        )
        await enqueue(connection, vault, list(notices))


def code_mark(database: Database, identifier: str, code: str) -> str:
    """What a code is known by: case and surrounding spaces aside."""
    return database.vault.mark("consultation-code", f"{identifier}:{code.strip().upper()}")


def _of_town(identifier: str, town: str) -> Any:
    return and_(sessions.c.consultation == identifier, sessions.c.town == town)


async def _official(connection: AsyncConnection, identifier: str, person: str) -> Official:
    own = (officials.c.consultation == identifier) & (officials.c.person == person)
    row = (await connection.execute(select(officials).where(own))).first()
    if row is not None:
        return Official(person, row.town, row.verified, row.waiting, row.muted)
    told = await connection.scalar(select(people.c.town).where(people.c.person == person))
    return Official(person, told)


async def _begin(
    connection: AsyncConnection, identifier: str, person: str
) -> tuple[Refusal | None, Any]:
    """The session of the person's town, begun if it was not; or why the person may not answer."""
    row = (
        await connection.execute(select(consultations).where(consultations.c.id == identifier))
    ).first()
    now = utc_now()
    if row is None or not kept_of(row).takes_answers(now):
        return "closed", None
    known = await _official(connection, identifier, person)
    if known.town is None:
        return "no_town", None
    new = {"consultation": identifier, "town": known.town, "begun_at": now}
    statement = insert(connection, sessions).values(new)
    await connection.execute(
        statement.on_conflict_do_nothing(index_elements=["consultation", "town"])
    )
    # Held until the end: two officials of a town answer one after the other.
    one = select(sessions).where(_of_town(identifier, known.town)).with_for_update()
    session = (await connection.execute(one)).one()
    if session.verified and not known.verified:
        return "needs_code", None
    if known.verified and not session.verified:  # from the first answer, not once it is sent
        await connection.execute(
            update(sessions).where(sessions.c.id == session.id).values(verified=True)
        )
    return None, session
