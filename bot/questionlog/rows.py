"""From rows of the log to records."""

import datetime
import json
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Row, Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.questionlog.records import Filter, LoggedQuestion
from bot.questionlog.tables import events, questions


def filtered(chosen: Filter) -> Select[Any]:
    """The questions that a filter lets through, in the order of their numbers."""
    conditions = []
    if chosen.since is not None:
        conditions.append(questions.c.asked_at >= chosen.since)
    if chosen.until is not None:
        conditions.append(questions.c.asked_at < chosen.until)
    for name in ("status", "outcome", "domain"):
        value = getattr(chosen, name)
        if value is not None:
            conditions.append(questions.c[name] == value)
    return select(questions).where(*conditions).order_by(questions.c.id)


async def with_events(
    connection: AsyncConnection, rows: Sequence[Row[Any]]
) -> list[LoggedQuestion]:
    """The questions of those rows, each with its events, in two queries."""
    followed: dict[int, list[tuple[datetime.datetime, str, str]]] = {row.id: [] for row in rows}
    if rows:
        found = await connection.execute(
            select(events)
            .where(events.c.question_id.between(rows[0].id, rows[-1].id))
            .order_by(events.c.id)
        )
        for event in found:
            if event.question_id in followed:
                followed[event.question_id].append((event.at, event.kind, event.detail))
    return [_logged(row, followed[row.id]) for row in rows]


_APART: Final = ("candidates", "events", "contact")


def _logged(
    row: Row[Any], followed: Sequence[tuple[datetime.datetime, str, str]]
) -> LoggedQuestion:
    candidates = tuple((entry, confidence) for entry, confidence in json.loads(row.candidates))
    names = LoggedQuestion.__slots__
    values = {name: getattr(row, name) for name in names if name not in _APART}
    return LoggedQuestion(**values, candidates=candidates, events=tuple(followed))
