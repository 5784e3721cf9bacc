"""Consultations, as the staff meets them, and what goes on by itself: opening, closing, pushes."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import PARIS, utc_now
from bot.questionlog import addresses
from bot.questionlog.audit import noted
from bot.questionlog.closing import note_who_took_part
from bot.questionlog.consultation_records import (
    Given,
    Kept,
    Session,
    given_of,
    is_same,
    kept_of,
)
from bot.questionlog.consultation_tables import (
    answers,
    codes,
    consultations,
    officials,
    sessions,
)
from bot.questionlog.database import Database, insert, upsert
from bot.questionlog.outbox import enqueue
from bot.questionlog.people import stopped
from bot.questionlog.records import Notice
from bot.questionlog.tables import outbox, people
from bot.questionlog.unlinking import unlink

Opening = Literal["proposed", "opened", "same_person", "already", "over"]
BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Somebody:
    """Somebody to write to."""

    person: str
    chat_id: int
    town: str | None
    since: datetime.datetime | None = None
    """When the person took part in the consultation; None: not yet."""
    verified: bool = False
    """Whether the person took part with a code of the town."""


class ConsultationDesk:
    """What two people open, and one closes. Methods may raise ``LogUnavailableError``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, identifier: str) -> Kept | None:
        """A consultation in whatever state, or None."""
        async with self._database.read() as connection:
            row = await _row(connection, identifier)
        return None if row is None else kept_of(row)

    async def everything(self) -> list[Kept]:
        """All of them, in the order of their ids."""
        async with self._database.read() as connection:
            rows = await connection.execute(select(consultations).order_by(consultations.c.id))
            return [kept_of(row) for row in rows]

    async def open(
        self, identifier: str, definition: str, closes_at: datetime.datetime, by: str
    ) -> Opening:
        """Propose a consultation, or open what somebody else proposed in the same words.

        Either stands in the register from the same instant on.
        """
        now = utc_now()
        if closes_at <= now:
            return "over"
        async with self._database.write() as connection:
            row = await _row(connection, identifier, lock=True)
            if row is not None and row.state != "proposee":
                return "already"
            if row is None or row.definition != definition:  # other words: read again by two
                proposed = {
                    "id": identifier,
                    "state": "proposee",
                    "definition": definition,
                    "proposed_by": by[:64],
                    "closes_at": closes_at,
                }
                await upsert(connection, consultations, proposed)
                await noted(connection, by, "consultation_proposed", identifier)
                return "proposed"
            if is_same(row.proposed_by, by[:64]):
                return "same_person"
            opened = {"state": "ouverte", "opened_by": by[:64], "opened_at": now}
            await connection.execute(_set(identifier, opened))
            await noted(connection, by, "consultation_opened", identifier)
        return "opened"

    async def close(self, identifier: str, at: datetime.datetime) -> bool:
        """Close: nothing is taken any more and earlier values go; whether it was open."""
        async with self._database.write() as connection:
            closed = _set(identifier, {"state": "fermee", "closed_at": at})
            done = await connection.execute(closed.where(consultations.c.state == "ouverte"))
            if done.rowcount:
                await note_who_took_part(connection, identifier)
        if done.rowcount:
            await self._database.forget_traces()
        return bool(done.rowcount)

    async def keep_figures(self, identifier: str, figures: str) -> None:
        """Keep what may be told, once: counted again after an erasure, it might tell more."""
        kept = _set(identifier, {"figures": figures})
        async with self._database.write() as connection:
            await connection.execute(kept.where(consultations.c.figures.is_(None)))

    async def comment(self, identifier: str, text: str, by: str) -> None:
        """« Ce que le Cerema en fait »."""
        said = {"comment": text, "comment_by": by[:64], "comment_at": utc_now()}
        async with self._database.write() as connection:
            await connection.execute(_set(identifier, said))

    async def import_codes(self, identifier: str, pairs: Iterable[tuple[str, str]]) -> int:
        """Keep (code, INSEE code) pairs; a town's codes given before stay good.

        Returns:
            How many were new.
        """
        count = 0
        vault = self._database.vault
        async with self._database.write() as connection:
            for code, town in pairs:
                mark = vault.mark("consultation-code", f"{identifier}:{code.strip().upper()}")
                row = {"consultation": identifier, "code": mark, "town": town}
                statement = insert(connection, codes).values(row).on_conflict_do_nothing()
                count += (await connection.execute(statement)).rowcount
        return count

    async def sessions(self, identifier: str) -> list[Session]:
        """What every town answered, in the order they began."""
        mine = sessions.c.consultation == identifier
        async with self._database.read() as connection:
            rows = (
                await connection.execute(select(sessions).where(mine).order_by(sessions.c.id))
            ).all()
            given = await connection.execute(
                select(answers).join(sessions, sessions.c.id == answers.c.session_id).where(mine)
            )
            found: dict[int, dict[str, Given]] = {row.id: {} for row in rows}
            for line in given:
                found[line.session_id][line.question] = given_of(line)
        return [
            Session(row.id, row.town, row.verified, row.sent_at, found[row.id], row.begun_at)
            for row in rows
        ]

    # Whom to write to.

    async def consenting(self, identifier: str) -> list[Somebody]:
        """Those who consented to consultations and whose town has not answered this one."""
        own = and_(officials.c.consultation == identifier, officials.c.person == people.c.person)
        town = func.coalesce(officials.c.town, people.c.town)
        done = and_(sessions.c.consultation == identifier, sessions.c.town == town)
        chosen = (
            select(
                people.c.person,
                people.c.chat,
                town.label("town"),
                officials.c.at,
                officials.c.verified,
            )
            .select_from(people.outerjoin(officials, own).outerjoin(sessions, done))
            .where(
                people.c.consultations,
                people.c.chat.is_not(None),
                or_(officials.c.muted.is_(None), ~officials.c.muted),
                sessions.c.sent_at.is_(None),
            )
        )
        return await self._somebody(chosen)

    async def took_part(self, identifier: str) -> list[Somebody]:
        """Those who answered something for a town; after the link went, where it was sent.

        Not those who stopped every message.
        """
        authors = (
            select(answers.c.author)
            .join(sessions, sessions.c.id == answers.c.session_id)
            .where(sessions.c.consultation == identifier, answers.c.author.is_not(None))
        )
        chosen = select(
            officials.c.person,
            officials.c.chat,
            officials.c.town,
            officials.c.at,
            officials.c.verified,
        ).where(
            officials.c.consultation == identifier,
            officials.c.person.in_(authors) | officials.c.owed,
            ~stopped(officials.c.person),
        )
        return await self._somebody(chosen)

    async def invited_before(
        self, identifier: str, day: datetime.date, people: Iterable[Somebody]
    ) -> list[Somebody]:
        """Those of them who were sent an invitation, or took part, before a day.

        Whoever is invited on the day of the reminder is not reminded the same minute.
        """
        vault = self._database.vault
        midnight = datetime.datetime.combine(day, datetime.time(), PARIS)
        marks = {vault.mark("notice", f"cs-invite:{identifier}:{p.person}"): p for p in people}
        early = {p.person for p in marks.values() if p.since is not None and p.since < midnight}
        early |= {
            marks[key].person for key in await self._keys(list(marks), outbox.c.sent_at < midnight)
        }
        return [person for person in marks.values() if person.person in early]

    async def _keys(self, wanted: Sequence[str], *which: ColumnElement[bool]) -> set[str]:
        """Those of the marks that the outbox has."""
        found: set[str] = set()
        async with self._database.read() as connection:
            for start in range(0, len(wanted), BATCH):  # SQLite bounds what a statement names
                some = outbox.c.key.in_(wanted[start : start + BATCH])
                rows = await connection.execute(select(outbox.c.key).where(some, *which))
                found.update(rows.scalars())
        return found

    async def notify(
        self,
        notices: Sequence[Notice],
        due_at: datetime.datetime,
        returned: str | None = None,
    ) -> None:
        """Put notices in the outbox, where each key is sent once for ever.

        Args:
            notices: what to send.
            due_at: not before.
            returned: the consultation whose results they return, noted with them.
        """
        marks = {self._database.vault.mark("notice", one.key): one for one in notices}
        known = await self._keys(list(marks))
        new = [one for mark, one in marks.items() if mark not in known]
        if not new and returned is None:
            return  # as in almost every round
        async with self._database.write() as connection:
            await enqueue(connection, self._database.vault, new, due_at)
            if returned is not None:
                await connection.execute(_set(returned, {"returned_at": utc_now()}))

    async def unlink(self, limit: datetime.datetime, confidential: Callable[[str], bool]) -> int:
        """Drop what leads from closed consultations to persons, and, where promised, to towns.

        Args:
            limit: what was closed before.
            confidential: of a definition, whether towns are not to be known either.

        Returns:
            How many consultations were unlinked.
        """
        old = and_(consultations.c.closed_at < limit, consultations.c.unlinked_at.is_(None))
        vault = self._database.vault
        async with self._database.write() as connection:
            rows = (await connection.execute(select(consultations).where(old))).all()
            for row in rows:
                await unlink(connection, vault, row, confidential(row.definition))
        if rows:
            await self._database.forget_traces()
        return len(rows)

    async def _somebody(self, chosen: Select[Any]) -> list[Somebody]:
        async with self._database.read() as connection:
            rows = (await connection.execute(chosen)).all()
            places: dict[str, addresses.Place] = {}
            for start in range(0, len(rows), BATCH):  # SQLite bounds what one statement names
                marks = [row.chat for row in rows[start : start + BATCH]]
                places |= await addresses.find(connection, self._database.vault, marks)
        return [
            Somebody(row.person, places[row.chat].chat_id, row.town, row.at, bool(row.verified))
            for row in rows
            if row.chat in places
        ]


async def _row(connection: AsyncConnection, identifier: str, *, lock: bool = False) -> Any:
    chosen = select(consultations).where(consultations.c.id == identifier)
    return (await connection.execute(chosen.with_for_update() if lock else chosen)).first()


def _set(identifier: str, changes: dict[str, Any]) -> Any:
    return update(consultations).where(consultations.c.id == identifier).values(changes)
