"""Who received which entry, and what of its corrections stood in it: so that mistakes are mended.

However an entry was received: as an answer, a choice, a page, an attachment, in another chat.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import utc_now
from bot.questionlog import addresses
from bot.questionlog.addresses import Place, keep_own
from bot.questionlog.database import Database, upsert
from bot.questionlog.outbox import enqueue
from bot.questionlog.records import Notice, Sender
from bot.questionlog.tables import people, questions, readings

UNKNOWN: Final = "?"
"""The version of what was received before versions were kept."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction of an entry, as it is served now."""

    entry: str
    mark: str
    """Digest of its text: mended, it is another one; a new date alone changes nothing."""
    date: datetime.date
    begins: datetime.datetime
    """The first moment of that day, for what was received before versions were kept."""


@dataclass(frozen=True, slots=True)
class Attached:
    """An entry that is sent to those who asked some questions."""

    entry: str
    correction: str
    """The mark of the correction that stands in it; empty: none."""
    numbers: tuple[int, ...]
    """Of the questions."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody to be told, where the entry was received."""

    person: str
    place: Place


class Readings:
    """Entries received. Every method may raise ``LogUnavailableError``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def note(self, sender: Sender, entry: str, correction: str) -> None:
        """Note that a person was shown an entry.

        Args:
            sender: who, and where.
            entry: its id.
            correction: the mark of the correction that stood in it; empty: none.
        """
        async with self._database.write() as connection:
            chat = await keep_own(connection, self._database.vault, sender)
            await received(connection, self._person(sender), entry, chat, correction)

    async def watch(self, sender: Sender, entry: str, correction: str) -> None:
        """« Me prévenir si elle change »: about this entry, in this chat."""
        async with self._database.write() as connection:
            chat = await keep_own(connection, self._database.vault, sender)
            person = self._person(sender)
            await received(connection, person, entry, chat, correction, watch=True)

    async def tell(
        self,
        correction: Correction,
        since: datetime.datetime,
        make: Callable[[Reader], Notice],
    ) -> int:
        """Tell those who received an entry without its correction, and want to know; once each.

        Args:
            correction: as it is served now.
            since: what was received before is too old.
            make: the notice for one of them.

        Returns:
            How many were told.
        """
        async with self._database.write() as connection:
            rows = (await connection.execute(_without(correction, since))).all()
            vault = self._database.vault
            places = await addresses.find(connection, vault, [row.place for row in rows])
            readers = {
                row.person: Reader(row.person, places[row.place])
                for row in reversed(rows)
                if row.place in places
            }
            await enqueue(connection, vault, [make(reader) for reader in readers.values()])
            told = readings.c.person.in_(list(readers)) & (readings.c.entry == correction.entry)
            await connection.execute(
                update(readings).where(told).values(correction=correction.mark)
            )
        return len(readers)

    def _person(self, sender: Sender) -> str:
        return self._database.pseudonym(sender.person)


async def attached(connection: AsyncConnection, sent: Attached) -> None:
    """Note that those who asked some questions are sent an entry, in that transaction."""
    asked = select(questions.c.person, questions.c.chat).where(
        questions.c.id.in_(sent.numbers), questions.c.person.is_not(None)
    )
    for row in (await connection.execute(asked)).all():
        await received(connection, row.person, sent.entry, row.chat, sent.correction)


async def received(
    connection: AsyncConnection,
    person: str,
    entry: str,
    chat: str | None,
    correction: str,
    *,
    watch: bool = False,
) -> None:
    """Note a reading in the transaction of what causes it; a wish to be told outlasts it."""
    row: dict[str, Any] = {
        "person": person,
        "entry": entry,
        "chat": chat or "",
        "correction": correction,
        "at": utc_now(),
    }
    await upsert(connection, readings, row | ({"watch": True} if watch else {}))


async def answered(connection: AsyncConnection, row: Mapping[str, Any], correction: str) -> None:
    """Note that a question was answered with an entry, if it was."""
    if row["entry"] is not None:
        await received(connection, row["person"], row["entry"], row.get("chat"), correction)


def _without(correction: Correction, since: datetime.datetime) -> Any:
    """Readings that lack a correction and whose readers want it; those who asked for it first."""
    own = or_(readings.c.chat == "", readings.c.chat == people.c.chat)
    lacking: ColumnElement[bool] = and_(
        readings.c.entry == correction.entry,
        readings.c.at >= since,
        readings.c.correction.not_in((correction.mark, f"@{correction.date}")),
        or_(readings.c.correction != UNKNOWN, readings.c.at < correction.begins),
        or_(readings.c.watch, and_(people.c.corrections, own)),
    )
    place = func.coalesce(func.nullif(readings.c.chat, ""), people.c.chat).label("place")
    return (
        select(readings.c.person, place)
        .select_from(readings.outerjoin(people, people.c.person == readings.c.person))
        .where(lacking)
        .order_by(readings.c.watch.desc(), readings.c.person, readings.c.chat)
    )
