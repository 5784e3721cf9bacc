"""Questions filed as the same as another: what becomes of them when the first goes."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import utc_now
from bot.questionlog.lifecycle import DECISIONS, ENDED
from bot.questionlog.tables import events, questions


async def follow_first(connection: AsyncConnection, number: int, first: int) -> None:
    """What waited for a question that is a duplicate itself waits for the first from now on."""
    waiting = update(questions).where(questions.c.duplicate_of == number)
    await connection.execute(waiting.values(duplicate_of=first))


async def release(connection: AsyncConnection, firsts: Sequence[int]) -> None:
    """Open again what waited for questions that are withdrawn or lose their text.

    What was answered with them keeps the answer, as its own.

    Args:
        connection: in a transaction that writes.
        firsts: numbers of the questions that go, with their history still.
    """
    filed = questions.c.duplicate_of.in_(firsts) & (questions.c.status == "doublon")
    rows = await connection.execute(
        select(questions.c.id, questions.c.duplicate_of).where(
            filed, questions.c.id.not_in(firsts), questions.c.text != ""
        )
    )
    first_of = {row.id: row.duplicate_of for row in rows}
    ended = questions.c.id.in_(set(first_of.values())) & questions.c.status.in_(ENDED)
    answered = await connection.execute(select(questions).where(ended))
    for first in answered.all():
        mine = [number for number, other in first_of.items() if other == first.id]
        await _keep_answer(connection, mine, first)
        first_of = {n: other for n, other in first_of.items() if other != first.id}
    await _open_again(connection, list(first_of))


async def _keep_answer(connection: AsyncConnection, numbers: Sequence[int], first: Any) -> None:
    """Give duplicates the answer of their first, and of its history what decided it."""
    own = {name: getattr(first, name) for name in ("status", "reply", "entry", "domain")}
    chosen = update(questions).where(questions.c.id.in_(numbers))
    await connection.execute(chosen.values(duplicate_of=None, **own))
    decided = (events.c.question_id == first.id) & events.c.kind.in_(DECISIONS)
    last = select(events).where(decided).order_by(events.c.id.desc()).limit(1)
    decision = (await connection.execute(last)).mappings().first()
    if decision is not None:
        row = {name: decision[name] for name in ("at", "kind", "detail", "actor")}
        await connection.execute(
            events.insert(), [{"question_id": number, **row} for number in numbers]
        )


async def _open_again(connection: AsyncConnection, numbers: Sequence[int]) -> None:
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
