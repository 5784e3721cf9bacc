"""The database behind the log: connections, errors in our terms, and the keys that open it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache, partial
from typing import Any, Final, TypeVar

from sqlalchemy import Column, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.errors import AssistantError, LogUnavailableError
from bot.keys import Keys, Ring
from bot.questionlog.engine import (
    create_engine,
    create_worker,
    empty_log,
    migrate,
    without_traces,
)
from bot.questionlog.resealing import reseal
from bot.questionlog.vault import Vault, kept, keys_for, open_vault
from bot.questionlog.worker import Work, Worker

T = TypeVar("T")
NO_KEYS: Final = Keys()
_DIALECTS: Final[dict[str, Any]] = {"postgresql": postgresql, "sqlite": sqlite}


class Database:
    """An open database; reading and writing raise ``LogUnavailableError`` when it fails."""

    def __init__(self, engine: AsyncEngine, worker: Worker, vault: Vault, ring: Ring) -> None:
        self._engine = engine
        self._worker = worker
        self._ring = ring
        self.vault = vault
        """Pseudonyms, marks and seals."""
        self.failures = 0
        """Reads and writes that failed since it was opened."""

    @classmethod
    async def open(cls, url: str, keys: Keys = NO_KEYS) -> "Database":
        """Open the database, creating or migrating its tables.

        Args:
            url: a SQLAlchemy URL, ``sqlite+aiosqlite:///…`` or ``postgresql+psycopg://…``.
            keys: what seals addresses; an embedded database has a file beside it by default.

        Raises:
            ConfigurationError: a database on a server needs a key and has none.
            LogUnavailableError: the database cannot be reached, written, or opened by the key.
        """
        try:
            keys, drawn = keys_for(url, keys)
            engine = create_engine(url)
        except (SQLAlchemyError, OSError) as error:
            raise LogUnavailableError(str(error)) from error
        try:
            vault = await _opened(engine, keys)
        except (SQLAlchemyError, OSError, AssistantError) as error:
            await engine.dispose()
            if drawn is not None:  # the right key is elsewhere: this one opens nothing
                drawn.unlink(missing_ok=True)
            if isinstance(error, AssistantError):
                raise
            raise LogUnavailableError(str(error)) from error
        return cls(engine, create_worker(url), vault, Ring(keys.address))

    async def close(self) -> None:
        """Give the connections back; may be called twice."""
        await asyncio.to_thread(self._worker.close)
        await self._engine.dispose()

    @property
    def dialect(self) -> str:
        """Which database it is: "sqlite" or "postgresql"."""
        return self._engine.dialect.name

    def pseudonym(self, person: str) -> str:
        """A stable name that only the key's holder could link to the person (HMAC-SHA-256)."""
        return self.vault.pseudonym(person)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that writes; committed at the end, rolled back on any error."""
        try:
            async with self._engine.begin() as connection:
                yield connection
        except (SQLAlchemyError, OSError) as error:
            self.failures += 1
            raise _without_rows(error) from None

    async def transact(self, work: Work[T], *, reads: bool = False) -> T:
        """Do some work in one transaction and one hop, for what people wait for.

        Args:
            work: what is done with the connection; it waits for nothing else.
            reads: it writes nothing.

        Returns:
            What the work returns, once it is committed.
        """
        try:
            return await self._worker.run(work, reads=reads)
        except (SQLAlchemyError, OSError) as error:
            self.failures += 1
            raise _without_rows(error) from None

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A connection that only reads."""
        try:
            async with self._engine.connect() as connection:
                yield await connection.execution_options(read_only=True)
        except (SQLAlchemyError, OSError) as error:
            self.failures += 1
            raise _without_rows(error) from None

    async def shared_secret(self, name: str) -> str:
        """A secret drawn by the first process that asks for it, and known to all.

        Raises:
            LogUnavailableError: the database cannot be written.
        """
        async with self.write() as connection:
            return await connection.run_sync(partial(kept, ring=self._ring, name=name))

    async def forget_traces(self) -> None:
        """Leave nothing of what was erased in the files of an embedded database.

        Where somebody reads it for long, the log is still to be emptied.
        """
        try:
            await without_traces(self._engine)
        except (SQLAlchemyError, OSError) as error:
            self.failures += 1
            raise _without_rows(error) from None

    async def empty_log(self) -> bool:
        """Empty the write-ahead log; False where somebody reads it as it was before."""
        try:
            return await empty_log(self._engine)
        except (SQLAlchemyError, OSError) as error:
            self.failures += 1
            raise _without_rows(error) from None


def _without_rows(error: Exception) -> LogUnavailableError:
    """The first line of an error: in those below, PostgreSQL quotes the row that it refused."""
    return LogUnavailableError(str(error).partition("\n")[0])


def insert(connection: AsyncConnection, table: Any) -> Any:
    """The backend's own INSERT, which knows what to do on a conflict."""
    return _DIALECTS[connection.dialect.name].insert(table)


async def upsert(
    connection: AsyncConnection, table: Any, row: dict[str, Any], *, overwrite: bool = True
) -> None:
    """Insert a row, or overwrite (or keep) the one with the same primary key."""
    await connection.execute(_upsert(connection.dialect.name, table, tuple(row), overwrite), row)


# Statements are kept: putting one together takes longer than SQLite takes to carry it out.


@cache
def _upsert(dialect: str, table: Table, names: tuple[str, ...], overwrite: bool) -> Any:
    statement = _DIALECTS[dialect].insert(table)
    keys = [column.name for column in table.primary_key]
    if not overwrite:
        return statement.on_conflict_do_nothing(index_elements=keys)
    rest = {name: statement.excluded[name] for name in names if name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=rest)


def insert_new(connection: AsyncConnection, table: Table, told: "Column[Any]") -> Any:
    """INSERT of a row that leaves one that is there alone, and tells a column of a new one."""
    return _insert_new(connection.dialect.name, table, told)


@cache
def _insert_new(dialect: str, table: Table, told: "Column[Any]") -> Any:
    return _DIALECTS[dialect].insert(table).on_conflict_do_nothing().returning(told)


async def _opened(engine: AsyncEngine, keys: Keys) -> Vault:
    """Migrate and open the vault; what an older key sealed is sealed again with the newest."""
    await migrate(engine, keys)
    async with engine.begin() as connection:
        vault = await connection.run_sync(open_vault, keys)
        if len(keys.address) > 1:
            await connection.run_sync(reseal, vault)
    return vault
