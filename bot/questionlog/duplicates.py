"""Questions filed as the same as another: open again when the first goes without an answer."""

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import utc_now
from bot.questionlog.tables import events, questions


async def follow_first(connection: AsyncConnection, number: int, first: int) -> None:
    """What waited for a question that is a duplicate itself waits for the first from now on."""
    waiting = update(questions).where(questions.c.duplicate_of == number)
    await connection.execute(waiting.values(duplicate_of=first))


async def release(connection: AsyncConnection, firsts: Sequence[int]) -> None:
    """Open again what waited for questions that were withdrawn or erased.

    Args:
        connection: in a transaction that writes.
        firsts: numbers of the questions that go.
    """
    waiting = (questions.c.duplicate_of.in_(firsts)) & (questions.c.status == "doublon")
    rows = await connection.execute(
        select(questions.c.id).where(waiting, questions.c.id.not_in(firsts))
    )
    numbers = [row.id for row in rows]
    if not numbers:
        return
    now = utc_now()
    await connection.execute(
        update(questions)
        .where(questions.c.id.in_(numbers))
        .values(status="nouvelle", duplicate_of=None, announce_at=now, reopened_at=now)
    )
    await connection.execute(
        events.insert(),
        [{"question_id": number, "at": now, "kind": "rouverte"} for number in numbers],
    )
