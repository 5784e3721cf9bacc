"""Nothing lost, nothing doubled: kills, double deliveries, floods, cuts."""

import sqlite3
from functools import partial
from pathlib import Path

import psycopg
import pytest

from bot.questionlog.records import Filter
from bot.questionlog.store import QuestionLog
from handlers.context import App, known_as
from tests.conftest import ROOT, SAMPLE, open_log
from tests.dialogue import Step, play
from tests.telegram_server.running import RUN, BotProcess
from tests.telegram_server.server import TelegramServer

pytestmark = pytest.mark.slow

QUESTIONS = 200


async def test_killed_in_the_middle_of_many_questions(
    server: TelegramServer, database: str
) -> None:
    people = [server.user(2000 + n, f"Élu {n}") for n in range(50)]
    env = {"DATABASE_URL": database, "KNOWLEDGE_DIR": str(SAMPLE), "LOG_LEVEL": "WARNING"}
    async with BotProcess(server, env=env, cwd=ROOT) as process:
        for number in range(QUESTIONS):
            await people[number % 50].send_text(f"le dromadaire numéro {number}")
        for enough in (20, 80, 150):
            await server.wait_for(partial(_replied, server, enough), 60)
            await process.restart()
        await server.idle(120)
    texts = await _logged(database)
    assert len(texts) == QUESTIONS
    assert len(set(texts)) == QUESTIONS


@pytest.mark.parametrize("new_id", [False, True])
async def test_delivered_twice_is_answered_once(
    serving: App, server: TelegramServer, log: QuestionLog, new_id: bool
) -> None:
    person = server.user()
    server.world.updates.deliver_twice(1, new_id=new_id)
    await person.send_text("c'est quoi le PEB")
    await server.idle()
    assert len(person.replies) == 1
    assert len([question async for question in log.stream(Filter())]) == 1


async def test_told_to_wait_it_waits_and_replies_once(
    serving: App, server: TelegramServer
) -> None:
    server.world.faults.flood("sendMessage", retry_after=1)
    await play(server.user(), [Step(send="c'est quoi le PEB", reply="Vérifié")])


async def test_a_failing_telegram_is_tried_again(serving: App, server: TelegramServer) -> None:
    server.world.faults.error("sendMessage", times=2)
    server.world.faults.error("getUpdates", times=1)
    await play(server.user(), [Step(send="c'est quoi le PEB", reply="Vérifié")])


async def test_an_unreachable_telegram_is_waited_for(serving: App, server: TelegramServer) -> None:
    person = server.user()
    async with server.unreachable():
        await person.send_text("c'est quoi le PEB")
    await server.idle()
    assert len(person.replies) == 1


async def test_a_reply_cut_after_delivery_is_not_doubled(
    serving_through_errors: App, server: TelegramServer
) -> None:
    server.world.faults.cut("sendMessage", times=1)
    person = server.user()
    await person.send_text("c'est quoi le PEB")
    await server.idle()
    answers = [message for message in person.replies if "Vérifié" in message.text]
    assert len(answers) == 1


async def test_without_its_log_the_assistant_promises_nothing(
    serving: App, server: TelegramServer, log: QuestionLog, database: str
) -> None:
    _drop_tables(database)
    await play(
        server.user(),
        [
            Step(send="recette de la tarte aux pommes", reply="Rien n'a été transmis"),
            Step(
                send="c'est quoi le PEB",
                reply=["médiathèque départementale", "n'a pas été enregistré"],
            ),
            Step(press_data="v1:ok:1", reply="Rien n'a été transmis"),
        ],
    )


async def test_without_its_log_a_call_from_elsewhere_is_told_so(
    serving: App, server: TelegramServer, log: QuestionLog, database: str
) -> None:
    known_as(serving, "petites_villes_test_bot")
    _drop_tables(database)
    person, other = server.user(), server.user()
    elsewhere = {"id": other.id, "type": "private", "first_name": "Autre"}
    for text, reply in (("c'est quoi le PEB", "médiathèque"), ("recette de tarte", "?start=")):
        called = await person.call(f"{text} @{server.world.bot['username']}", chat=elsewhere)
        await server.idle()
        assert called.press is not None
        assert called.press.answer is not None
        shown = called.press.answer["input_message_content"]["message_text"]
        assert reply in shown
        assert "n'a pas été enregistré" in shown


async def test_a_blocked_bot_goes_on(serving_through_errors: App, server: TelegramServer) -> None:
    gone, there = server.user(1), server.user(2)
    await gone.start()
    await server.idle()
    await gone.send_text("c'est quoi le PEB")
    await gone.block()
    await play(there, [Step(send="c'est quoi le PEB", reply="Vérifié")])


async def test_stopped_by_sigterm_with_everything_in_hand_done(
    server: TelegramServer, database: str
) -> None:
    env = {"DATABASE_URL": database, "KNOWLEDGE_DIR": str(SAMPLE)}
    async with BotProcess(server, env=env, cwd=ROOT) as process:
        person = server.user()
        await person.send_text("c'est quoi le PEB")
        await server.wait_for(lambda: _replies(server) >= 1)
        assert await process.terminate() == 0
        assert server.token not in process.output
    assert not server.world.updates.waiting


async def test_a_refused_token_is_told_and_not_shown(server: TelegramServer, sqlite: str) -> None:
    env = {"DATABASE_URL": sqlite, "KNOWLEDGE_DIR": str(SAMPLE)}
    process = BotProcess(server, RUN, env=env, cwd=ROOT)
    process._env["TELEGRAM_BOT_TOKEN"] = "123456:wrong-token"  # noqa: S105
    await process.start(wait=False)
    assert process._process is not None
    assert await process._process.wait() == 2
    assert "@BotFather" in process.output
    assert "wrong-token" not in process.output


def _replied(server: TelegramServer, count: int) -> bool:
    return _replies(server) >= count


def _replies(server: TelegramServer) -> int:
    return len([call for call in server.calls_of("sendMessage") if call.status == 200])


async def _logged(database: str) -> list[str]:
    log = await open_log(database)
    try:
        return [question.text async for question in log.stream(Filter())]
    finally:
        await log.close()


def _drop_tables(database: str) -> None:
    """What a broken database looks like to an assistant that runs."""
    statements = [
        "DROP TABLE events",
        "DROP TABLE conversations",
        "DROP TABLE notes",
        "DROP TABLE questions",
    ]
    if database.startswith("sqlite"):
        with sqlite3.connect(Path(database.split(":///")[1])) as connection:
            for statement in statements:
                connection.execute(statement)
        connection.close()
        return
    with psycopg.connect(database.replace("+psycopg", ""), autocommit=True) as postgres:
        for statement in statements:
            postgres.execute(statement)
