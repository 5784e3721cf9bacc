"""Webhook mode with two replicas: answered once, refused when hostile, watched, stopped."""

import asyncio
import io
import json
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest

from bot.questionlog.records import Filter
from tests.conftest import ROOT, SAMPLE, open_log
from tests.dialogue import Step, play
from tests.telegram_server.running import BotProcess
from tests.telegram_server.server import TelegramServer

pytestmark = pytest.mark.slow

SECRET = "a-secret-of-the-test"  # noqa: S105
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET}


@dataclass
class Replica:
    """A process behind the load balancer."""

    process: BotProcess
    root: str

    async def post(self, body: Any, headers: dict[str, str] = HEADERS) -> tuple[int, str]:
        """What it answers to a body: bytes as they are, anything else as JSON."""
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        async with (
            aiohttp.ClientSession() as session,
            session.post(
                f"{self.root}/telegram", data=io.BytesIO(data), headers=headers
            ) as answer,
        ):
            return answer.status, await answer.text()

    async def get(self, path: str) -> tuple[int, str]:
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"{self.root}{path}") as answer,
        ):
            return answer.status, await answer.text()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@pytest.fixture
async def replicas(server: TelegramServer, database: str) -> AsyncIterator[list[Replica]]:
    """Two processes on one database; the local Telegram posts to each in turn."""
    async with AsyncExitStack() as stack:
        found = []
        for _ in range(2):
            port = _free_port()
            env = {
                "DATABASE_URL": database,
                "KNOWLEDGE_DIR": str(SAMPLE),
                "WEBHOOK_URL": "https://assistant.example.org/telegram",
                "WEBHOOK_SECRET": SECRET,
                "PORT": str(port),
                "LOG_FORMAT": "json",
            }
            root = f"http://127.0.0.1:{port}"
            server.world.settings.webhook_targets.append(f"{root}/telegram")
            process = BotProcess(server, env=env, cwd=ROOT)
            found.append(Replica(await stack.enter_async_context(process), root))
        yield found


def _message(update_id: int, text: str) -> dict[str, Any]:
    person = {"id": 1001, "is_bot": False, "first_name": "Camille"}
    chat = {"id": 1001, "type": "private"}
    message = {"message_id": update_id, "date": 1_790_000_000, "chat": chat, "from": person}
    return {"update_id": update_id, "message": message | {"text": text}}


async def test_two_replicas_serve_and_each_question_is_answered_once(
    server: TelegramServer, replicas: list[Replica], database: str
) -> None:
    people = [server.user(3000 + number) for number in range(10)]
    server.world.updates.deliver_twice(30)
    for number in range(30):
        await people[number % 10].send_text(f"le dromadaire numéro {number}")
    await server.idle()
    assert [len(person.replies) for person in people] == [3] * 10
    texts = await _logged(database)
    assert sorted(texts) == sorted(f"le dromadaire numéro {number}" for number in range(30))
    await play(people[0], [Step(send="c'est quoi le PEB", reply="Vérifié")])


async def test_one_update_posted_to_both_at_once_is_answered_once(
    server: TelegramServer, replicas: list[Replica]
) -> None:
    person = server.user(1001)
    await person.start()
    await server.idle()
    before = len(person.replies)
    server.world.faults.hang("sendMessage")  # the first has it for as long as we like
    update = _message(700, "c'est quoi le PEB")
    first = asyncio.create_task(replicas[0].post(update))
    await server.wait_for(lambda: server.world.faults.hanging == 1)
    status, _ = await replicas[1].post(update)
    assert status == 503, "in the other's hands: Telegram must keep it"
    server.release()
    assert (await first)[0] == 200
    assert (await replicas[1].post(update))[0] == 200
    [reply] = person.replies[before:]
    assert "Un incident" in reply.text, "a request never answered may have been carried out"


async def test_what_is_not_telegrams_is_refused_without_a_trace(
    server: TelegramServer, replicas: list[Replica]
) -> None:
    replica = replicas[0]
    good = _message(1, "c'est quoi le PEB")
    refused = [
        (await replica.post(good, headers={}))[0],
        (await replica.post(good, headers={next(iter(HEADERS)): SECRET[:-1]}))[0],
        (await replica.post(good, headers={next(iter(HEADERS)): "é" * 20}))[0],
    ]
    assert refused == [403] * 3
    bodies: list[Any] = [
        b"",
        b"\xff\xfe",
        b"{",
        b"[" * 100_000,
        [],
        {},
        {"update_id": "1", "message": {}},
        {"update_id": True, "message": good["message"]},
        {"update_id": 2**64, "message": good["message"]},
    ]
    for body in bodies:
        assert (await replica.post(body))[0] == 400, body
    assert (await replica.post(b" " * 1_100_000))[0] == 413
    assert (await replica.get("/telegram"))[0] == 405
    assert (await replica.get("/"))[0] == 404
    assert not server.calls_of("sendMessage")
    output = replica.process.output
    assert "Traceback" not in output
    assert SECRET not in output
    assert server.token not in output


async def test_it_is_watched_and_its_lines_name_nobody(
    server: TelegramServer, replicas: list[Replica]
) -> None:
    person = server.user(987654321, "Prudence")
    await play(person, [Step(send="mon adresse est 3 rue des Lilas", reply="n° 1")])
    for replica in replicas:
        assert await replica.get("/healthz") == (200, "ok\n")
        status, body = await replica.get("/readyz")
        assert (status, set(json.loads(body).values())) == (200, {True})
        for line in replica.process.output.splitlines():
            assert {"time", "level", "logger", "update", "message"} <= json.loads(line).keys()
        for personal in ("987654321", "Prudence", "Lilas"):
            assert personal not in replica.process.output
    metrics = "".join([(await replica.get("/metrics"))[1] for replica in replicas])
    assert 'assistant_questions_total{outcome="none"} 1.0' in metrics
    assert 'assistant_updates_total{claim="mine"} 1.0' in metrics
    assert "assistant_notices_waiting 0.0" in metrics
    assert "assistant_entry_overdue_days" in metrics


async def test_stopped_in_the_middle_it_finishes_first(
    server: TelegramServer, replicas: list[Replica]
) -> None:
    person = server.user()
    server.world.settings.webhook_targets.pop()
    server.world.faults.flood("sendMessage", retry_after=1)
    await person.send_text("c'est quoi le PEB")
    await server.wait_for(lambda: bool(server.calls_of("sendMessage")))
    assert await replicas[0].process.terminate() == 0
    assert len(person.replies) == 1
    assert not server.world.updates.waiting


async def test_a_taken_port_is_told(server: TelegramServer, sqlite: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        env = {
            "DATABASE_URL": sqlite,
            "WEBHOOK_URL": "https://assistant.example.org/telegram",
            "PORT": str(taken.getsockname()[1]),
        }
        process = BotProcess(server, env=env, cwd=ROOT)
        await process.start(wait=False)
        assert process._process is not None
        assert await process._process.wait() == 2
        assert "LISTEN ou PORT" in process.output


async def _logged(database: str) -> list[str]:
    log = await open_log(database)
    try:
        return [question.text async for question in log.stream(Filter())]
    finally:
        await log.close()
