"""Opening the database: engine, durability settings, migrations under a lock."""

import time
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, event, make_url, text
from sqlalchemy import create_engine as create_sync_engine
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.errors import LaterTablesError
from bot.keys import Keys
from bot.questionlog.fulltext import FORGET
from bot.questionlog.vault import try_keys
from bot.questionlog.worker import AT_ONCE, Worker

MIGRATIONS: Final = Path(__file__).parent / "migrations"
VERSIONS: Final = "versions/[0-9]*.py"
"""Each begins with its number, by which it is called."""
BUSY_TIMEOUT_MS: Final = 10_000
"""How long SQLite waits for another process that writes."""
MIGRATION_LOCK: Final = 0x4150_5646
"""Key of PostgreSQL's advisory lock: replicas that start together migrate one after another."""
CHECKPOINT_TIMEOUT_MS: Final = 50
"""How long emptying the write-ahead log waits for who reads: nobody can write meanwhile."""
IDLE_S: Final = 5.0
"""A connection that was used less than so long ago is taken to be there."""
_WAIT: Final = "PRAGMA busy_timeout = {:d}"


def create_engine(url: str | URL) -> AsyncEngine:
    """An engine for ``sqlite+aiosqlite://`` or ``postgresql+psycopg://``; creates the folder."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        engine = create_async_engine(url, hide_parameters=True)
        _ping_what_was_idle(engine.sync_engine)
        return engine
    if parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    # Each connection is a thread, a file and five PRAGMAs; who writes waits for the others anyway.
    engine = create_async_engine(url, hide_parameters=True, pool_size=2, max_overflow=0)
    _listen(engine.sync_engine)
    return engine


def create_worker(url: str | URL) -> Worker:
    """A worker on the same database."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        engine = create_sync_engine(url, pool_size=AT_ONCE, max_overflow=0, hide_parameters=True)
        _ping_what_was_idle(engine)
        return Worker(engine)
    engine = create_sync_engine(parsed.set(drivername="sqlite"), hide_parameters=True)
    _listen(engine)
    return Worker(engine)


def _listen(engine: Engine) -> None:
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_sqlite)


def _ping_what_was_idle(engine: Engine) -> None:
    """Try a connection before its use, as `pool_pre_ping` does, where it may have been lost.

    One that was used a moment ago is there: on a busy server a ping before each of four
    transactions was a tenth of a question's processor time, and a third of its wait.
    """

    def used(_connection: Any, record: Any) -> None:
        record.info["used"] = time.monotonic()

    def taken(connection: Any, record: Any, _proxy: Any) -> None:
        if time.monotonic() - record.info.get("used", time.monotonic()) < IDLE_S:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise DisconnectionError from error  # the pool takes another, or opens one

    event.listen(engine, "checkin", used)
    event.listen(engine, "checkout", taken)


async def migrate(engine: AsyncEngine, keys: Keys) -> None:
    """Bring the database to the newest version; safe when several processes start at once.

    Args:
        engine: of the database.
        keys: what seals the addresses that an older version kept in clear.
    """
    async with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            await connection.execute(
                text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK}
            )
        moved = await connection.run_sync(partial(_upgrade, keys=keys))
    if moved:
        await without_traces(engine, whole=True)


async def without_traces(engine: AsyncEngine, *, whole: bool = False) -> None:
    """Leave nothing of what was erased in an embedded database, nor in its write-ahead log.

    Args:
        engine: of the database; PostgreSQL sees to it by itself.
        whole: rewrite the file as well, for what was erased before ``secure_delete`` was on.
    """
    if engine.dialect.name != "sqlite":
        return
    async with engine.connect() as connection:
        raw = (await connection.get_raw_connection()).driver_connection
        for statement in (FORGET, "VACUUM") if whole else (FORGET,):
            if raw is not None:
                await raw.execute_fetchall(statement)
    await empty_log(engine)


async def empty_log(engine: AsyncEngine) -> bool:
    """Bring what stands in the write-ahead log of an embedded database into its file.

    Returns:
        False while somebody reads it as it was before, which keeps it from being emptied.
    """
    if engine.dialect.name != "sqlite":
        return True
    async with engine.connect() as connection:
        raw = (await connection.get_raw_connection()).driver_connection
        if raw is None:
            return True
        await raw.execute_fetchall(_WAIT.format(CHECKPOINT_TIMEOUT_MS))
        try:
            [(busy, *_)] = await raw.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            await raw.execute_fetchall(_WAIT.format(BUSY_TIMEOUT_MS))
    return not busy


def _upgrade(connection: Connection, keys: Keys) -> bool:
    """Migrate; whether there was an older version."""
    before = _version(connection)
    if before == max(path.stem.partition("_")[0] for path in MIGRATIONS.glob(VERSIONS)):
        return False
    if before is not None:
        try_keys(connection, keys)
    from alembic import command  # a sixth of the memory of a start that has nothing to migrate
    from alembic.config import Config
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    config.attributes["keys"] = keys
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise LaterTablesError(str(error)) from error
    return before is not None


def _version(connection: Connection) -> str | None:
    """The migration that the tables are at; None where there are none."""
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def _configure_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun below, by our own BEGIN
    cursor = connection.cursor()
    cursor.execute(_WAIT.format(BUSY_TIMEOUT_MS))
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")  # a promise to a mayor outlives a power cut
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA secure_delete = ON")  # what is erased is overwritten
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads and then writes would fail at once, without the busy timeout, if
    # another process wrote in between; taking the write lock first makes it wait instead.
    read_only = connection.get_execution_options().get("read_only", False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")
