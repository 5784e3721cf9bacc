"""``/readyz`` says no soon after Telegram or the database is lost, to as many as ask."""

import asyncio
import json
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import closing

import psycopg
import pytest

from tests.conftest import ROOT, SAMPLE
from tests.telegram_server.running import BotProcess
from tests.telegram_server.server import TelegramServer
from tests.transport.test_webhook import Replica, _free_port

pytestmark = pytest.mark.slow


@pytest.fixture
async def watched(server: TelegramServer, database: str) -> AsyncIterator[Replica]:
    port = _free_port()
    env = {"DATABASE_URL": database, "KNOWLEDGE_DIR": str(SAMPLE), "PORT": str(port)}
    async with BotProcess(server, env=env, cwd=ROOT) as process:
        replica = Replica(process, f"http://127.0.0.1:{port}")
        async with asyncio.timeout(10):
            while not await _answers(replica):
                pass
        yield replica


async def _answers(replica: Replica) -> bool:
    try:
        return (await replica.get("/readyz"))[0] == 200
    except OSError:
        return False


async def _refused_within(replica: Replica, limit: float) -> dict[str, bool]:
    """What is said when it says no, which it must do before the limit."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        answers = await asyncio.gather(*(replica.get("/readyz") for _ in range(20)))
        status, body = answers[-1]
        if status == 503:
            said: dict[str, bool] = json.loads(body)
            return said
    pytest.fail("still ready")


@pytest.mark.parametrize("fault", ["502", "silence", "gone"])
async def test_not_ready_without_telegram(
    server: TelegramServer, watched: Replica, fault: str
) -> None:
    faults = server.world.faults
    if fault == "gone":
        async with server.unreachable():
            said = await _refused_within(watched, 5)
    else:
        if fault == "502":
            faults.error("*", code=502, times=100_000)
        else:
            faults.hang("*", times=100_000)
        said = await _refused_within(watched, 5)
        asked = [call for call in server.calls_of("getMe") if call.status != 200]
        assert len(asked) <= 3, "probes do not queue up"
        faults.clear()
        server.release()
    assert said == {"database": True, "knowledge": True, "telegram": False}
    async with asyncio.timeout(10):
        while not await _answers(watched):
            pass


async def test_not_ready_without_the_database(watched: Replica, database: str) -> None:
    _lose(database)
    said = await _refused_within(watched, 5)
    assert said == {"database": False, "knowledge": True, "telegram": True}


def _lose(database: str) -> None:
    """PostgreSQL lets nobody in; in SQLite's file the tables are gone."""
    if database.startswith("sqlite"):
        with closing(sqlite3.connect(database.split(":///")[1])) as connection:
            connection.execute("ALTER TABLE outbox RENAME TO elsewhere")
        return
    server, _, name = database.replace("+psycopg", "").rpartition("/")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
        )
