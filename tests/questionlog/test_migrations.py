"""From a database of revision 0001, with rows as people left them, to what stands now."""

import datetime
import json

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from bot.errors import LogUnavailableError
from bot.keys import Keys, read_keys
from bot.questionlog.engine import MIGRATIONS
from bot.questionlog.outbox import Outbox
from bot.questionlog.records import Sender
from bot.questionlog.store import QuestionLog
from bot.questionlog.vault import open_vault
from tests.conftest import KEYS
from tests.questionlog.filling import ANNE, BRUNO, PHONE, dump

GROUP = -4_000_000_123
NOW = datetime.datetime.now(datetime.UTC)
OLD_KEY = "0f" * 32


def old(person: str) -> str:
    """A pseudonym as 0001 made it, with the key that stood beside it."""
    import hmac
    from hashlib import sha256

    return hmac.new(OLD_KEY.encode(), person.encode(), sha256).hexdigest()[:16]


def upgraded(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes |= {"connection": connection, "keys": KEYS}
    command.upgrade(config, revision)


def at_0001(connection: Connection) -> None:
    upgraded(connection, "0001")
    tables = sa.MetaData()
    tables.reflect(connection)
    question = {
        "asked_at": NOW, "channel": "telegram", "outcome": "none", "candidates": "[]",
        "knowledge": "0123456789ab", "status": "nouvelle",
    }  # fmt: skip
    anne, bruno = old(f"telegram:{ANNE}"), old(f"telegram:{BRUNO}")
    rows: dict[str, list[dict[str, object]]] = {
        "secrets": [
            {"name": "pseudonyms", "value": OLD_KEY},
            {"name": "webhook", "value": "secret-du-webhook"},
        ],
        "questions": [
            question | {"id": 1, "person": anne, "chat_id": ANNE, "message_id": 7,
                        "text": "appelez-moi au [téléphone]", "normal": f"appelez au {PHONE}"},
            question | {"id": 2, "person": anne, "chat_id": GROUP, "message_id": 8,
                        "text": "dans le groupe", "normal": "groupe"},
            question | {"id": 3, "person": None, "chat_id": None, "message_id": None,
                        "text": "sans lien", "normal": "sans lien"},
            question | {"id": 4, "person": bruno, "chat_id": BRUNO, "message_id": 9,
                        "text": "de Bruno", "normal": "bruno"},
        ],
        "events": [{"question_id": 1, "at": NOW, "kind": "transmise", "detail": "", "actor": ""}],
        "people": [
            {"person": anne, "chat_id": ANNE, "wants_notices": True, "town": "23096",
             "town_name": "Guéret", "updated_at": NOW},
        ],
        "votes": [
            {"person": anne, "entry": "fiche", "knowledge": "x", "vote": "utile", "at": NOW},
        ],
        "conversations": [
            {"key": f"telegram:{ANNE}:telegram:{ANNE}", "choices": "[false, []]",
             "form": json.dumps({"form": "appui", "contact": "anne@mairie.example"}),
             "updated_at": NOW},
        ],
        "deliveries": [
            {"key": f"message:{ANNE}:7", "taken_until": NOW, "attempts": 1, "done_at": NOW},
        ],
        "outbox": [
            {"key": "repondue:1:2026", "chat_id": ANNE, "reply": '{"html": "à vous", "rows": []}',
             "due_at": NOW, "attempts": 0},
            {"key": "annonce:1:2026", "chat_id": GROUP, "reply": "MARQUEUR envoyé", "due_at": NOW,
             "attempts": 1, "sent_at": NOW},
        ],
    }  # fmt: skip
    for name, values in rows.items():
        for row in values:
            connection.execute(tables.tables[name].insert().values(row))


@pytest.fixture
async def of_0001(database: str) -> str:
    engine = create_async_engine(database)
    async with engine.begin() as connection:
        await connection.run_sync(at_0001)
        if database.startswith("postgresql"):
            await connection.execute(sa.text("SELECT setval('questions_id_seq', 40)"))
        else:
            await connection.execute(sa.text("UPDATE sqlite_sequence SET seq = 40"))
    await engine.dispose()
    return database


async def test_what_stood_in_clear_is_moved(of_0001: str) -> None:
    log = await QuestionLog.open(of_0001, KEYS)
    stolen = await dump(of_0001)
    for number in (ANNE, BRUNO, GROUP, -GROUP):
        assert str(number) not in stolen
    for text in (PHONE, OLD_KEY, "secret-du-webhook", "anne@mairie", "MARQUEUR"):
        assert text not in stolen
    assert old(f"telegram:{ANNE}") not in stolen, "the key before is in older copies"

    anne = Sender("telegram", f"telegram:{ANNE}", ANNE, 7)
    assert await log.people.town(anne) == ("23096", "Guéret")
    assert await log.people.wants_notices(anne)
    first, second = await log.get(1), await log.get(2)
    assert first is not None
    assert second is not None
    assert first.person == second.person == log.pseudonym(anne.person)
    assert first.normal == "appelez moi au telephone"
    assert [kind for _, kind, _ in first.events] == ["transmise"]
    assert await log.people.wants_reply(1)
    assert not await log.people.wants_reply(2), "she agreed in private"
    shown = await log.conversations.recall(anne)
    assert shown is not None
    assert "anne@mairie.example" in (shown.form or "")
    assert [asker.place.chat_id for asker in await log.desk.to_tell(1)] == [ANNE]
    held = await log.privacy.held(anne)
    assert len(held["questions"]) == 2
    assert held["votes"][0]["entry"] == "fiche"
    waiting = await Outbox(log._database).take()
    assert waiting is not None
    assert (waiting.chat_id, waiting.question) == (ANNE, 1)
    await log.close()


async def test_numbers_go_on_from_the_last_one_given(of_0001: str) -> None:
    from tests.questionlog.test_store import question

    log = await QuestionLog.open(of_0001, KEYS)
    recorded = await log.record(question(Sender("telegram", "telegram:1", 1, 1)))
    assert recorded.number > 40
    await log.close()


async def test_a_key_that_was_given_keeps_its_pseudonyms(of_0001: str) -> None:
    log = await QuestionLog.open(of_0001, Keys(KEYS.address, OLD_KEY.encode()))
    assert log.pseudonym(f"telegram:{ANNE}") == old(f"telegram:{ANNE}")
    first = await log.get(1)
    assert first is not None
    assert first.person == old(f"telegram:{ANNE}")
    await log.close()


async def test_migrating_again_changes_nothing(of_0001: str) -> None:
    await (await QuestionLog.open(of_0001, KEYS)).close()
    log = await QuestionLog.open(of_0001, KEYS)
    engine = create_async_engine(of_0001)
    async with engine.connect() as connection:
        revision = await connection.run_sync(
            lambda sync: MigrationContext.configure(sync).get_current_revision()
        )
    await engine.dispose()
    assert revision is not None
    assert revision >= "0003"
    await log.close()


async def test_a_wrong_key_leaves_older_tables_as_they_were(database: str) -> None:
    def made(connection: Connection) -> None:
        upgraded(connection, "0005")
        open_vault(connection, KEYS)

    def version(connection: Connection) -> str | None:
        return MigrationContext.configure(connection).get_current_revision()

    engine = create_async_engine(database)
    async with engine.begin() as connection:
        await connection.run_sync(made)
    with pytest.raises(LogUnavailableError, match="n'ouvre pas cette base"):
        await QuestionLog.open(database, Keys(read_keys("cd" * 32)))
    async with engine.connect() as connection:
        assert await connection.run_sync(version) == "0005"
    await engine.dispose()
    await (await QuestionLog.open(database, KEYS)).close()
