"""The question log: every question once, and what followed."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import utc_now
from bot.keys import Keys
from bot.questionlog.addresses import keep_own
from bot.questionlog.asking import MAX_NORMAL, announce_at, asker, sticky_status
from bot.questionlog.audit import Audit
from bot.questionlog.console_log import ConsoleLog
from bot.questionlog.consultations import Consultations
from bot.questionlog.conversations import Conversations
from bot.questionlog.database import NO_KEYS, Database, insert, insert_new, upsert
from bot.questionlog.deliveries import Deliveries
from bot.questionlog.desk import Desk
from bot.questionlog.following import follow, happened, reviewed
from bot.questionlog.lifecycle import EventKind, Status
from bot.questionlog.outbox import Outbox
from bot.questionlog.people import People
from bot.questionlog.privacy import Privacy
from bot.questionlog.readings import Readings, answered
from bot.questionlog.records import Feedback, Filter, LoggedQuestion, NewQuestion, Recorded, Sender
from bot.questionlog.rows import filtered, with_events
from bot.questionlog.since_copy import SinceCopy, apply_since_copy, read_since_copy
from bot.questionlog.tables import questions, votes

EXPORT_BATCH: Final = 1_000
CONTACT: Final = "contact"
"""What the seal of a contact is for."""


class QuestionLog:
    """An open question log. Every method may raise ``LogUnavailableError``."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.consultations = Consultations(database)
        self.deliveries = Deliveries(database)
        self.conversations = Conversations(database, self.deliveries)
        self.desk = Desk(database)
        self.outbox = Outbox(database)
        self.people = People(database)
        self.privacy = Privacy(database)
        self.readings = Readings(database)
        self.audit = Audit(database)
        self.console = ConsoleLog(database)

    @classmethod
    async def open(cls, url: str, keys: Keys = NO_KEYS) -> "QuestionLog":
        """Open the log; see ``Database.open``.

        Raises:
            ConfigurationError: a database on a server needs a key and has none.
            LogUnavailableError: the database cannot be reached or written.
        """
        log = cls(await Database.open(url, keys))
        await log.deliveries.forget_old()
        return log

    async def close(self) -> None:
        """Close the database; may be called twice."""
        await self._database.close()

    @property
    def failures(self) -> int:
        """Reads and writes that failed since it was opened."""
        return self._database.failures

    async def shared_secret(self, name: str) -> str:
        """A secret that all processes on this database share."""
        return await self._database.shared_secret(name)

    async def since_copy(self) -> SinceCopy:
        """What must outlive the return of an older copy."""
        return await read_since_copy(self._database)

    async def apply_since_copy(self, since: SinceCopy) -> int:
        """Apply what an older copy does not know; how many people were erased again."""
        return await apply_since_copy(self._database, since, utc_now())

    def pseudonym(self, person: str) -> str:
        """The name under which a person is logged."""
        return self._database.pseudonym(person)

    async def record(self, question: NewQuestion) -> Recorded:
        """Log a question, once: a message already logged keeps its first number."""
        row = self._row(question)

        async def work(connection: AsyncConnection) -> Recorded:
            row["status"] = await sticky_status(connection, question)
            row["chat"] = await keep_own(connection, self._database.vault, question.sender)
            met = await asker(connection, row, question.sender)
            number = await connection.scalar(
                insert_new(connection, questions, questions.c.id), row
            )
            if number is not None:
                await answered(connection, row, question.correction)
                return Recorded(int(number), True, row["status"], met)
            known = await connection.execute(
                select(questions.c.id, questions.c.status).where(
                    questions.c.message == row["message"]
                )
            )
            first = known.one()
            return Recorded(first.id, False, first.status, met)

        return await self._database.transact(work)

    def _row(self, question: NewQuestion) -> dict[str, Any]:
        sender = question.sender
        seal = self._database.vault.seal
        return {
            "asked_at": question.asked_at,
            "channel": sender.channel,
            "person": self.pseudonym(sender.person),
            "message": self._message(sender, question.mark),
            "asked_in": sender.message_id,
            "contact": seal(question.contact, CONTACT) if question.contact else None,
            "kind": question.kind,
            "text": question.text.replace("\0", ""),  # PostgreSQL has no NUL in text
            "normal": question.normal.replace("\0", "")[:MAX_NORMAL],
            "outcome": question.outcome,
            "entry": question.entry,
            "confidence": question.confidence,
            "candidates": json.dumps(question.candidates),
            "domain": question.domain,
            "knowledge": question.knowledge,
            "announce_at": announce_at(question),
        }

    def _message(self, sender: Sender, mark: str = "") -> str | None:
        """What tells a question from all others: its message, or the mark of its form."""
        told = f"form:{sender.conversation}:{mark}" if mark else sender.message
        return self._database.vault.mark("message", told) if told else None

    async def follow(
        self, number: int, kind: EventKind, detail: str = "", **values: str | None
    ) -> Status | None:
        """Record what the asker did after a question, and move it as ``lifecycle`` allows.

        Args:
            number: the question.
            kind: what happened.
            detail: the entry concerned, for instance.
            values: further columns to set, unless a reviewer has settled the question.

        Returns:
            The status from now on; None when there is no such question.
        """

        async def work(connection: AsyncConnection) -> Status | None:
            return await follow(connection, number, kind, detail, values)

        return await self._database.transact(work)

    async def number_of(self, sender: Sender) -> int | None:
        """The number of the question asked by this very message, or None."""
        message = self._message(sender)
        if message is None:
            return None
        async with self._database.read() as connection:
            number = await connection.scalar(
                select(questions.c.id).where(questions.c.message == message)
            )
            return None if number is None else int(number)

    async def correct(self, number: int, question: NewQuestion) -> Recorded:
        """Replace a question by what its author made of it; its first date and number stay.

        Once a reviewer has acted on it, what he did stays with the words he read: the corrected
        words are a new question.
        """
        row = self._row(question)
        async with self._database.write() as connection:
            row["status"] = await sticky_status(connection, question)
            await asker(connection, row, question.sender)
            if await reviewed(connection, number):
                row["chat"] = await keep_own(connection, self._database.vault, question.sender)
                added = insert(connection, questions).values(row | {"message": None})
                new = await connection.scalar(added.returning(questions.c.id))
                return Recorded(int(new), True, row["status"])
            changes = {k: v for k, v in row.items() if k not in _OF_THE_FIRST} | _NOTHING_FOLLOWED
            changed = await connection.execute(
                update(questions).where(questions.c.id == number).values(changes)
            )
            if changed.rowcount:
                await happened(connection, number, "corrigee")
                row["chat"] = await keep_own(connection, self._database.vault, question.sender)
                await answered(connection, row, question.correction)
            return Recorded(number, False, row["status"])

    async def vote(self, question: LoggedQuestion, feedback: Feedback) -> Status | None:
        """Record the vote on the entry and version shown: one a person, changeable.

        A useless answer makes the question new again, unless a reviewer has settled it.

        Returns:
            The status from now on.
        """
        async with self._database.write() as connection:
            detail = question.entry or ""
            status = await follow(connection, question.id, feedback, detail, {})
            await connection.execute(
                update(questions).where(questions.c.id == question.id).values(feedback=feedback)
            )
            if question.entry is not None and question.person is not None:
                row = {
                    "person": question.person,
                    "entry": question.entry,
                    "knowledge": question.knowledge,
                    "vote": feedback,
                    "at": utc_now(),
                }
                await upsert(connection, votes, row)
            return status

    async def get(self, number: int) -> LoggedQuestion | None:
        """The question of that number with what followed, or None."""
        if not 0 < number < 2**63:
            return None
        async with self._database.read() as connection:
            rows = await connection.execute(select(questions).where(questions.c.id == number))
            row = rows.first()
            if row is None:
                return None
            found = (await with_events(connection, [row]))[0]
        contact = self._database.vault.unseal(row.contact, CONTACT) if row.contact else None
        return replace(found, contact=contact)

    async def stream(self, chosen: Filter) -> AsyncIterator[LoggedQuestion]:
        """Questions in order of their numbers, in batches, so that any number of rows fits."""
        last = 0
        while True:
            async with self._database.read() as connection:
                statement = filtered(chosen).where(questions.c.id > last).limit(EXPORT_BATCH)
                rows = (await connection.execute(statement)).all()
                batch = await with_events(connection, rows)
            for question in batch:
                yield question
            if len(rows) < EXPORT_BATCH:
                return
            last = rows[-1].id


_OF_THE_FIRST: Final = (
    *("asked_at", "channel", "person", "message", "asked_in"),
    *("wants_reply", "contact"),
)
"""What a corrected question keeps."""
_NOTHING_FOLLOWED: Final = {
    "feedback": None,
    "reply": None,
    "assignee": None,
    "duplicate_of": None,
}
"""What belonged to the words before the correction."""
