"""Hostile input at every door.

``FUZZ=20000 python -m pytest tests/test_fuzz.py`` tries so many at each; by default, 300.
Doors: text of messages, data of buttons, payloads of links, YAML files, bodies of the webhook.
"""

import asyncio
import json
import os
import shutil
import string
import unicodedata
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.app import build
from bot.clock import local_today
from bot.config import Settings
from bot.conversation.assistant import Assistant
from bot.knowledge import checks
from bot.knowledge.files import read_folder
from bot.questionlog.store import QuestionLog
from bot.running.server import listen, serve
from handlers.registry import ALLOWED_UPDATES
from handlers.transport.polling import Poller
from handlers.transport.webhook import HEADER, Webhook
from tests.conftest import SAMPLE, sample_served
from tests.telegram_server.running import in_process
from tests.telegram_server.server import TelegramServer

pytestmark = pytest.mark.slow

TRIED = int(os.environ.get("FUZZ", "300"))
BATCH = 20
SECRET = "fuzz"  # noqa: S105
CONTROL = {"Cc", "Cs", "Zl", "Zp"}
SAMPLES = (
    "c'est quoi le PEB",
    "/fiche compost-odeurs",
    "/repondre 1 oui",
    "/mesquestions",
    "ok",
    "<b>gras</b> & <a href='javascript:x'>",
    "\u202e\u200b\u0301\ufeff",
    "=cmd|' /C calc'!A0",
    "'; DROP TABLE questions; --",
    "{0.__class__} %s {text}",
    "🇫🇷" * 40,
    "0612345678 camille@example.org",
)
texts = st.one_of(
    st.text(min_size=1, max_size=400),
    st.lists(st.sampled_from(SAMPLES), min_size=1, max_size=4).map(" ".join),
    st.tuples(st.sampled_from(SAMPLES), st.text(max_size=30)).map("".join),
    st.sampled_from(SAMPLES).flatmap(lambda text: st.permutations(text).map("".join)),
    st.integers(4000, 9000).map(lambda size: "mot " * (size // 4)),
).filter(lambda text: bool(text.strip()))
payloads = st.text(string.ascii_letters + string.digits + "_-", min_size=1, max_size=64)
presses = st.one_of(
    st.text(min_size=1, max_size=20),
    st.from_regex(r"v1:[a-z]{1,8}(:[-a-z0-9]{0,12}){0,3}", fullmatch=True),
    st.tuples(
        st.sampled_from(
            [
                "ok",
                "ko",
                "no",
                "ask",
                "tell",
                "q",
                "re",
                "rm",
                "older",
                "more",
                "erase",
                "form",
                "r",
            ]
        ),
        st.integers(-(2**70), 2**70),
    ).map(lambda pair: f"v1:{pair[0]}:{pair[1]}"),
).filter(lambda data: 1 <= len(data.encode()) <= 64)

fuzz = settings(
    max_examples=max(1, TRIED // BATCH),
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
    database=None,
    derandomize="FUZZ" not in os.environ,  # every push tries the same; a session tries others
)


class World:
    """The whole assistant on the sample base, in an event loop that examples enter and leave."""

    def __init__(self, folder: Path) -> None:
        self._runner = asyncio.Runner()
        self._stack = AsyncExitStack()
        self.people = 10_000
        self._errors: list[object] = []
        self.server, self.root = self._runner.run(self._open(folder))

    async def _open(self, folder: Path) -> tuple[TelegramServer, str]:
        server = await self._stack.enter_async_context(TelegramServer())
        log = await QuestionLog.open(f"sqlite+aiosqlite:///{folder}/log.db")
        self._stack.push_async_callback(log.close)
        options = Settings(telegram_bot_token=server.token, telegram_api_url=server.root)
        app = build(options, Assistant(sample_served(), log, options.promises))
        app.add_error_handler(self._collect)
        await self._stack.enter_async_context(in_process(app, _poll, tolerate_errors=True))
        hook = Webhook(app, "https://assistant.example.org/telegram", SECRET)
        root = await self._stack.enter_async_context(_listening(hook))
        self.session = await self._stack.enter_async_context(aiohttp.ClientSession())
        return server, root

    def run(self, work: Any) -> Any:
        """The result of a coroutine."""
        return self._runner.run(work)

    async def _collect(self, _update: object, context: Any) -> None:
        if str(context.error) != "Chat not found":  # forged updates come from no chat of ours
            self._errors.append(context.error)

    def close(self) -> None:
        """Stop; fails if a handler let an exception out."""
        with self._runner:
            self._runner.run(self._stack.aclose())
        assert not self._errors

    async def each(self, inputs: list[str], act: str) -> None:
        """Each input from a person of its own; each must bring a reply or a notice."""
        people = []
        for given_input in inputs:
            self.people += 1
            person = self.server.user(self.people)
            people.append((person, given_input))
            if act == "press_data":
                await person.start()
        await self.server.idle(60)
        seen = len(self.server.calls)
        sent = [await getattr(person, act)(text) for person, text in people]
        await self.server.idle(60)
        calls = self.server.calls[seen:]
        refused = [(call.method, call.error) for call in calls if 400 <= call.status < 500]
        assert not refused, (refused, inputs)
        for (person, text), done in zip(people, sent, strict=True):
            noticed = done.press is not None and done.press.answer is not None
            answered = any(call.chat_id == person.id for call in calls)
            assert answered or noticed, text

    async def post(self, bodies: list[bytes]) -> list[int]:
        """The statuses of the webhook."""
        found = []
        for body in bodies:
            async with self.session.post(
                f"{self.root}/telegram", data=body, headers={HEADER: SECRET}
            ) as answer:
                found.append(answer.status)
        return found


async def _poll(app: Any) -> None:
    await Poller(app, ALLOWED_UPDATES).run(asyncio.Event())


@asynccontextmanager
async def _listening(hook: Webhook) -> AsyncIterator[str]:
    stop = asyncio.Event()
    listener = listen("127.0.0.1", 0)
    task = asyncio.create_task(serve([hook.route], listener, stop))
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        stop.set()
        await task


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    opened = World(tmp_path_factory.mktemp("fuzz"))
    yield opened
    opened.close()


@fuzz
@given(inputs=st.lists(texts, min_size=BATCH, max_size=BATCH))
def test_texts(world: World, inputs: list[str]) -> None:
    world.run(world.each(inputs, "send_text"))


@fuzz
@given(inputs=st.lists(payloads, min_size=BATCH, max_size=BATCH))
def test_payloads_of_links(world: World, inputs: list[str]) -> None:
    world.run(world.each(inputs, "start"))


@fuzz
@given(inputs=st.lists(presses, min_size=BATCH, max_size=BATCH))
def test_data_of_buttons(world: World, inputs: list[str]) -> None:
    world.run(world.each(inputs, "press_data"))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    *ALLOWED_UPDATES,
                    *["update_id", "chat", "from", "id", "text", "type", "date", "data"],
                ]
            )
            | st.text(max_size=8),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


def _spoilt(path: tuple[str, ...], value: Any) -> bytes:
    """A good update with one part replaced."""
    update: dict[str, Any] = {
        "update_id": 5,
        "message": {
            "message_id": 1,
            "date": 1_790_000_000,
            "chat": {"id": 1, "type": "private"},
            "from": {"id": 1, "is_bot": False, "first_name": "C"},
            "text": "c'est quoi le PEB",
        },
    }
    part = update
    for name in path[:-1]:
        part = part[name]
    part[path[-1]] = value
    return json.dumps(update).encode()


PARTS = [
    ("update_id",),
    ("message",),
    *(("message", name) for name in ("message_id", "date", "chat", "from", "text", "entities")),
    *(("message", "chat", name) for name in ("id", "type")),
    *(("message", "from", name) for name in ("id", "first_name", "is_bot")),
]
bodies = st.one_of(
    st.binary(max_size=300),
    json_values.map(lambda value: json.dumps(value).encode()),
    st.builds(_spoilt, st.sampled_from(PARTS), json_values),
)


@fuzz
@given(found=st.lists(bodies, min_size=BATCH, max_size=BATCH))
def test_bodies_of_the_webhook(world: World, found: list[bytes]) -> None:
    for body, status in zip(found, world.run(world.post(found)), strict=True):
        assert status in {200, 400, 403, 413}, body


ENTRY = (SAMPLE / "jardins" / "compost-odeurs.yaml").read_text("utf-8")
PIECES = ("&a ", "*a", "!!python/object:os.system ", "- ", ": ", "? ", "| ", "> ", '"', "'", "\t",
          "---\n", "[", "{", "#", "%", "@", "`", "\0", "\u2028", "<<: ", "01004", "on", "~", "é",
          "<script>", "[x](javascript:alert(1))", "**", "\n")  # fmt: skip


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """A fiche with pieces put in, taken out and doubled; or anything at all."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.binary(max_size=2000))
    text = ENTRY
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 30)))
        piece = draw(st.sampled_from(PIECES) | st.text(max_size=8))
        text = text[:start] + piece * draw(st.integers(1, 3)) + text[end:]
    return text.encode("utf-8", "surrogatepass")


@settings(fuzz, max_examples=TRIED)
@given(content=files())
def test_yaml_files(copy: Path, content: bytes) -> None:
    (copy / "jardins" / "compost-odeurs.yaml").write_bytes(content)
    loaded = read_folder(copy)
    for fault in loaded.faults + checks.structural(loaded, local_today()):
        assert fault.line >= 1
        strange = {unicodedata.category(letter) for letter in str(fault)} & CONTROL
        assert not strange, "an editor reads one line a fault, and a terminal obeys nothing"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path_factory.mktemp("fuzz") / "base"))
