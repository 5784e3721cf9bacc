"""What one account sends in a burst slows nobody, is confirmed, and outlives a kill."""

import asyncio

import pytest
from sqlalchemy import select

from bot.questionlog.records import Filter, LoggedQuestion
from bot.questionlog.store import QuestionLog
from bot.questionlog.tables import deliveries
from handlers.context import App
from handlers.flood import MESSAGES
from tests.conftest import ROOT, SAMPLE, open_log
from tests.dialogue import Step, play
from tests.telegram_server.running import BotProcess
from tests.telegram_server.server import TelegramServer

pytestmark = pytest.mark.slow

QUESTION = "c'est quoi le PEB"
LONG = ("le dromadaire des jardins partagés, " * 120)[:4096]


async def test_a_script_slows_nobody(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    script, other = server.user(1), server.user(2)
    for _ in range(300):
        await script.send_text(LONG)
    pending = list(server.world.updates.waiting)
    await other.send_text(QUESTION)
    assert "Vérifié" in (await other.next_reply()).text
    await server.idle(60)
    questions = await _logged(log, 301)
    assert max(update.served for update in pending) < 10, "not asked for again and again"
    assert len(script.replies) == MESSAGES + 1
    unanswered = [q for q in questions if q.text.startswith("le dro") and not q.candidates]
    assert len(unanswered) >= 300 - MESSAGES, "noted without being matched"


async def test_what_waits_its_turn_outlives_a_kill(server: TelegramServer, database: str) -> None:
    person = server.user()
    env = {"DATABASE_URL": database, "KNOWLEDGE_DIR": str(SAMPLE), "LOG_LEVEL": "WARNING"}
    async with BotProcess(server, env=env, cwd=ROOT) as process:
        server.world.faults.hang("sendMessage")
        for number in range(90):
            await person.send_text(f"le dromadaire numéro {number}")
        await server.wait_for(lambda: server.world.faults.hanging == 1)
        await server.idle()  # all confirmed to Telegram, the first still in hand
        await process.kill()
        server.release()
        await process.start()
        log = await open_log(database)
        questions = await _logged(log, 90)
        await play(server.user(2), [Step(send=QUESTION, reply="Vérifié")])
    asked = [f"le dromadaire numéro {number}" for number in range(90)]
    assert sorted(question.text for question in questions) == sorted(asked)
    assert len(person.replies) == MESSAGES + 1
    async with log._database.read() as connection:
        kept = await connection.scalar(
            select(deliveries.c.key).where(deliveries.c.body.is_not(None)).limit(1)
        )
    assert kept is None, "texts are not kept once they are handled"
    await log.close()


async def test_commands_presses_and_inline_queries_are_counted(
    serving: App, server: TelegramServer
) -> None:
    person, other = server.user(1), server.user(2)
    await play(person, [Step(send="/aide", reply="")])
    for _ in range(MESSAGES + 20):
        await person.send_text("/aide")
    await server.idle()
    assert len(person.replies) == MESSAGES + 1
    assert "très vite" in person.last.text
    presses = [await person.press_data("v1:dom") for _ in range(MESSAGES + 20)]
    await server.idle()
    answered = [sent.press.answer for sent in presses if sent.press and sent.press.answer]
    assert len(answered) == MESSAGES + 1
    assert "très vite" in answered[-1]["text"]
    typed = [await person.inline("PEB") for _ in range(MESSAGES + 20)]
    await server.idle()
    assert sum(bool(sent.press and sent.press.answer) for sent in typed) == MESSAGES
    await play(other, [Step(send=QUESTION, reply="Vérifié")])


async def test_an_account_counts_once_wherever_it_writes(
    serving: App, server: TelegramServer
) -> None:
    person = server.user(1)
    groups = [server.group(person) for _ in range(3)]
    for _ in range(20):
        for group in groups:
            await group.send(person, "/aide")
    await server.idle()
    written = [m for group in groups for m in group.chat.messages.values() if m.from_bot]
    assert len(written) == MESSAGES + 1


async def test_another_bot_on_the_database_answers(server: TelegramServer, database: str) -> None:
    env = {"DATABASE_URL": database, "KNOWLEDGE_DIR": str(SAMPLE)}
    async with BotProcess(server, env=env, cwd=ROOT):
        await play(server.user(), [Step(send=QUESTION, reply="Vérifié")])
    async with (
        TelegramServer("7000000002:AAanother-token-of-the-local-server") as second,
        BotProcess(second, env=env, cwd=ROOT),
    ):
        await play(second.user(), [Step(send=QUESTION, reply="Vérifié")])


async def _logged(log: QuestionLog, count: int) -> list[LoggedQuestion]:
    """The questions of the log, once there are that many."""
    async with asyncio.timeout(60):
        while True:
            found = [question async for question in log.stream(Filter())]
            if len(found) >= count:
                return found
