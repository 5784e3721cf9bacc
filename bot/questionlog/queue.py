"""The console's queue: tabs with counts, the late first, filters that combine, search."""

import datetime
import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final, Literal, get_args

from sqlalchemy import ColumnElement, Row, false, func, select

from bot.clock import utc_now
from bot.matching.french import FUNCTION_WORDS
from bot.matching.normalize import words
from bot.matching.stems import stem
from bot.questionlog.console_tables import notes
from bot.questionlog.database import Database
from bot.questionlog.fulltext import holds
from bot.questionlog.tables import events, questions, votes

Tab = Literal["a-traiter", "prises", "repondues", "classees", "toutes"]
TABS: Final[tuple[Tab, ...]] = get_args(Tab)
PER_PAGE: Final = 25
NEAR: Final = 5
MERGED: Final = 20
"""Shown of the questions merged into one."""
LEAST_SHARED: Final = 0.12
"""Of the words of two questions that may be the same; one of ten in both says nothing."""
_STATUSES: Final[dict[Tab, tuple[str, ...]]] = {
    "a-traiter": ("nouvelle",),
    "prises": ("en_cours",),
    "repondues": ("repondue",),
    "classees": ("hors_perimetre", "doublon", "orientee", "retiree"),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the queue is narrowed to; a field left empty does not narrow."""

    tab: Tab = "a-traiter"
    domain: str = ""
    kind: str = ""
    words: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """A question as the queue lists it."""

    id: int
    asked_at: datetime.datetime
    text: str
    status: str
    kind: str
    domain: str | None
    assignee: str | None
    town: str | None
    reopened_at: datetime.datetime | None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the queue."""

    lines: list[Line]
    total: int
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Use:
    """How an entry is used."""

    answered: int = 0
    useful: int = 0
    useless: int = 0
    chosen: int = 0
    """How often it was taken from a choice that was offered."""
    refused: int = 0
    """How often it stood first in a choice of which none was taken."""


class Queue:
    """Every method may raise ``LogUnavailableError``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def page(self, chosen: Chosen) -> Page:
        """A page, and how many there are under each tab with the same filters."""
        narrowed = self._narrowed(chosen)
        shown = narrowed & _of_tab(chosen.tab)
        oldest_first = chosen.tab in ("a-traiter", "prises")
        order = questions.c.id.asc() if oldest_first else questions.c.id.desc()
        statement = (
            select(questions)
            .where(shown)
            .order_by(order)
            .offset((max(1, chosen.page) - 1) * PER_PAGE)
            .limit(PER_PAGE)
        )
        count = (
            select(questions.c.status, func.count()).where(narrowed).group_by(questions.c.status)
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(statement)).all()
            by_status = {row[0]: int(row[1]) for row in await connection.execute(count)}
        counts: dict[str, int] = {
            tab: sum(
                n for status, n in by_status.items() if status in _STATUSES.get(tab, by_status)
            )
            for tab in TABS
        }
        return Page([_line(row) for row in rows], counts[chosen.tab], counts)

    async def oldest(self, after: int = 0) -> int | None:
        """The number of the question that waits longest, of those that came after a number."""
        waiting = _of_tab("a-traiter") & _NOT_TALK & (questions.c.id > after)
        async with self._database.read() as connection:
            found = await connection.scalar(select(func.min(questions.c.id)).where(waiting))
        return None if found is None else int(found)

    async def waiting(self, limit: int) -> list[Line]:
        """The questions that wait longest, taken or not."""
        statement = (
            select(questions)
            .where(
                _NOT_TALK,
                questions.c.status.in_(("nouvelle", "en_cours")),
                questions.c.kind == "question",
            )
            .order_by(questions.c.id)
            .limit(limit)
        )
        async with self._database.read() as connection:
            return [_line(row) for row in await connection.execute(statement)]

    async def near(self, number: int, text: str, normal: str) -> list[Line]:
        """Open questions that may be the same: the same words first, then some of them."""
        dialect = self._database.dialect
        alike = holds(dialect, " ".join(_telling(text)), any_word=True)
        same = questions.c.normal == normal
        where = same if alike is None else same | alike
        statement = (
            select(questions)
            .where(
                where,
                questions.c.id != number,
                questions.c.status.in_(("nouvelle", "en_cours")),
                questions.c.text != "",
            )
            .order_by(same.desc(), questions.c.id)
            .limit(200)
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(statement)).all()
        lines = [(_shared(row.text, text), _line(row)) for row in rows]
        alike_enough = [pair for pair in lines if pair[0] >= LEAST_SHARED]
        return [line for _, line in sorted(alike_enough, key=lambda pair: -pair[0])][:NEAR]

    async def merged(self, number: int) -> list[Line]:
        """The questions that were filed as the same as one: they get its answer."""
        statement = (
            select(questions)
            .where(questions.c.duplicate_of == number, questions.c.text != "")
            .order_by(questions.c.id)
            .limit(MERGED)
        )
        async with self._database.read() as connection:
            return [_line(row) for row in await connection.execute(statement)]

    async def uses(self) -> dict[str, Use]:
        """How each entry is used and rated, by its id."""
        asked = (
            select(questions.c.entry, func.count())
            .where(questions.c.entry.is_not(None))
            .group_by(questions.c.entry)
        )
        rated = select(votes.c.entry, votes.c.vote, func.count()).group_by(
            votes.c.entry, votes.c.vote
        )
        taken = (
            select(events.c.detail, func.count())
            .where(events.c.kind == "choix")
            .group_by(events.c.detail)
        )
        none_of_them = select(events.c.question_id).where(events.c.kind == "aucune")
        left = select(questions.c.candidates).where(questions.c.id.in_(none_of_them))
        async with self._database.read() as connection:
            answered = {row[0]: int(row[1]) for row in await connection.execute(asked)}
            marks = {(row[0], row[1]): int(row[2]) for row in await connection.execute(rated)}
            chosen = {row[0]: int(row[1]) for row in await connection.execute(taken)}
            offered = [json.loads(row[0]) for row in await connection.execute(left)]
        refused = Counter(found[0][0] for found in offered if found)
        ids = answered.keys() | {entry for entry, _ in marks} | chosen.keys() | refused.keys()
        return {
            entry: Use(
                answered.get(entry, 0),
                marks.get((entry, "utile"), 0),
                marks.get((entry, "inutile"), 0),
                chosen.get(entry, 0),
                refused[entry],
            )
            for entry in ids
        }

    async def names(self) -> list[str]:
        """The members of the staff who did something in the last three months."""
        since = utc_now() - datetime.timedelta(days=90)
        statement = (
            select(events.c.actor)
            .where(events.c.at > since, events.c.actor != "", events.c.kind != "publiee")
            .distinct()
        )
        noted = select(notes.c.actor).distinct()
        async with self._database.read() as connection:
            found = [row[0] for row in await connection.execute(statement)]
            found += [row[0] for row in await connection.execute(noted)]
        return sorted(set(found))

    def _narrowed(self, chosen: Chosen) -> ColumnElement[bool]:
        where: ColumnElement[bool] = _NOT_TALK
        if chosen.domain:
            where = where & (questions.c.domain == chosen.domain)
        if chosen.kind:
            where = where & (questions.c.kind == chosen.kind)
        if chosen.words:
            number = chosen.words.lower().removeprefix("n°").strip(" #")
            if number.isdecimal() and number.isascii() and len(number) < 19:
                return where & (questions.c.id == int(number))
            found = holds(self._database.dialect, chosen.words)
            where = where & (false() if found is None else found)
        return where


_NOT_TALK: Final[ColumnElement[bool]] = (questions.c.outcome != "smalltalk") & (
    questions.c.text != ""
)


def _of_tab(tab: Tab) -> ColumnElement[bool]:
    statuses = _STATUSES.get(tab)
    return questions.c.id > 0 if statuses is None else questions.c.status.in_(statuses)


def _telling(text: str) -> list[str]:
    """The words of a text but those that any text has, unless it has no others."""
    found = words(text)
    return [word for word in found if word not in FUNCTION_WORDS] or list(found)


def _shared(one: str, other: str) -> float:
    """Which part of the words of two texts is in both."""
    left, right = ({stem(word) for word in _telling(text)} for text in (one, other))
    return len(left & right) / max(1, len(left | right))


def _line(row: Row[Any]) -> Line:
    return Line(**{name: getattr(row, name) for name in Line.__slots__})
