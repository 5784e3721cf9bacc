"""What breaks around the service: what the official sees, nothing lost, nothing doubled."""

import asyncio
import datetime
import re
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import insert

from bot.questionlog.consultation_tables import consultations
from bot.questionlog.deliveries import TRIES
from bot.questionlog.records import Filter
from bot.questionlog.store import QuestionLog
from handlers.context import App
from tests.conftest import ROOT, SAMPLE, open_log
from tests.dialogue import Step, play
from tests.telegram_server.running import RUN, BotProcess
from tests.telegram_server.server import TelegramServer
from tests.transport.world import whole_service

pytestmark = pytest.mark.slow

NUMBERED = re.compile(r"n°\s\d")
ANSWERED = Step(send="c'est quoi le PEB", reply="Vérifié")


async def test_a_storm_of_refusals_is_outlasted(server: TelegramServer, log: QuestionLog) -> None:
    people = [server.user(4000 + number) for number in range(8)]
    server.world.faults.flood("sendMessage", retry_after=1, times=12)
    server.world.faults.error("sendMessage", times=4)
    async with whole_service(server, log):
        for person in people:
            await person.send_text("c'est quoi le PEB")
        await server.idle()
        await server.wait_for(lambda: all(person.replies for person in people))
    assert [len(person.replies) for person in people] == [1] * 8
    assert len(await _texts(log)) == 8


async def test_one_chat_held_up_does_not_hold_the_others(
    serving: App, server: TelegramServer
) -> None:
    slow, others = server.user(1), [server.user(10 + number) for number in range(5)]
    server.world.faults.flood("sendMessage", retry_after=20)
    await slow.send_text("c'est quoi le PEB")
    await server.wait_for(lambda: bool(server.calls_of("sendMessage")))
    for person in others:
        await person.send_text("c'est quoi le PEB")
    await server.wait_for(lambda: all(person.replies for person in others))
    assert not slow.replies


async def test_a_reset_connection_is_told_and_the_question_kept(
    serving_through_errors: App, server: TelegramServer, log: QuestionLog
) -> None:
    server.world.faults.drop("sendMessage")
    await play(server.user(), [Step(send="le dromadaire bleu", reply="Un incident"), ANSWERED])
    assert await _texts(log) == ["le dromadaire bleu", "c'est quoi le PEB"]


async def test_what_kills_the_service_three_times_is_set_aside(
    server: TelegramServer, database: str
) -> None:
    unlucky, other = server.user(1), server.user(2)
    env = {"DATABASE_URL": database, "KNOWLEDGE_DIR": str(SAMPLE)}
    async with BotProcess(server, env=env, cwd=ROOT) as process:
        for tried in range(TRIES + 1):  # the last time while it is being told
            server.world.faults.hang("sendMessage")
            if tried == 0:
                await unlucky.send_text("c'est quoi le PEB")
            await server.wait_for(lambda: server.world.faults.hanging == 1)
            await process.kill()
            server.release()
            await process.start()
        await server.idle()
        assert [message.text[:30] for message in unlucky.replies] == [
            "Je n'ai pas réussi à traiter v"
        ]
        await play(other, [ANSWERED])
        await play(unlucky, [ANSWERED])


async def test_a_locked_database_is_waited_for(
    server: TelegramServer, sqlite: str, tmp_path: Path
) -> None:
    env = {"DATABASE_URL": sqlite, "KNOWLEDGE_DIR": str(SAMPLE)}
    async with BotProcess(server, env=env, cwd=ROOT):
        with closing(sqlite3.connect(tmp_path / "log.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            asyncio.get_running_loop().call_later(1.5, other.execute, "COMMIT")
            await play(server.user(), [ANSWERED])
            assert not other.in_transaction
    assert await _logged(sqlite) == ["c'est quoi le PEB"]


async def test_a_full_disk_is_told_and_the_answer_given(
    server: TelegramServer, sqlite: str, tmp_path: Path
) -> None:
    await (await open_log(sqlite)).close()
    blocks = (tmp_path / "log.db").stat().st_size // 1024 + 40
    command = ("bash", "-c", f"ulimit -f {blocks}; exec {sys.executable} -m bot run")
    env = {"DATABASE_URL": sqlite, "KNOWLEDGE_DIR": str(SAMPLE), "LOG_LEVEL": "ERROR"}
    async with BotProcess(server, command, env=env, cwd=ROOT) as process:
        person = server.user()
        for number in range(60):
            await person.send_text(f"le dromadaire numéro {number}, " + "assez long " * 60)
            await server.idle()
            if "Rien n'a été transmis" in person.last.text:
                break
        else:
            pytest.fail("the disk never was full")
        told = [message for message in person.replies if NUMBERED.search(message.text)]
        await play(
            person,
            [Step(send="c'est quoi le PEB", reply=["médiathèque", "n'a pas été enregistré"])],
        )
        assert "not recorded" in process.output
        assert "assez long" not in process.output, "what was asked is in no line of the log"
    texts = await _logged(sqlite)
    assert len(texts) == len(told), "each number given is in the log, and nothing else"


async def test_a_read_only_database_stops_the_start_with_a_message(
    server: TelegramServer, sqlite: str, tmp_path: Path
) -> None:
    await (await open_log(sqlite)).close()
    path = tmp_path / "log.db"
    content = bytearray(path.read_bytes())
    content[18] = 3  # the file format says: later versions may write, you may only read
    path.write_bytes(content)
    process = BotProcess(server, RUN, env={"DATABASE_URL": sqlite}, cwd=ROOT)
    await process.start(wait=False)
    assert process._process is not None
    assert await process._process.wait() == 1
    assert "le journal des questions est indisponible" in process.output
    assert "Traceback" not in process.output


async def test_what_a_round_cannot_do_stops_nothing_else(
    server: TelegramServer, database: str
) -> None:
    """A consultation as no version of ours would have kept it."""
    log = await open_log(database)
    async with log._database.write() as connection:
        row = {
            "id": "a", "state": "ouverte", "definition": '{"titre": "secrète"}', "proposed_by": "b"
        }  # fmt: skip
        moment = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
        await connection.execute(insert(consultations).values(**row, closes_at=moment))
    await log.close()
    env = {"DATABASE_URL": database, "KNOWLEDGE_DIR": str(SAMPLE)}
    async with BotProcess(server, env=env, cwd=ROOT) as process:
        await server.wait_for(lambda: "consultations not looked after" in process.output)
        await play(server.user(), [ANSWERED])
        assert "secrète" not in process.output


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_postgresql_restarted_under_load(server: TelegramServer, database: str) -> None:
    people = [server.user(5000 + number) for number in range(10)]
    env = {"DATABASE_URL": database, "KNOWLEDGE_DIR": str(SAMPLE), "LOG_LEVEL": "ERROR"}
    async with BotProcess(server, env=env, cwd=ROOT) as process:
        asked = 0
        for door in (True, False, False, True, True):
            _let_in(database, door)
            for person in people:
                await person.send_text(f"le dromadaire numéro {asked}")
                asked += 1
        await server.idle(60)
        assert "Traceback" not in process.output
        await play(people[0], [ANSWERED])
    replies = [message.text for person in people for message in person.replies]
    assert len(replies) == asked + 1
    kept = [text for text in replies if NUMBERED.search(text)]
    assert len(set(await _logged(database))) >= len(kept) > 0


def _let_in(database: str, allowed: bool) -> None:
    """What clients see of a server that stops (all are cut, nobody enters) and is back."""
    server, _, name = database.replace("+psycopg", "").rpartition("/")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS {allowed}')
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
        )


async def _texts(log: QuestionLog) -> list[str]:
    return [question.text async for question in log.stream(Filter())]


async def _logged(database: str) -> list[str]:
    log = await open_log(database)
    try:
        return await _texts(log)
    finally:
        await log.close()
