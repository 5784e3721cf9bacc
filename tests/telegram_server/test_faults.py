"""Faults on demand: 429, 5xx, cut connections, double delivery, kills."""

import datetime as dtm
import sys
from pathlib import Path

import pytest
from telegram import (
    Bot,
)
from telegram.error import (
    NetworkError,
    RetryAfter,
    TimedOut,
)

from tests.telegram_server.echo import (
    echo_application,
)
from tests.telegram_server.errors import SilentPersonError
from tests.telegram_server.people import Person
from tests.telegram_server.running import BotProcess, in_process
from tests.telegram_server.server import TelegramServer

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
ECHO = (sys.executable, "-m", "tests.telegram_server.echo")


async def test_planned_faults(server: TelegramServer, bot: Bot, person: Person) -> None:
    faults = server.world.faults
    faults.flood("sendMessage", retry_after=7)
    with pytest.raises(RetryAfter) as caught:
        await bot.send_message(person.id, "un")
    assert caught.value.retry_after == dtm.timedelta(seconds=7)
    faults.error("sendMessage", code=500, skip=1)
    await bot.send_message(person.id, "deux")
    with pytest.raises(NetworkError, match="Internal Server Error"):
        await bot.send_message(person.id, "trois")
    faults.drop()
    with pytest.raises(NetworkError):
        await bot.send_message(person.id, "quatre")
    faults.cut("sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(person.id, "cinq")
    assert [message.text for message in person.replies] == ["deux", "cinq"]
    faults.hang("sendMessage")
    with pytest.raises(TimedOut):
        await bot.send_message(person.id, "six", read_timeout=0.2)
    await server.wait_for(lambda: faults.hanging == 0, what="the end of the call that hung")
    assert person.last.text == "cinq"


async def test_flood_limits(server: TelegramServer, bot: Bot, person: Person) -> None:
    server.world.limits.per_chat_second = 2
    for number in range(2):
        await bot.send_message(person.id, str(number))
    with pytest.raises(RetryAfter):
        await bot.send_message(person.id, "trop")
    assert server.calls[-1].error == "Too Many Requests: retry after 1"


@pytest.mark.parametrize("new_id", [False, True])
async def test_double_delivery(server: TelegramServer, new_id: bool) -> None:
    person = server.user()
    server.world.updates.deliver_twice(new_id=new_id)
    async with in_process(echo_application(server.root)):
        await person.send_text("une fois")
        replies = await person.replies_until_quiet()
    assert [reply.text for reply in replies] == ["écho : une fois"] * 2


async def test_a_killed_process_gets_its_updates_again(server: TelegramServer) -> None:
    person = server.user()
    async with BotProcess(server, ECHO, cwd=ROOT) as process:
        await person.send_text("un")
        assert (await person.next_reply()).text == "écho : un"
        server.world.faults.hang("sendMessage")
        await person.send_text("trois")
        await server.wait_for(lambda: server.world.faults.hanging == 1)
        await process.restart()
        assert (await person.next_reply()).text == "écho : trois"
        assert process.running
    assert len(person.replies) == 2


async def test_a_process_that_ends_by_itself_is_told_at_once(server: TelegramServer) -> None:
    person = server.user()
    failing = (sys.executable, "-c", "raise SystemExit('jeton absent')")
    with pytest.raises(SilentPersonError, match="jeton absent"):
        async with BotProcess(server, failing):
            await person.next_reply()


async def test_a_lost_answer_to_get_updates_loses_nothing(server: TelegramServer) -> None:
    person = server.user()
    server.world.faults.cut("getUpdates")
    await person.send_text("un")
    async with in_process(echo_application(server.root)):
        await server.idle()
    assert [reply.text for reply in person.replies] == ["écho : un"]


async def test_telegram_unreachable_for_a_while(server: TelegramServer, bot: Bot) -> None:
    await bot.get_me()
    async with server.unreachable():
        with pytest.raises(NetworkError):
            await bot.get_me()
    assert (await bot.get_me()).is_bot
