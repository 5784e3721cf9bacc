"""Drafts of fiches, from the first word to publication, and every version that was published."""

import datetime
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import Row, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import utc_now
from bot.questionlog.audit import noted
from bot.questionlog.console_tables import fiche_drafts, fiche_versions
from bot.questionlog.database import Database

State = Literal["brouillon", "soumis", "publie", "abandonne"]
LIVE: Final[tuple[State, ...]] = ("brouillon", "soumis")


@dataclass(frozen=True, slots=True)
class Draft:
    """A fiche that is being written."""

    id: int
    entry: str
    domain: str
    text: str
    base: str
    """SHA-256 of the file that it was begun from; empty: a new fiche."""
    state: State
    version: int
    """Counts its savings: of two at once, the second is told."""
    author: str
    writer: str
    """Mark of the author: somebody else publishes."""
    comment: str
    updated_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class Version:
    """A fiche as it was published."""

    id: int
    at: datetime.datetime
    text: str
    author: str
    publisher: str


class FicheDrafts:
    """Every method may raise ``LogUnavailableError``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def live(self) -> list[Draft]:
        """All drafts that are not published, oldest change first."""
        statement = (
            select(fiche_drafts)
            .where(fiche_drafts.c.state.in_(LIVE))
            .order_by(fiche_drafts.c.updated_at)
        )
        async with self._database.read() as connection:
            return [_draft(row) for row in await connection.execute(statement)]

    async def of_entry(self, entry: str) -> Draft | None:
        """The draft of an entry that is not published yet."""
        statement = (
            select(fiche_drafts)
            .where(fiche_drafts.c.entry == entry, fiche_drafts.c.state.in_(LIVE))
            .order_by(fiche_drafts.c.id.desc())
        )
        async with self._database.read() as connection:
            row = (await connection.execute(statement)).first()
        return None if row is None else _draft(row)

    async def numbered(self, number: int) -> Draft | None:
        """A draft by its number, whatever became of it."""
        statement = select(fiche_drafts).where(fiche_drafts.c.id == number)
        async with self._database.read() as connection:
            row = (await connection.execute(statement)).first()
        return None if row is None else _draft(row)

    async def begin(
        self, entry: str, domain: str, text: str, base: str, author: str, writer: str
    ) -> None:
        """Begin a draft of an entry that has none."""
        row = {
            "entry": entry,
            "domain": domain,
            "text": text,
            "base": base,
            "state": "brouillon",
            "version": 1,
            "author": author[:64],
            "writer": writer,
            "updated_at": utc_now(),
        }
        async with self._database.write() as connection:
            await connection.execute(fiche_drafts.insert().values(row))

    async def save(self, draft: Draft, seen: int, author: str, writer: str, text: str) -> bool:
        """Change the text of a draft, unless somebody else did since it was shown.

        Args:
            draft: the draft.
            seen: its version as it was shown.
            author: by whom it is changed.
            writer: mark of that person.
            text: the new one.
        """
        statement = (
            update(fiche_drafts)
            .where(
                fiche_drafts.c.id == draft.id,
                fiche_drafts.c.version == seen,
                fiche_drafts.c.state.in_(LIVE),
            )
            .values(
                version=seen + 1,
                updated_at=utc_now(),
                author=author[:64],
                writer=writer,
                text=text,
                state="brouillon",
            )
        )
        async with self._database.write() as connection:
            return bool((await connection.execute(statement)).rowcount)

    async def settle(
        self, draft: Draft, state: State, actor: str, act: str, comment: str = ""
    ) -> bool:
        """Move a draft on, once: submitted, given up, or sent back to its author.

        Args:
            draft: the draft, as it was shown.
            state: what becomes of it.
            actor: who does that.
            act: what it is, for the register.
            comment: a word to its author.
        """
        async with self._database.write() as connection:
            done = await _settled(connection, draft, state, comment)
            if done:
                await noted(connection, actor, act, draft.entry)
        return done

    async def published(self, draft: Draft, publisher: str, before: str) -> None:
        """A draft is served: note the version, and the one before if none had been noted yet."""
        now = utc_now()
        row = {"entry": draft.entry, "at": now, "draft": draft.id}
        async with self._database.write() as connection:
            await _settled(connection, draft, "publie")
            known = select(fiche_versions.c.id).where(fiche_versions.c.entry == draft.entry)
            if before and await connection.scalar(known.limit(1)) is None:
                first = row | {"text": before, "author": "", "publisher": "", "draft": None}
                await connection.execute(fiche_versions.insert().values(first))
            new = row | {"text": draft.text, "author": draft.author, "publisher": publisher[:64]}
            await connection.execute(fiche_versions.insert().values(new))

    async def versions(self, entry: str) -> list[Version]:
        """What was published of an entry, newest first."""
        statement = (
            select(fiche_versions)
            .where(fiche_versions.c.entry == entry)
            .order_by(fiche_versions.c.id.desc())
        )
        async with self._database.read() as connection:
            rows = await connection.execute(statement)
            return [Version(r.id, r.at, r.text, r.author, r.publisher) for r in rows]


async def _settled(
    connection: AsyncConnection, draft: Draft, state: State, comment: str = ""
) -> bool:
    statement = (
        update(fiche_drafts)
        .where(
            fiche_drafts.c.id == draft.id,
            fiche_drafts.c.version == draft.version,
            fiche_drafts.c.state.in_(LIVE),
        )
        .values(state=state, comment=comment, version=draft.version + 1, updated_at=utc_now())
    )
    return bool((await connection.execute(statement)).rowcount)


def _draft(row: Row[Any]) -> Draft:
    return Draft(**{name: getattr(row, name) for name in Draft.__slots__})
