"""Who handles a delivery, and what was handled to the end: so that each is answered once."""

import datetime
from typing import Any, Final, Literal

from sqlalchemy import delete, func, or_, select, true, update

from bot.questionlog.database import Database, insert
from bot.questionlog.tables import deliveries

Claim = Literal["mine", "taken", "done", "poisoned"]

MEMORY: Final = datetime.timedelta(days=3)
"""Telegram redelivers for 24 hours; older keys serve nothing and hold chat identifiers."""
LEASE: Final = datetime.timedelta(minutes=2)
"""For so long a process that took a delivery has it alone; then another may take it."""
TRIES: Final = 3
"""A delivery that was begun so often and never ended is set aside, so that others go on."""


class Deliveries:
    """Deliveries of the last days. Every method may raise ``LogUnavailableError``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def claim(self, key: str, *, alone: bool = False) -> Claim:
        """Take a delivery to handle it.

        Args:
            key: what identifies the delivery.
            alone: no other process is served, so whoever began it before has died.

        Returns:
            "mine" to handle it; "taken" while another process does; "done" when it was handled
            to the end; "poisoned" when it is given up, now: begun three times and never ended.
        """
        now = datetime.datetime.now(datetime.UTC)
        free = true() if alone else deliveries.c.taken_until <= now
        async with self._database.write() as connection:
            row = {"key": key, "taken_until": now + LEASE, "attempts": 1}
            statement: Any = insert(connection, deliveries).values(row)
            statement = statement.on_conflict_do_update(
                index_elements=["key"],
                set_={"taken_until": now + LEASE, "attempts": deliveries.c.attempts + 1},
                where=deliveries.c.done_at.is_(None) & free,
            )
            attempts = await connection.scalar(statement.returning(deliveries.c.attempts))
            if attempts is not None and attempts <= TRIES:
                return "mine"
            if attempts is not None:
                values = {"done_at": now, "failure": "attempts"}
                await connection.execute(
                    update(deliveries).where(deliveries.c.key == key).values(values)
                )
                return "poisoned"
            done = select(deliveries.c.done_at).where(deliveries.c.key == key)
            return "taken" if await connection.scalar(done) is None else "done"

    async def done(self, key: str) -> None:
        """Note that this delivery was handled to the end."""
        async with self._database.write() as connection:
            await connection.execute(
                update(deliveries)
                .where(deliveries.c.key == key)
                .values(done_at=datetime.datetime.now(datetime.UTC))
            )

    async def count_set_aside(self) -> int:
        """How many deliveries of the last days were set aside."""
        async with self._database.read() as connection:
            count = select(func.count()).where(deliveries.c.failure.is_not(None))
            return int(await connection.scalar(count) or 0)

    async def forget_old(self) -> None:
        """Drop what Telegram cannot deliver again."""
        limit = datetime.datetime.now(datetime.UTC) - MEMORY
        old = or_(deliveries.c.taken_until < limit, deliveries.c.done_at < limit)
        async with self._database.write() as connection:
            await connection.execute(delete(deliveries).where(old))
