"""What is held about one person: shown whole, erased whole."""

import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.questionlog.database import Database
from bot.questionlog.duplicates import release
from bot.questionlog.lifecycle import OPEN
from bot.questionlog.records import Sender
from bot.questionlog.tables import (
    conversations,
    deliveries,
    events,
    outbox,
    people,
    questions,
    votes,
)


class Privacy:
    """A person's data. Every method may raise ``LogUnavailableError``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def held(self, sender: Sender) -> dict[str, list[dict[str, Any]]]:
        """Every row that belongs to this person, from the name of the table to its rows."""
        person = self._database.pseudonym(sender.person)
        mine = select(questions.c.id).where(questions.c.person == person)
        wanted = {
            "questions": select(questions).where(questions.c.person == person),
            "events": select(events).where(events.c.question_id.in_(mine)),
            "votes": select(votes).where(votes.c.person == person),
            "people": select(people).where(people.c.person == person),
            "conversations": select(conversations).where(_conversations_of(sender)),
            "outbox": select(outbox).where(outbox.c.chat_id == _private_chat(sender)),
            "deliveries": select(deliveries).where(_deliveries_of(sender)),
        }
        async with self._database.read() as connection:
            found = {
                name: [dict(row) for row in (await connection.execute(query)).mappings()]
                for name, query in wanted.items()
            }
        return {name: rows for name, rows in found.items() if rows}

    async def erase(self, sender: Sender) -> int:
        """Erase all of it; questions stay as counts, without text and without a person.

        Returns:
            How many questions were erased.
        """
        person = self._database.pseudonym(sender.person)
        async with self._database.write() as connection:
            rows = await connection.execute(
                select(questions.c.id).where(questions.c.person == person)
            )
            numbers = [row.id for row in rows]
            await _erase_questions(connection, numbers)
            await connection.execute(delete(votes).where(votes.c.person == person))
            await connection.execute(delete(people).where(people.c.person == person))
            await connection.execute(delete(conversations).where(_conversations_of(sender)))
            await connection.execute(
                delete(outbox).where(outbox.c.chat_id == _private_chat(sender))
            )
            await connection.execute(delete(deliveries).where(_deliveries_of(sender)))
        return len(numbers)

    async def unlink(self, limit: datetime.datetime) -> int:
        """Cut the link between people and what they asked before a moment; texts stay.

        Returns:
            How many questions were unlinked.
        """
        async with self._database.write() as connection:
            done = await connection.execute(
                update(questions)
                .where(questions.c.asked_at < limit, questions.c.person.is_not(None))
                .values(_NOBODY)
            )
            await connection.execute(delete(votes).where(votes.c.at < limit))
            await connection.execute(delete(people).where(people.c.updated_at < limit))
            await connection.execute(
                delete(conversations).where(conversations.c.updated_at < limit)
            )
            await connection.execute(delete(outbox).where(outbox.c.due_at < limit))
        return int(done.rowcount)

    async def forget_texts(self, limit: datetime.datetime) -> int:
        """Drop the texts of what was asked before a moment; what is counted stays.

        Returns:
            How many questions lost their text.
        """
        old = (questions.c.asked_at < limit) & (questions.c.text != "")
        async with self._database.write() as connection:
            concerned = events.c.question_id.in_(select(questions.c.id).where(old))
            await connection.execute(update(events).where(concerned).values(detail=""))
            await _close(connection, old)
            done = await connection.execute(update(questions).where(old).values(_NO_TEXT))
        return int(done.rowcount)


_NOBODY: Final = {"person": None, "chat_id": None, "message_id": None}
_NO_TEXT: Final = {"text": "", "normal": "", "reply": None, "announce_at": None}


async def _erase_questions(connection: AsyncConnection, numbers: list[int]) -> None:
    for start in range(0, len(numbers), 500):
        some = numbers[start : start + 500]
        chosen = questions.c.id.in_(some)
        await connection.execute(delete(events).where(events.c.question_id.in_(some)))
        await release(connection, some)
        await _close(connection, chosen)
        nothing = _NOBODY | _NO_TEXT | {"town": None}
        await connection.execute(update(questions).where(chosen).values(nothing))


async def _close(connection: AsyncConnection, chosen: ColumnElement[bool]) -> None:
    """What has no text any more waits for nobody, and is not taken for out of scope."""
    still_open = chosen & questions.c.status.in_(OPEN)
    await connection.execute(update(questions).where(still_open).values(status="effacee"))


def _private_chat(sender: Sender) -> int:
    """A private chat has the number of its person."""
    _, _, number = sender.person.partition(":")
    return int(number) if number.isdecimal() else 0


def _conversations_of(sender: Sender) -> Any:
    return conversations.c.key.like(f"{sender.channel}:%:{sender.person}")


def _deliveries_of(sender: Sender) -> Any:
    chat = _private_chat(sender)
    return or_(deliveries.c.key.like(f"message:{chat}:%"), deliveries.c.key.like(f"edit:{chat}:%"))
