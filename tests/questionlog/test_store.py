"""The question log on both databases: once each, what followed, and who asked stays unknown."""

import asyncio
import datetime
import re

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from bot.errors import LogUnavailableError
from bot.questionlog import fulltext
from bot.questionlog.engine import create_engine, migrate
from bot.questionlog.records import Filter, NewQuestion, OpenChoices, Recorded, Sender
from bot.questionlog.store import QuestionLog
from bot.questionlog.tables import metadata
from tests.conftest import KEYS, open_log

NOON = datetime.datetime(2026, 11, 23, 12, 0, tzinfo=datetime.UTC)
ANNE = Sender("telegram", "telegram:42", chat_id=42, message_id=7)


def question(
    sender: Sender = ANNE, text: str = "c'est quoi le PEB", at: datetime.datetime = NOON
) -> NewQuestion:
    return NewQuestion(
        sender=sender,
        text=text,
        normal=text,
        outcome="answer",
        entry="pret-entre-bibliotheques",
        confidence=0.93,
        candidates=(("pret-entre-bibliotheques", 0.93), ("desherbage-livres", 0.2)),
        domain="bibliotheque",
        knowledge="0123456789ab",
        status="repondue",
        asked_at=at,
    )


async def all_of(log: QuestionLog, chosen: Filter | None = None) -> list[str]:
    return [q.text async for q in log.stream(chosen or Filter())]


async def test_recorded_once_whatever_is_redelivered(log: QuestionLog) -> None:
    assert await log.record(question()) == Recorded(1, True, "repondue")
    assert await log.record(question(text="autre")) == Recorded(1, False, "repondue")
    other = await log.record(question(Sender("telegram", "telegram:42", 42, 8)))
    assert other.new
    assert other.number > 1
    assert await all_of(log) == ["c'est quoi le PEB", "c'est quoi le PEB"]


async def test_the_terminal_may_ask_the_same_twice(log: QuestionLog) -> None:
    for _ in range(2):
        await log.record(question(Sender("console", "console")))
    assert len(await all_of(log)) == 2


async def test_recorded_whole(log: QuestionLog) -> None:
    number = (await log.record(question())).number
    asked = await log.get(number)
    assert asked is not None
    await log.vote(asked, "inutile")
    found = await log.get(number)
    assert found is not None
    assert found.asked_at == NOON
    assert found.person == log.pseudonym("telegram:42")
    assert found.person is not None
    assert re.fullmatch(r"[0-9a-f]{16}", found.person)
    assert found.candidates == (("pret-entre-bibliotheques", 0.93), ("desherbage-livres", 0.2))
    assert (found.feedback, found.status) == ("inutile", "nouvelle")
    assert [kind for _, kind, _ in found.events] == ["inutile"]
    assert await log.get(99) is None
    assert await log.get(-1) is None
    assert await log.get(2**70) is None


async def test_many_writers_at_once(log: QuestionLog) -> None:
    senders = [Sender("telegram", f"telegram:{n}", n, 1) for n in range(40)]
    twice = [question(sender) for sender in senders * 2]
    results = await asyncio.gather(*map(log.record, twice))
    assert sum(recorded.new for recorded in results) == 40
    assert len(await all_of(log)) == 40


async def test_filters(log: QuestionLog) -> None:
    for hour in range(3):
        moment = NOON + datetime.timedelta(hours=hour)
        sender = Sender("telegram", "telegram:1", 1, hour)
        await log.record(question(sender, f"q{hour}", moment))
    second = NOON + datetime.timedelta(hours=1)
    assert await all_of(log, Filter(since=second)) == ["q1", "q2"]
    assert await all_of(log, Filter(until=second)) == ["q0"]
    assert await all_of(log, Filter(status="nouvelle")) == []
    assert await all_of(log, Filter(domain="bibliotheque", outcome="answer")) == ["q0", "q1", "q2"]


async def test_stream_goes_over_its_batches(
    log: QuestionLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.questionlog.store.EXPORT_BATCH", 2)
    for n in range(5):
        recorded = await log.record(question(Sender("telegram", "telegram:1", 1, n), f"q{n}"))
        await log.follow(recorded.number, "details")
    assert await all_of(log) == ["q0", "q1", "q2", "q3", "q4"]


async def test_choices_and_pseudonyms_outlive_a_restart(database: str) -> None:
    first = await open_log(database)
    await first.conversations.remember(ANNE, OpenChoices((("1. Oui", "v1:f:oui"),), True, None))
    await first.conversations.remember(ANNE, OpenChoices((("1. Non", "v1:f:non"),), True, 3))
    await first.close()
    await first.close()
    second = await open_log(database)
    assert await second.conversations.recall(ANNE) == OpenChoices(
        (("1. Non", "v1:f:non"),), True, 3
    )
    assert second.pseudonym("telegram:42") == first.pseudonym("telegram:42")
    assert second.pseudonym("telegram:42") != second.pseudonym("telegram:43")
    await second.close()


async def test_processes_that_start_together(database: str) -> None:
    logs = await asyncio.gather(*(open_log(database) for _ in range(4)))
    assert len({log.pseudonym("x") for log in logs}) == 1
    await asyncio.gather(*(log.close() for log in logs))


async def test_after_the_retention_time_nothing_leads_to_a_person(log: QuestionLog) -> None:
    old = Sender("telegram", "telegram:1", 1, 1)
    await log.record(question(old, "vieille", NOON - datetime.timedelta(days=400)))
    await log.record(question(ANNE, "récente", NOON))
    assert await log.privacy.unlink(NOON - datetime.timedelta(days=365)) == 1
    assert await log.privacy.unlink(NOON - datetime.timedelta(days=365)) == 0
    people = [q.person async for q in log.stream(Filter())]
    assert people[0] is None
    assert people[1] is not None
    assert await all_of(log) == ["vieille", "récente"]


async def test_a_delivery_is_handled_by_one_process_and_once(log: QuestionLog) -> None:
    deliveries = log.deliveries
    assert await deliveries.claim("message:1:1") == "mine"
    assert await deliveries.claim("message:1:1") == "taken"
    await deliveries.done("message:1:1")
    assert await deliveries.claim("message:1:1") == "done"
    assert await deliveries.claim("message:1:1", alone=True) == "done"


async def test_a_delivery_that_never_ends_is_set_aside(log: QuestionLog) -> None:
    key = "message:1:1"
    assert await log.deliveries.claim(key) == "mine"
    for outcome in ("mine", "mine", "poisoned"):
        for _ in range(5):  # waiting for one's turn does not count
            assert await log.deliveries.claim(key, alone=True) == "suspect"
        assert await log.deliveries.retry(key) == outcome
    assert await log.deliveries.claim(key, alone=True) == "suspect"
    await log.deliveries.give_up(key)
    assert await log.deliveries.claim(key, alone=True) == "done"
    assert await log.deliveries.count_set_aside() == 1
    await log.deliveries.forget_old()
    assert await log.deliveries.count_set_aside() == 1


async def test_a_database_that_cannot_be_opened(tmp_path: object) -> None:
    with pytest.raises(LogUnavailableError):
        await QuestionLog.open("sqlite+aiosqlite:////proc/nowhere/log.db")
    address = "postgresql+psycopg://nobody@127.0.0.1:1/none?connect_timeout=2"
    with pytest.raises(LogUnavailableError):
        await QuestionLog.open(address, KEYS)


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=st.text(max_size=300))
async def test_any_text_is_kept(log: QuestionLog, text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    recorded = await log.record(question(Sender("console", "console"), text))
    found = await log.get(recorded.number)
    assert found is not None
    assert found.text == text.replace("\0", "")


def _is_a_table_of_ours(_object: object, name: str | None, *_rest: object) -> bool:
    """The search is an index that each database makes in its own words."""
    return not (name or "").startswith(fulltext.TABLE)


async def test_migrations_make_the_tables_of_the_code(database: str) -> None:
    engine = create_engine(database)
    await migrate(engine, KEYS)

    def differences(connection: Connection) -> object:
        ours = {"include_object": _is_a_table_of_ours}
        return compare_metadata(MigrationContext.configure(connection, opts=ours), metadata)

    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    await engine.dispose()
