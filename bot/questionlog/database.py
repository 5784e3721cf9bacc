"""The database behind the log: connections, errors in our terms, and the key of pseudonyms."""

import hmac
import secrets as random_secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from hashlib import sha256
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.errors import LogUnavailableError
from bot.questionlog.engine import create_engine, migrate
from bot.questionlog.tables import secrets


class Database:
    """An open database; reading and writing raise ``LogUnavailableError`` when it fails."""

    def __init__(self, engine: AsyncEngine, key: bytes) -> None:
        self._engine = engine
        self._key = key
        self.failures = 0
        """Reads and writes that failed since it was opened."""

    @classmethod
    async def open(cls, url: str, key: str | None = None) -> "Database":
        """Open the database, creating or migrating its tables.

        Args:
            url: a SQLAlchemy URL, ``sqlite+aiosqlite:///…`` or ``postgresql+psycopg://…``.
            key: key of the pseudonyms; by default one is drawn once and kept in the database.

        Raises:
            LogUnavailableError: the database cannot be reached or written.
        """
        try:
            engine = create_engine(url)
            await migrate(engine)
            kept = key or await _kept(engine, "pseudonyms")
        except (SQLAlchemyError, OSError) as error:
            raise LogUnavailableError(str(error)) from error
        return cls(engine, kept.encode())

    async def close(self) -> None:
        """Give the connections back; may be called twice."""
        await self._engine.dispose()

    def pseudonym(self, person: str) -> str:
        """A stable name that only the key's holder could link to the person (HMAC-SHA-256)."""
        return hmac.new(self._key, person.encode(), sha256).hexdigest()[:16]

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that writes; committed at the end, rolled back on any error."""
        try:
            async with self._engine.begin() as connection:
                yield connection
        except (SQLAlchemyError, OSError) as error:
            self.failures += 1
            raise LogUnavailableError(str(error)) from error

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A connection that only reads."""
        try:
            async with self._engine.connect() as connection:
                yield await connection.execution_options(read_only=True)
        except (SQLAlchemyError, OSError) as error:
            self.failures += 1
            raise LogUnavailableError(str(error)) from error

    async def shared_secret(self, name: str) -> str:
        """A secret drawn by the first process that asks for it, and known to all.

        Raises:
            LogUnavailableError: the database cannot be written.
        """
        try:
            return await _kept(self._engine, name)
        except (SQLAlchemyError, OSError) as error:
            raise LogUnavailableError(str(error)) from error


def insert(connection: AsyncConnection, table: Any) -> Any:
    """The backend's own INSERT, which knows what to do on a conflict."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    return dialect.insert(table)


async def upsert(
    connection: AsyncConnection, table: Any, row: dict[str, Any], *, overwrite: bool = True
) -> None:
    """Insert a row, or overwrite (or keep) the one with the same primary key."""
    statement = insert(connection, table).values(row)
    keys = [column.name for column in table.primary_key]
    rest = {name: value for name, value in row.items() if name not in keys}
    if overwrite:
        statement = statement.on_conflict_do_update(index_elements=keys, set_=rest)
    else:
        statement = statement.on_conflict_do_nothing(index_elements=keys)
    await connection.execute(statement)


async def _kept(engine: AsyncEngine, name: str) -> str:
    """A secret kept in the database, drawn by the first process that comes."""
    async with engine.begin() as connection:
        row = {"name": name, "value": random_secrets.token_hex(32)}
        await upsert(connection, secrets, row, overwrite=False)
        return str(await connection.scalar(select(secrets.c.value).where(secrets.c.name == name)))
