"""Signing in to the console: a code that a browser shows, confirmed in Telegram, then a session.

Only digests of what browsers keep are stored, and the staff's numbers are sealed: whoever steals
the database signs in nowhere and learns nobody's number.
"""

import datetime
import hmac
import json
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Literal

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import utc_now
from bot.questionlog.console_tables import console_forms, console_sessions, console_tries
from bot.questionlog.database import Database, insert, upsert

ALPHABET: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without the letters and digits that are taken for one another."""
CODE_LENGTH: Final = 6
CODE_TIME: Final = datetime.timedelta(minutes=5)
SESSION_TIME: Final = datetime.timedelta(hours=12)
LINK_TIME: Final = datetime.timedelta(minutes=10)
MAX_TRIES: Final = 5
MAX_WAITING: Final = 500
"""Codes that nobody has typed yet, the last ones: nobody fills the table from outside."""
SEAL: Final = "console"
_LINK: Final = "link:"
"""Tells the digest of a link from that of what a browser keeps."""


@dataclass(frozen=True, slots=True)
class Session:
    """A browser: waiting for its code to be confirmed, or signed in."""

    id: int
    browser: str
    opened_at: datetime.datetime
    ends_at: datetime.datetime
    confirmed: bool
    telegram_id: int | None = None
    """Who signed in."""
    name: str = ""


def code_of(token: str) -> str:
    """The code that a browser shows, made of what it keeps: the same at every look."""
    digest = int.from_bytes(hmac.digest(token.encode(), b"code", "sha256"), "big")
    letters = []
    for _ in range(CODE_LENGTH):
        digest, rank = divmod(digest, len(ALPHABET))
        letters.append(ALPHABET[rank])
    return "".join(letters)


class Sessions:
    """Every method may raise ``LogUnavailableError``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin(self, token: str, browser: str) -> bool:
        """Have a browser wait for its code to be confirmed; False when another shows that code.

        Where many wait it is the oldest that goes: who asks often keeps nobody out for long.

        Args:
            token: what the browser keeps, drawn for it.
            browser: as it names itself.
        """
        now = utc_now()
        row = {
            "key": _digest(token),
            "code": _digest(code_of(token)),
            "browser": browser[:120],
            "opened_at": now,
            "ends_at": now + CODE_TIME,
        }
        async with self._database.write() as connection:
            await _sweep(connection, now)
            untyped = console_sessions.c.code.is_not(None) & console_sessions.c.person.is_(None)
            newest_first = (
                select(console_sessions.c.id).where(untyped).order_by(console_sessions.c.id.desc())
            )
            crowd = console_sessions.c.id.in_(newest_first.offset(MAX_WAITING - 1))
            await connection.execute(delete(console_sessions).where(crowd))
            added = insert(connection, console_sessions).values(row).on_conflict_do_nothing()
            # What is not inserted is told by its absence: psycopg gives no count here.
            return await connection.scalar(added.returning(console_sessions.c.id)) is not None

    async def of_token(self, token: str) -> Session | None:
        """The session of what a browser keeps; None when it is over or unknown."""
        statement = select(console_sessions).where(
            console_sessions.c.key == _digest(token), console_sessions.c.ends_at > utc_now()
        )
        async with self._database.read() as connection:
            row = (await connection.execute(statement)).first()
        return None if row is None else self._session(row)

    async def claim(self, code: str, person: int) -> Session | Literal["tries", "unknown"]:
        """The browser that shows a code that somebody of the staff typed.

        Returns:
            The browser; or why there is none: unknown or over, or too many wrong codes.
        """
        now = utc_now()
        async with self._database.write() as connection:
            if await self._tried(connection, person, now) >= MAX_TRIES:
                return "tries"
            typed = "".join(letter for letter in code.upper() if letter.isalnum())
            taken = await connection.execute(
                update(console_sessions)
                .where(
                    console_sessions.c.code == _digest(typed),
                    console_sessions.c.ends_at > now,
                    console_sessions.c.confirmed_at.is_(None),
                )
                .values(person=self._mark(person))
                .returning(console_sessions)
            )
            row = taken.first()
            if row is None:
                await self._count_try(connection, person, now)
                return "unknown"
        return self._session(row)

    async def confirm(self, number: int, person: int, name: str) -> Session | None:
        """Sign the browser in: the one who typed its code says so; None when it is too late."""
        now = utc_now()
        sealed = self._database.vault.seal(json.dumps([person, name[:64]]), SEAL)
        waiting = (
            (console_sessions.c.id == number)
            & (console_sessions.c.person == self._mark(person))
            & (console_sessions.c.ends_at > now)
            & console_sessions.c.confirmed_at.is_(None)
        )
        values = {
            "sealed": sealed,
            "confirmed_at": now,
            "code": None,
            "ends_at": now + SESSION_TIME,
        }
        async with self._database.write() as connection:
            done = await connection.execute(
                update(console_sessions).where(waiting).values(values).returning(console_sessions)
            )
            row = done.first()
        return None if row is None else self._session(row)

    async def offer(self, person: int, name: str) -> str:
        """A link of this person that opens one browser, once: what its address ends with."""
        now, link = utc_now(), secrets.token_urlsafe(32)
        row = {
            "key": _digest(_LINK + link),
            "browser": "",
            "opened_at": now,
            "ends_at": now + LINK_TIME,
            "person": self._mark(person),
            "sealed": self._database.vault.seal(json.dumps([person, name[:64]]), SEAL),
        }
        async with self._database.write() as connection:
            await _sweep(connection, now)
            await connection.execute(console_sessions.insert().values(row))
        return link

    async def is_offered(self, link: str) -> bool:
        """Whether a link can still be used; looking does not use it."""
        statement = select(console_sessions.c.id).where(_unused(link, utc_now()))
        async with self._database.read() as connection:
            return await connection.scalar(statement) is not None

    async def spend_link(self, link: str, token: str, browser: str) -> bool:
        """Sign a browser in by a link; False when the link was used, or is over.

        Args:
            link: what its address ends with.
            token: what the browser keeps from now on, drawn for it.
            browser: as it names itself.
        """
        now = utc_now()
        values = {
            "key": _digest(token),
            "browser": browser[:120],
            "opened_at": now,
            "confirmed_at": now,
            "ends_at": now + SESSION_TIME,
        }
        used = update(console_sessions).where(_unused(link, now)).values(values)
        async with self._database.write() as connection:
            return bool((await connection.execute(used)).rowcount)

    async def open_of(self, person: int) -> list[Session]:
        """Where somebody is signed in, newest first."""
        statement = (
            select(console_sessions)
            .where(
                console_sessions.c.person == self._mark(person),
                console_sessions.c.confirmed_at.is_not(None),
                console_sessions.c.ends_at > utc_now(),
            )
            .order_by(console_sessions.c.id.desc())
        )
        async with self._database.read() as connection:
            return [self._session(row) for row in await connection.execute(statement)]

    async def names_of(self, people: Collection[int]) -> list[str]:
        """The names of those of these people who are signed in."""
        statement = select(console_sessions).where(
            console_sessions.c.confirmed_at.is_not(None), console_sessions.c.ends_at > utc_now()
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(statement)).all()
        found = map(self._session, rows)
        return sorted({one.name for one in found if one.telegram_id in people})

    async def close(self, number: int, person: int) -> bool:
        """End a session, or refuse a browser, of this person; whether there was one."""
        own = (console_sessions.c.id == number) & (console_sessions.c.person == self._mark(person))
        async with self._database.write() as connection:
            return bool((await connection.execute(delete(console_sessions).where(own))).rowcount)

    async def spend(self, form: str) -> bool:
        """Use a form up; False when it had been sent before."""
        row = {"key": _digest(form), "at": utc_now()}
        async with self._database.write() as connection:
            added = insert(connection, console_forms).values(row).on_conflict_do_nothing()
            return await connection.scalar(added.returning(console_forms.c.key)) is not None

    def mark(self, person: int) -> str:
        """What tells one member of the staff from another."""
        return self._mark(person)

    async def _tried(
        self, connection: AsyncConnection, person: int, now: datetime.datetime
    ) -> int:
        """How many wrong codes somebody typed lately; the next is counted after this one."""
        row = {"person": self._mark(person), "tries": 0, "since": now}
        await upsert(connection, console_tries, row, overwrite=False)
        mine = console_tries.c.person == self._mark(person)
        lately = console_tries.c.since > now - CODE_TIME
        tries = select(console_tries.c.tries, lately).where(mine).with_for_update()
        found = (await connection.execute(tries)).one()
        return int(found[0]) if found[1] else 0

    async def _count_try(
        self, connection: AsyncConnection, person: int, now: datetime.datetime
    ) -> None:
        tries = await self._tried(connection, person, now) + 1
        row = {"person": self._mark(person), "tries": tries, "since": now}
        await upsert(connection, console_tries, row)

    def _mark(self, person: int) -> str:
        return self._database.vault.mark("console", str(person))

    def _session(self, row: object) -> Session:
        values = row._mapping  # type: ignore[attr-defined]
        telegram_id, name = None, ""
        if values["confirmed_at"] is not None:
            telegram_id, name = json.loads(self._database.vault.unseal(values["sealed"], SEAL))
        return Session(
            values["id"],
            values["browser"],
            values["opened_at"],
            values["ends_at"],
            values["confirmed_at"] is not None,
            telegram_id,
            name,
        )


async def _sweep(connection: AsyncConnection, now: datetime.datetime) -> None:
    """Drop what is over; a form cannot be sent again once its session has ended."""
    over = delete(console_sessions).where(console_sessions.c.ends_at < now)
    await connection.execute(over)
    old = delete(console_forms).where(console_forms.c.at < now - 2 * SESSION_TIME)
    await connection.execute(old)


def _unused(link: str, now: datetime.datetime) -> ColumnElement[bool]:
    return (
        (console_sessions.c.key == _digest(_LINK + link))
        & (console_sessions.c.ends_at > now)
        & console_sessions.c.confirmed_at.is_(None)
    )


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
