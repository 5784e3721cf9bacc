"""How updates reach the bot: polling, confirmation, webhook."""

import asyncio
import time

import pytest
from aiohttp import web
from telegram import (
    Bot,
)
from telegram.error import (
    Conflict,
)

from tests.telegram_server.changes import TIMEOUT
from tests.telegram_server.echo import (
    raw_call,
    serving,
)
from tests.telegram_server.people import Person
from tests.telegram_server.server import TelegramServer


async def test_an_offset_confirms_for_good(server: TelegramServer, bot: Bot) -> None:
    person = server.user()
    first = await person.send_text("un")
    await person.send_text("deux")
    assert len(await bot.get_updates(limit=1)) == 1
    both = await bot.get_updates()
    assert [update.message.text for update in both if update.message] == ["un", "deux"]
    [left] = await bot.get_updates(offset=first.update_ids[0] + 1)
    assert left.message is not None
    assert left.message.text == "deux"
    assert len(await bot.get_updates(offset=0)) == 1
    assert await bot.get_updates(offset=left.update_id + 1) == ()
    assert not server.world.updates.waiting


async def test_long_polling_returns_as_soon_as_something_comes(
    server: TelegramServer, bot: Bot
) -> None:
    polling = asyncio.create_task(bot.get_updates(timeout=300))
    await server.wait_for(lambda: server.polling.waiting == 1)
    await server.user().send_text("/aide@petites_villes_test_bot https://cerema.fr")
    async with asyncio.timeout(TIMEOUT):
        [update] = await polling
    assert update.message is not None
    assert [entity.type for entity in update.message.entities] == ["bot_command", "url"]
    began = time.monotonic()
    assert await bot.get_updates(offset=update.update_id + 1, timeout=1) == ()
    assert time.monotonic() - began >= 1


async def test_one_way_of_receiving_at_a_time(server: TelegramServer, bot: Bot) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await server.wait_for(lambda: server.polling.waiting == 1)
    second = asyncio.create_task(raw_call(server, "getUpdates", {"timeout": 30}))
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await first
    await bot.set_webhook("http://127.0.0.1:9/x")
    status, body = await second
    assert status == 409
    assert "webhook is active" in body["description"]
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_allowed_updates(server: TelegramServer, bot: Bot) -> None:
    person = server.user()
    await bot.get_updates(allowed_updates=["callback_query"])
    assert (await person.send_text("x")).update_ids == []
    await bot.get_updates(allowed_updates=[])
    assert len((await person.send_text("x")).update_ids) == 1


async def test_groups_and_privacy(server: TelegramServer, bot: Bot, person: Person) -> None:
    group = server.group(person)
    assert (await group.send(person, "bonjour")).update_ids == []
    assert (await group.send(person, "/aide@autre_bot")).update_ids == []
    assert len((await group.send(person, "/aide")).update_ids) == 1
    await bot.send_message(group.id, "Question n° 12")
    seen = group.as_seen_by(person)
    assert len((await group.send(person, "réponse", reply_to=seen.last)).update_ids) == 1
    assert (await bot.get_chat_member(group.id, person.id)).status == "creator"


async def test_webhook_delivery(server: TelegramServer, bot: Bot) -> None:
    person = server.user()
    answers = [500, 200, 200]
    seen: list[tuple[str | None, str]] = []

    async def receive(request: web.Request) -> web.Response:
        body = await request.json()
        status = answers[len(seen)]
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        seen.append((secret, body["message"]["text"]))
        reply = {"method": "sendMessage", "chat_id": person.id, "text": "par le webhook"}
        return web.json_response(reply, status=status)

    async with serving(receive) as url:
        await bot.set_webhook(url, secret_token="secret-1")  # noqa: S106
        await person.send_text("un")
        await person.send_text("deux")
        await server.idle()
    assert seen == [("secret-1", "un"), ("secret-1", "un"), ("secret-1", "deux")]
    assert [reply.text for reply in person.replies] == ["par le webhook"] * 2
    info = await bot.get_webhook_info()
    assert info.pending_update_count == 0
    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"


async def test_webhook_replicas_get_a_doubled_update_in_turn(
    server: TelegramServer, bot: Bot
) -> None:
    person = server.user()
    seen: list[tuple[str, int]] = []

    async def receive(request: web.Request) -> web.Response:
        seen.append((request.host, (await request.json())["update_id"]))
        return web.Response()

    async with serving(receive) as one, serving(receive) as other:
        server.world.settings.webhook_targets = [one, other]
        server.world.updates.deliver_twice()
        await bot.set_webhook(one)
        sent = await person.send_text("un")
        await server.settled(sent.update_ids)
    assert len({host for host, _ in seen}) == 2
    assert [update_id for _, update_id in seen] == sent.update_ids * 2
