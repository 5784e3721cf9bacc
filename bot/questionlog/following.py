"""What an asker did about a question: into its history, and its status as the rules allow."""

from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import utc_now
from bot.questionlog.lifecycle import DECISIONS, EventKind, Status, after_press
from bot.questionlog.tables import events, questions


async def follow(
    connection: AsyncConnection, number: int, kind: EventKind, detail: str, values: dict[str, Any]
) -> Status | None:
    """Note what the asker did, and move the question as ``lifecycle`` allows."""
    before: Status | None = await connection.scalar(
        select(questions.c.status).where(questions.c.id == number).with_for_update()
    )
    if before is None:
        return None
    decided = await _decided(connection, number)
    status = after_press(kind, before, decided=decided)
    changes = {} if decided else dict(values)
    if status != before:
        new = status == "nouvelle"
        changes |= {"status": status, "announce_at": utc_now() if new else None}
        changes |= {"reopened_at": utc_now()} if new else {}
    await happened(connection, number, kind, detail)
    if changes:
        await connection.execute(update(questions).where(questions.c.id == number).values(changes))
    return status


async def happened(
    connection: AsyncConnection, number: int, kind: EventKind, detail: str = ""
) -> None:
    """Add to the history of a question."""
    await connection.execute(
        events.insert().values(question_id=number, at=utc_now(), kind=kind, detail=detail)
    )


async def _decided(connection: AsyncConnection, number: int) -> bool:
    """Whether a reviewer has settled the question since it was last opened."""
    last = await connection.scalar(
        select(events.c.kind)
        .where(
            events.c.question_id == number, events.c.kind.in_((*DECISIONS, "rouverte", "annulee"))
        )
        .order_by(events.c.id.desc())
        .limit(1)
    )
    return last in DECISIONS


async def reviewed(connection: AsyncConnection, number: int) -> bool:
    """Whether a reviewer has done anything about the question."""
    touched = select(events.c.id).where(events.c.question_id == number, events.c.actor != "")
    return await connection.scalar(touched.limit(1)) is not None
