"""Updates that cannot be read: set aside by their number, told, confirmed; others go on."""

import json
from typing import Any

import pytest

from bot.questionlog.deliveries import Held
from bot.questionlog.store import QuestionLog
from bot.questionlog.tables import deliveries
from handlers.context import App
from tests.conftest import ROOT, SAMPLE
from tests.dialogue import Step, play
from tests.telegram_server.running import BotProcess
from tests.telegram_server.server import TelegramServer
from tests.transport.test_webhook import Replica, _message, replicas
from tests.transport.world import whole_service

__all__ = ["replicas"]

SECRET_WORDS = "jardin des Camomilles"  # noqa: S105
POLL: dict[str, Any] = {
    "id": "1",
    "question": SECRET_WORDS,
    "options": [{"text": SECRET_WORDS, "voter_count": 0}],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
}
"""As a Bot API server older than 9.6 sends it."""
ANSWERED = Step(send="c'est quoi le PEB", reply="Vérifié")


def _unreadable(chat_id: int, **fields: Any) -> dict[str, Any]:
    person = {"id": chat_id, "is_bot": False, "first_name": "Camille"}
    chat = {"id": chat_id, "type": "private"}
    return {"message_id": 77, "date": 1_790_000_000, "chat": chat, "from": person} | fields


async def test_an_update_that_cannot_be_read_stops_nobody(
    server: TelegramServer, database: str
) -> None:
    author, other = server.user(1), server.user(2)
    env = {"DATABASE_URL": database, "KNOWLEDGE_DIR": str(SAMPLE), "LOG_LEVEL": "DEBUG"}
    async with BotProcess(server, env=env, cwd=ROOT) as process:
        await play(author, [ANSWERED])
        bad = server.world.updates.push("message", _unreadable(1, poll=POLL))
        await play(other, [ANSWERED])
        await server.settled(bad)
        assert "lire votre dernier message" in (await server.wait_for(lambda: author.last)).text
        assert len(author.replies) == 2, "told once"
        await process.restart()
        await play(other, [ANSWERED])
        assert SECRET_WORDS not in process.output
        assert str(bad[0]) in process.output


async def test_an_answer_that_is_none_of_telegrams_stops_nobody(
    server: TelegramServer, log: QuestionLog
) -> None:
    async with whole_service(server, log):
        await play(server.user(1), [ANSWERED])
        server.world.faults.empty("getUpdates", times=2)
        await play(server.user(2), [ANSWERED])


async def test_what_was_held_by_a_version_that_could_read_it_keeps_no_text(
    server: TelegramServer, log: QuestionLog
) -> None:
    author = server.user(1)
    unreadable = {"update_id": 5, "message": _unreadable(1, poll=POLL)}
    ignored = {"update_id": 6, "subscription": {"text": SECRET_WORDS}}
    held = [Held(f"held:{one['update_id']}", 5, json.dumps(one)) for one in (unreadable, ignored)]
    async with whole_service(server, log):
        await play(author, [ANSWERED])
    await log.deliveries.hold(held)
    async with whole_service(server, log):
        await server.wait_for(lambda: len(author.replies) == 2 or None)
        assert "lire votre dernier message" in author.last.text
        await play(author, [ANSWERED])
    assert await log.deliveries.held() == []
    async with log._database.read() as connection:
        rows = (await connection.execute(deliveries.select())).all()
    assert [row.body for row in rows if row.body or not row.done_at] == []
    assert await log.deliveries.count_set_aside() == 1


@pytest.mark.parametrize(
    "body",
    [
        {"text": 3},
        {"date": "hier"},
        {"from": None},
        {"chat": {"id": 2**70, "type": "private"}},
        {"entities": [{"type": "bold", "offset": -1, "length": 2}], "text": "bonjour"},
        {"text": "c'est quoi \ud800 le PEB"},
        {"rich_message": json.loads("[" * 700 + "]" * 700)},
    ],
    ids=["type", "date", "author", "number", "entity", "half sign", "depth"],
)
async def test_whatever_telegram_sends_is_confirmed(
    serving: App, server: TelegramServer, body: dict[str, Any]
) -> None:
    server.user(1001).chat.opened = True
    sent = server.world.updates.push("message", _unreadable(1001, text="bonjour") | body)
    await play(server.user(2), [ANSWERED])
    await server.settled(sent)


async def test_a_kind_not_asked_for_is_confirmed(serving: App, server: TelegramServer) -> None:
    server.world.updates.allowed = None  # an earlier setting of Telegram's
    sent = server.world.updates.push("poll_answer", {"poll_id": "1", "option_ids": [0]})
    await server.settled(sent)


async def test_the_webhook_sets_aside_and_acknowledges(
    server: TelegramServer, replicas: list[Replica]
) -> None:
    author = server.user(1001)
    author.chat.opened = True
    bad = {"update_id": 5, "message": _unreadable(1001, poll=POLL)}
    assert [(await replica.post(bad))[0] for replica in replicas * 2] == [200] * 4
    assert len(author.replies) == 1
    for body in (
        {"update_id": 6},
        {"update_id": 7, "message": 3},
        {"update_id": 8, "message": {"chat": []}},
        {"update_id": 9, "poll_answer": {"poll_id": "1"}},
        {"update_id": 10, "message": _message(1, "a")["message"] | {"text": "\ud800"}},
    ):
        assert (await replicas[0].post(json.dumps(body).encode()))[0] == 200, body
    _, metrics = await replicas[0].get("/metrics")
    assert 'assistant_updates_total{claim="unreadable"} 3.0' in metrics
    for replica in replicas:
        assert SECRET_WORDS not in replica.process.output


async def test_in_a_group_what_begins_as_a_command_is_told_alone(
    serving: App, server: TelegramServer
) -> None:
    person = server.user(1)
    group = server.group(person)
    for text in ("une phrase", "/aide"):
        body = _unreadable(1, text=text, sticker=7) | {"chat": group.chat.to_json()}
        server.world.updates.push("message", body)
    await server.idle()
    [told] = group.as_seen_by(person).replies
    assert "lire votre dernier message" in told.text


async def test_unreadable_ones_of_a_script_are_told_no_more(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    author = server.user(1)
    author.chat.opened = True
    for _ in range(60):
        server.world.updates.push("message", _unreadable(1, poll=POLL))
    await server.idle()
    assert len(author.replies) == 40
