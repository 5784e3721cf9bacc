"""From a database of the version before: what waits is kept, and tied to its question."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from bot.questionlog.engine import MIGRATIONS, create_engine
from tests.conftest import KEYS, open_log


def _to_first(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes |= {"connection": connection, "keys": KEYS}
    command.upgrade(config, "0001")


async def test_notices_of_the_version_before_are_kept(database: str) -> None:
    engine = create_engine(database)
    async with engine.begin() as connection:
        await connection.run_sync(_to_first)
        for key in ("repondue:7:2026-11-23T12:00:00", "annonce:8:2026-11-23T12:00:00"):
            await connection.execute(
                text(
                    "INSERT INTO outbox (key, chat_id, reply, due_at) "
                    'VALUES (:key, 1, \'{"html": "x", "rows": []}\', \'2026-11-23 12:00:00\')'
                ),
                {"key": key},
            )
    await engine.dispose()
    log = await open_log(database)
    assert [one.state for one in await log.outbox.delivery_of(7)] == ["waiting"]
    assert await log.outbox.delivery_of(8) == []
    taken = await log.outbox.take()
    assert taken is not None
    assert (taken.question, taken.chat_id, taken.unsure) == (7, 1, 1)
    await log.close()
