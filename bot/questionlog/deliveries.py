"""Who handles a delivery, and what was handled to the end: so that each is answered once."""

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import and_, bindparam, delete, func, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import utc_now
from bot.questionlog.database import Database, insert, insert_new
from bot.questionlog.tables import deliveries
from bot.questionlog.vault import Vault

Claim = Literal["mine", "suspect", "taken", "done", "poisoned"]

MEMORY: Final = datetime.timedelta(days=3)
"""Telegram redelivers for 24 hours; older keys serve nothing."""
LEASE: Final = datetime.timedelta(minutes=2)
"""For so long a process that took a delivery has it alone; then another may take it."""
TRIES: Final = 3
"""A delivery begun so often and never ended is set aside, so that others go on."""
BODY: Final = "update"
"""What the seal of a held update is for."""


@dataclass(frozen=True, slots=True)
class Held:
    """An update kept here so that it can be confirmed to Telegram before it is handled."""

    key: str
    number: int
    """Telegram's number of it."""
    body: str
    """Its JSON, as Telegram sent it."""


class Deliveries:
    """Deliveries of the last days. Every method may raise ``LogUnavailableError``."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.ended: set[str] = set()
        """Noted as handled in a transaction of somebody else, and not yet said to be done."""

    async def claim(self, key: str, *, alone: bool = False) -> Claim:
        """Take a delivery to handle it.

        Args:
            key: what identifies the delivery.
            alone: no other process is served, so whoever began it before has died.

        Returns:
            "mine" to handle it; "suspect" when it was begun before and never ended: call
            ``retry`` first; "taken" while another process has it; "done" when it was handled to
            the end.
        """
        key = marked(self._database.vault, key)
        now = utc_now()
        free = true() if alone else deliveries.c.taken_until <= now

        async def work(connection: AsyncConnection) -> Claim:
            row = {"key": key, "taken_until": now + LEASE, "attempts": 1}
            new = insert_new(connection, deliveries, deliveries.c.key)
            if await connection.scalar(new, row) is not None:
                return "mine"
            held = await connection.scalar(
                update(deliveries)
                .where(
                    deliveries.c.key == key,
                    deliveries.c.done_at.is_(None),
                    deliveries.c.attempts == 0,
                )
                .values(taken_until=now + LEASE, attempts=1)
                .returning(deliveries.c.key)
            )
            if held is not None:
                return "mine"
            mine = await connection.scalar(
                update(deliveries)
                .where(deliveries.c.key == key, deliveries.c.done_at.is_(None), free)
                .values(taken_until=now + LEASE)
                .returning(deliveries.c.key)
            )
            if mine is not None:
                return "suspect"
            done = select(deliveries.c.done_at).where(deliveries.c.key == key)
            return "taken" if await connection.scalar(done) is None else "done"

        return await self._database.transact(work)

    async def retry(self, key: str) -> Claim:
        """Begin a suspect again; to be called for one suspect at a time.

        What was in hand when a process died is suspect, though one alone may be guilty. Only
        beginning it counts, so that the others are not set aside with it.

        Returns:
            "mine", or "poisoned" when it was begun three times and never ended: to be told to
            whom it concerns, then given up.
        """
        now = utc_now()
        one = deliveries.c.key == marked(self._database.vault, key)
        async with self._database.write() as connection:
            attempts = await connection.scalar(
                update(deliveries)
                .where(one)
                .values(attempts=deliveries.c.attempts + 1, taken_until=now + LEASE)
                .returning(deliveries.c.attempts)
            )
        return "mine" if attempts is None or attempts <= TRIES else "poisoned"

    async def give_up(self, key: str) -> None:
        """Set a poisoned delivery aside; after it was told, so that a kill hides nothing."""
        one = deliveries.c.key == marked(self._database.vault, key)
        values = {"done_at": utc_now(), "failure": "attempts", "body": None}
        async with self._database.write() as connection:
            await connection.execute(update(deliveries).where(one).values(values))

    async def done(self, key: str) -> None:
        """Note that this delivery was handled to the end, unless that was noted already."""
        if key in self.ended:
            self.ended.remove(key)
            return

        async def work(connection: AsyncConnection) -> None:
            await note_handled(connection, self._database.vault, key)

        await self._database.transact(work)

    async def hold(self, updates: Iterable[Held]) -> None:
        """Keep updates that wait for their turn, all or none: they may be confirmed then."""
        now = utc_now()
        vault = self._database.vault
        async with self._database.write() as connection:
            for held in updates:
                body = vault.seal(json.dumps([held.key, held.body]), BODY)
                row = {"key": marked(vault, held.key), "number": held.number, "body": body}
                new: Any = insert(connection, deliveries).values(
                    **row, taken_until=now, attempts=0
                )
                await connection.execute(
                    new.on_conflict_do_update(
                        index_elements=["key"],
                        set_={"number": held.number, "body": body},
                        where=deliveries.c.done_at.is_(None),
                    )
                )

    async def held(self) -> list[Held]:
        """What a process that ended had confirmed and not handled, in Telegram's order."""
        waiting = deliveries.c.done_at.is_(None) & deliveries.c.body.is_not(None)
        async with self._database.read() as connection:
            rows = await connection.execute(
                select(deliveries).where(waiting).order_by(deliveries.c.number)
            )
            return [self._held(row.number, row.body) for row in rows]

    def _held(self, number: int, sealed: str) -> Held:
        key, body = json.loads(self._database.vault.unseal(sealed, BODY))
        return Held(key, number, body)

    async def set_aside(self, key: str, reason: str) -> bool:
        """Note that a delivery cannot be read; whether it was not known before."""
        now = utc_now()
        mark = marked(self._database.vault, key)
        row = {"key": mark, "taken_until": now, "attempts": 1, "done_at": now, "failure": reason}
        async with self._database.write() as connection:
            new: Any = insert(connection, deliveries).values(row).on_conflict_do_nothing()
            return await connection.scalar(new.returning(deliveries.c.key)) is not None

    async def count_set_aside(self) -> int:
        """How many deliveries of the last days were set aside."""
        async with self._database.read() as connection:
            count = select(func.count()).where(deliveries.c.failure.is_not(None))
            return int(await connection.scalar(count) or 0)

    async def forget_old(self) -> None:
        """Drop what Telegram cannot deliver again; what is held is still to be handled."""
        limit = utc_now() - MEMORY
        begun = and_(deliveries.c.taken_until < limit, deliveries.c.body.is_(None))
        old = or_(begun, deliveries.c.done_at < limit)
        async with self._database.write() as connection:
            await connection.execute(delete(deliveries).where(old))


def marked(vault: Vault, key: str) -> str:
    """What a delivery is known by in the database: nothing of its chat is left in it."""
    return vault.mark("delivery", key)


async def note_handled(connection: AsyncConnection, vault: Vault, key: str) -> None:
    """Note a delivery as handled, unless it is already, and drop its text."""
    await connection.execute(_HANDLED, {"mark": marked(vault, key), "now": utc_now()})


_HANDLED: Final = (
    update(deliveries)
    .where(deliveries.c.key == bindparam("mark"), deliveries.c.done_at.is_(None))
    .values(done_at=bindparam("now"), body=None)
)
