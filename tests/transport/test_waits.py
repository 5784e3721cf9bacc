"""A chat that Telegram makes wait: nobody else waits, nothing is lost, a stop ends it."""

import pytest

from bot.pages.reply import Reply, dump
from bot.questionlog.records import Filter, Notice
from bot.questionlog.store import QuestionLog
from tests.conftest import ROOT, SAMPLE, open_log
from tests.dialogue import Step, play
from tests.telegram_server.running import BotProcess
from tests.telegram_server.server import TelegramServer
from tests.transport.world import whole_service

pytestmark = pytest.mark.slow

QUESTION = "c'est quoi le PEB"
ANSWERED = Step(send=QUESTION, reply="Vérifié")


async def test_the_reply_waits_and_the_update_does_not(
    server: TelegramServer, log: QuestionLog
) -> None:
    async with whole_service(server, log):
        person = server.user()
        server.world.faults.flood("sendMessage", retry_after=4)
        sent = await person.send_text(QUESTION)
        await server.settled(sent.update_ids)
        assert not person.replies, "confirmed while the reply waits"
        reply = await person.next_reply()
        assert "Vérifié" in reply.text
        assert reply.labels[:2] == ["Utile", "Pas utile"]
        await play(person, [Step(press="Utile", notice="Merci")])
    assert len([question async for question in log.stream(Filter())]) == 1


async def test_others_are_read_soon_while_one_takes_long(
    server: TelegramServer, log: QuestionLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.transport.polling.PATIENCE_S", 3_600.0)
    async with whole_service(server, log, tolerate_errors=True):
        slow, other = server.user(1), server.user(2)
        server.world.faults.hang("sendMessage")
        await slow.send_text(QUESTION)
        await server.wait_for(lambda: server.world.faults.hanging == 1)
        await other.send_text(QUESTION)
        assert "Vérifié" in (await other.next_reply()).text
        assert not slow.replies
        server.release()
        await slow.next_reply()  # that the call was cut


async def test_a_reply_that_waits_outlives_a_kill(server: TelegramServer, database: str) -> None:
    env = {"DATABASE_URL": database, "KNOWLEDGE_DIR": str(SAMPLE)}
    person = server.user()
    async with BotProcess(server, env=env, cwd=ROOT) as process:
        server.world.faults.flood("sendMessage", retry_after=5)
        sent = await person.send_text(QUESTION)
        await server.settled(sent.update_ids)
        await process.restart()
        assert "Vérifié" in (await person.next_reply()).text
        await play(person, [ANSWERED])
    assert len(person.replies) == 2


async def test_a_burst_of_a_chat_that_waits_holds_nobody(
    server: TelegramServer, log: QuestionLog
) -> None:
    async with whole_service(server, log):
        script, other = server.user(1), server.user(2)
        server.world.faults.flood("sendMessage", retry_after=300)
        for _ in range(110):
            await script.send_text("/aide")
        await other.send_text(QUESTION)
        assert "Vérifié" in (await other.next_reply()).text
        await server.idle()
    assert len(server.calls_of("sendMessage", chat_id=1)) == 1, "Telegram is not asked again"


async def test_a_file_that_cannot_be_sent_is_told(
    server: TelegramServer, log: QuestionLog
) -> None:
    async with whole_service(server, log):
        person = server.user()
        await play(person, [ANSWERED])
        server.world.faults.flood("sendDocument", retry_after=3)
        await play(person, [Step(send="/mesdonnees", silence=True)])
        assert "à nouveau" in (await server.wait_for(lambda: person.replies[1:] or None))[0].text


async def test_sigterm_ends_every_wait(server: TelegramServer, database: str) -> None:
    people = [server.user(number) for number in (1, 2)]
    for person in people:
        person.chat.opened = True
    log = await open_log(database)
    await log.desk.notify([Notice("k", 2, dump(Reply("une fois")))])
    env = {"DATABASE_URL": database, "KNOWLEDGE_DIR": str(SAMPLE)}
    server.world.faults.flood("sendMessage", retry_after=300, times=2)
    async with BotProcess(server, env=env, cwd=ROOT) as process:
        await people[0].send_text(QUESTION)
        await server.wait_for(lambda: len(server.calls_of("sendMessage")) == 2)
        assert await process.terminate() == 0
    assert not server.world.updates.waiting
    async with log._database.read() as connection:
        rows = (await connection.exec_driver_sql("SELECT sent_at, failure FROM outbox")).all()
    assert [tuple(row) for row in rows] == [(None, None)] * 2, "both are still to be sent"
    await log.close()
