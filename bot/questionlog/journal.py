"""Who of the staff did what, newest first: acts on questions and fiches, without texts."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import String, cast, literal, select, union, union_all

from bot.questionlog.database import Database
from bot.questionlog.tables import audit, events

PER_PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Act:
    """One act of a member of the staff."""

    at: datetime.datetime
    actor: str
    act: str
    question: int | None
    """The question it was about."""
    about: str
    """What it was about otherwise."""


class Journal:
    """May raise ``LogUnavailableError``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def names(self) -> list[str]:
        """Whose acts stand in it."""
        both = union(
            select(events.c.actor).where(events.c.actor != ""),
            select(audit.c.actor).where(audit.c.actor != ""),
        )
        async with self._database.read() as connection:
            return sorted(row[0] for row in await connection.execute(both))

    async def page(self, number: int, actors: Sequence[str] = ()) -> tuple[list[Act], bool]:
        """A page of acts, and whether more follow.

        Args:
            number: of the page, from 1.
            actors: whose acts alone, under each name of theirs; empty: everybody's.
        """
        on_questions = select(
            events.c.at,
            events.c.actor,
            events.c.kind.label("act"),
            cast(events.c.question_id, String).label("about"),
            literal(1).label("question"),
        ).where(events.c.actor.in_(actors) if actors else events.c.actor != "")
        others = select(audit.c.at, audit.c.actor, audit.c.act, audit.c.detail, literal(0)).where(
            audit.c.actor.in_(actors) if actors else audit.c.actor != ""
        )
        both = union_all(on_questions, others).subquery()
        statement = (
            select(both)
            .order_by(both.c.at.desc(), both.c.about.desc())
            .offset((number - 1) * PER_PAGE)
            .limit(PER_PAGE + 1)
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(statement)).all()
        acts = [
            Act(
                row.at,
                row.actor,
                row.act,
                int(row.about) if row.question else None,
                "" if row.question else row.about,
            )
            for row in rows[:PER_PAGE]
        ]
        return acts, len(rows) > PER_PAGE
