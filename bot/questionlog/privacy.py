"""What is held about one person, shown whole and erased whole; and the clocks for everybody.

Which tables that concerns stands in ``held``.
"""

import asyncio
import datetime
import json
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, delete, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import PARIS, paris_day, utc_now
from bot.questionlog.console_tables import notes
from bot.questionlog.consultation_tables import officials
from bot.questionlog.conversations import drop_drafts
from bot.questionlog.database import Database, upsert
from bot.questionlog.duplicates import release
from bot.questionlog.held import HELD, Held
from bot.questionlog.lifecycle import OF_OTHERS, OPEN
from bot.questionlog.outbox import about, opened
from bot.questionlog.people import forget_people
from bot.questionlog.records import Sender
from bot.questionlog.tables import (
    addresses,
    conversations,
    erasures,
    events,
    outbox,
    people,
    questions,
    readings,
)

BATCH: Final = 100
BREATH_S: Final = 0.05
"""Between two batches of a purge: whoever asks meanwhile waits for one of them."""
TOWNS_OFFERED: Final = datetime.timedelta(days=1)
"""How long towns to choose from are kept: those around a place tell where somebody stood."""
Change = Callable[[AsyncConnection, ColumnElement[bool], Sequence[int]], Awaitable[None]]
"""Changes chosen questions, of those numbers."""


class Privacy:
    """A person's data. Every method may raise ``LogUnavailableError``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def held(self, sender: Sender) -> dict[str, list[dict[str, Any]]]:
        """Every row that belongs to this person, from the name of the table to its rows."""
        person = self._database.pseudonym(sender.person)
        found = {}
        async with self._database.read() as connection:
            for held in HELD:
                columns = [held.table.c[name] for name in held.shown]
                rows = await connection.execute(select(*columns).where(held.whose(person)))
                found[held.table.name] = [self._opened(held, row) for row in rows.mappings()]
        return {name: rows for name, rows in found.items() if rows}

    def _opened(self, held: Held, row: Any) -> dict[str, Any]:
        vault = self._database.vault
        shown = dict(row)
        for name, purpose in held.sealed.items():
            if shown[name]:
                shown[name] = vault.unseal(shown[name], purpose)
        if held.table is outbox:
            shown["reply"] = opened(vault, shown["reply"])
        if held.table is addresses:
            chat_id, thread_id = json.loads(shown["sealed"])
            return {"chat_id": chat_id, "thread_id": thread_id}
        if held.table is events and shown["kind"] in OF_OTHERS:
            shown["detail"] = ""
        return shown

    async def erase(self, sender: Sender) -> int:
        """Erase all of it; questions stay as counts, without text and without a person.

        Returns:
            How many questions were erased.
        """
        count = await self.erase_person(self._database.pseudonym(sender.person), utc_now())
        await self._database.forget_traces()
        return count

    async def erase_person(self, person: str, at: datetime.datetime) -> int:
        """Erase all that is held under a pseudonym, and remember that it was.

        Args:
            person: the pseudonym.
            at: when the person asked for it.
        """
        async with self._database.write() as connection:
            asked = select(questions.c.id).where(questions.c.person == person)
            numbers = [row.id for row in await connection.execute(asked)]
            await _erase_announcements(connection, set(numbers))
            await drop_drafts(connection, self._database.vault, set(numbers))
            for start in range(0, len(numbers), BATCH):
                await release(connection, numbers[start : start + BATCH])
            for held in HELD:
                if held.table is questions:
                    await _erase_questions(connection, numbers)
                elif held.cut:
                    mine = update(held.table).where(held.whose(person))
                    await connection.execute(mine.values({held.cut: None}))
                else:
                    await connection.execute(delete(held.table).where(held.whose(person)))
            await upsert(connection, erasures, {"person": person, "at": at})
        return len(numbers)

    async def forget_traces(self) -> bool:
        """Empty the write-ahead log of what was erased, by whichever process.

        Returns:
            Whether nothing is left to do.
        """
        return await self._database.empty_log()

    async def unlink(self, limit: datetime.datetime) -> int:
        """Cut the link between people and what they asked before a moment; texts stay.

        Returns:
            How many questions were unlinked.
        """
        old = (questions.c.asked_at < limit) & questions.c.person.is_not(None)
        count = await self._by_batches(old, _unlinked)
        async with self._database.write() as connection:
            for held in HELD:
                if held.clock is not None:
                    await connection.execute(delete(held.table).where(held.clock < limit))
            await forget_people(connection, people.c.updated_at < limit)
            await connection.execute(_READ.where(conversations.c.answered_at < limit))
            left = conversations.c.updated_at < utc_now() - TOWNS_OFFERED
            await connection.execute(_NO_TOWNS.where(left))
            await connection.execute(delete(erasures).where(erasures.c.at < limit))
            await _drop_addresses(connection)
        await self._database.forget_traces()
        return count

    async def forget_texts(self, limit: datetime.datetime) -> int:
        """Drop the texts of what was asked before a moment; what is counted stays.

        Returns:
            How many questions lost their text.
        """
        count = await self._by_batches((questions.c.asked_at < limit) & _HAS_WORDS, _forgotten)
        await self._database.forget_traces()
        return count

    async def _by_batches(self, old: ColumnElement[bool], change: Change) -> int:
        """Change all such questions, few at a time, in turn with whoever asks meanwhile."""
        count = last = 0

        async def some(connection: AsyncConnection) -> list[int]:
            following = select(questions.c.id).where(old, questions.c.id > last).limit(BATCH)
            found = await connection.execute(following.order_by(questions.c.id))
            numbers = list(found.scalars())
            await change(connection, questions.c.id.in_(numbers), numbers)
            return numbers

        while numbers := await self._database.transact(some):
            count, last = count + len(numbers), numbers[-1]
            await asyncio.sleep(BREATH_S)
        return count


async def _unlinked(
    connection: AsyncConnection, chosen: ColumnElement[bool], numbers: Sequence[int]
) -> None:
    await _clear_screens(connection, chosen, set(map(str, numbers)))
    await _forget_moments(connection, numbers)
    await connection.execute(update(questions).where(chosen).values(_NOBODY))


async def _forget_moments(connection: AsyncConnection, numbers: Sequence[int]) -> None:
    """When its asker pressed something, and was written to, goes from a question.

    What was read or voted in the same second is kept for its own year, under the pseudonym.
    """
    asked = select(questions.c.asked_at).where(questions.c.id == events.c.question_id)
    pressed = events.c.question_id.in_(numbers) & (events.c.actor == "")
    moved = update(events).where(pressed).values(at=asked.scalar_subquery())
    await connection.execute(moved)
    told = update(outbox).where(outbox.c.question.in_(numbers))
    await connection.execute(told.values(question=None))


async def _clear_screens(
    connection: AsyncConnection, chosen: ColumnElement[bool], numbers: set[str]
) -> None:
    """What stays on the screen of a person, « /mesquestions » for one, names questions too."""
    askers = select(questions.c.person).where(chosen)
    shown = select(
        conversations.c.key, conversations.c.question_id, conversations.c.choices
    ).where(conversations.c.person.in_(askers))
    for row in (await connection.execute(shown)).all():
        carried = [part for _, data in json.loads(row.choices)[1] for part in data.split(":")]
        if not numbers.isdisjoint((str(row.question_id), *carried)):
            mine = update(conversations).where(conversations.c.key == row.key)
            await connection.execute(mine.values(question_id=None, choices="[false, []]"))


async def _forgotten(
    connection: AsyncConnection, chosen: ColumnElement[bool], numbers: Sequence[int]
) -> None:
    await release(connection, numbers)
    concerned = events.c.question_id.in_(numbers)
    await connection.execute(update(events).where(concerned).values(detail=""))
    await connection.execute(delete(notes).where(notes.c.question_id.in_(numbers)))
    await _close(connection, chosen)
    await connection.execute(update(questions).where(chosen).values(_NO_TEXT))


_NOBODY: Final = {
    "person": None,
    "chat": None,
    "message": None,
    "asked_in": None,
    "wants_reply": False,
    "contact": None,
    "reopened_at": None,
}
_READ: Final = update(conversations).values(entry=None, answered_at=None)
"""What a person last read, in the moment of a question that loses its asker."""
_NO_TOWNS: Final = (
    update(conversations)
    .where(conversations.c.choices.contains('"v1:town:'))
    .values(choices="[false, []]")
)
_NO_TEXT: Final = {"text": "", "normal": "", "reply": None, "announce_at": None}
_HAS_WORDS: Final = or_(  # one without a text may have been answered or noted since
    questions.c.text != "",
    questions.c.reply.is_not(None),
    exists().where(notes.c.question_id == questions.c.id),
    exists().where((events.c.question_id == questions.c.id) & (events.c.detail != "")),
)
_NO_TRACE: Final = {"town": None, "assignee": None, "candidates": "[]", "feedback": None}


async def _erase_questions(connection: AsyncConnection, numbers: list[int]) -> None:
    for start in range(0, len(numbers), BATCH):
        some = numbers[start : start + BATCH]
        chosen = questions.c.id.in_(some)
        await _close(connection, chosen)
        nothing = _NOBODY | _NO_TEXT | _NO_TRACE
        asked = select(questions.c.id, questions.c.asked_at).where(chosen)
        for row in (await connection.execute(asked)).all():  # of the moment the day alone stays
            mine = update(questions).where(questions.c.id == row.id)
            await connection.execute(mine.values(nothing | {"asked_at": _day(row.asked_at)}))


def _day(moment: datetime.datetime) -> datetime.datetime:
    return datetime.datetime.combine(paris_day(moment), datetime.time(), PARIS)


async def _erase_announcements(connection: AsyncConnection, numbers: set[int]) -> None:
    """Drop what was to tell the staff of them; what it told besides is announced again.

    One that has left was sent moments after they were asked: it names them no more, and keeps
    its day alone. The row stays, for its key: what it told is not told twice.
    """
    announced = select(outbox).where(outbox.c.about != "", outbox.c.question.is_(None))
    for row in (await connection.execute(announced)).all():
        named = set(map(int, row.about.split()))
        if not named & numbers:
            continue
        rest, mine = named - numbers, outbox.c.id == row.id
        if not row.reply:
            sent = row.sent_at and _day(row.sent_at)
            left = {"about": about(sorted(rest)), "due_at": _day(row.due_at), "sent_at": sent}
            await connection.execute(update(outbox).where(mine).values(left))
            continue
        await connection.execute(delete(outbox).where(mine))
        others = questions.c.id.in_(rest) & (questions.c.status == "nouvelle")
        await connection.execute(update(questions).where(others).values(announce_at=utc_now()))


async def _close(connection: AsyncConnection, chosen: ColumnElement[bool]) -> None:
    """What has no text any more waits for nobody, and is not taken for out of scope."""
    still_open = chosen & questions.c.status.in_(OPEN)
    await connection.execute(update(questions).where(still_open).values(status="effacee"))


async def _drop_addresses(connection: AsyncConnection) -> None:
    """An address to which nothing leads any more serves nobody."""
    used = [
        addresses.c.chat.in_(select(column).where(column.is_not(None)))
        for column in (
            questions.c.chat,
            outbox.c.chat,
            people.c.chat,
            readings.c.chat,
            officials.c.chat,
        )
    ]
    await connection.execute(delete(addresses).where(*(~one for one in used)))
