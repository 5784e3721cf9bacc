"""What tests share: two databases, a small base of another trade, a local Telegram."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from functools import cache
from pathlib import Path

import hypothesis
import psycopg
import pytest

from bot.app import build
from bot.config import SHIPPED_KNOWLEDGE, Settings
from bot.conversation.assistant import Assistant
from bot.conversation.served import Served
from bot.keys import Keys, read_keys
from bot.knowledge.loader import load
from bot.knowledge.models import KnowledgeBase
from bot.questionlog.store import QuestionLog
from bot.running.compiled import ready
from handlers.context import App
from handlers.registry import ALLOWED_UPDATES
from handlers.transport.polling import Poller
from tests.dialogue import Step, play
from tests.postgres import Reused, address, created
from tests.telegram_server.people import Person
from tests.telegram_server.running import in_process
from tests.telegram_server.server import TelegramServer

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "tests" / "sample"
POSTGRES = os.environ.get("TEST_POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432/postgres")

FICHE = """question: Peut-on élever des dromadaires dans un jardin partagé ?
variantes: [dromadaire au jardin, camélidés en ville]
reponse: Non, un jardin partagé n'accueille pas de **camélidés**.
sources:
  - titre: Guide des animaux
    url: https://example.org/animaux
verifie_le: 2026-01-12
tests: [des dromadaires en ville, elever un camélidé]
"""
"""A fiche that the sample base lacks, to be added to a copy of it."""

hypothesis.settings.register_profile("untimed", deadline=None)  # a loaded machine is no fault
hypothesis.settings.load_profile("untimed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without the slow ones, what is tried on both databases is tried on the embedded one."""
    for item in items:
        callspec = getattr(item, "callspec", None)
        if callspec is not None and "postgresql" in callspec.params.values():
            item.add_marker(pytest.mark.slow)


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of the machine, and no `.env`, reaches a test."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def postgres() -> str:
    """A server to make databases on; absent, its tests are skipped unless CI requires it."""
    try:
        psycopg.connect(POSTGRES, connect_timeout=3).close()
    except psycopg.OperationalError as error:
        if os.environ.get("REQUIRE_POSTGRES"):
            raise
        pytest.skip(f"no PostgreSQL at TEST_POSTGRES_URL: {error}")
    return POSTGRES


ADDRESS_KEY = "5f" * 32
KEYS = Keys(read_keys(ADDRESS_KEY))


async def open_log(url: str) -> QuestionLog:
    """The log at an address, with the keys that the service would open it with."""
    return await QuestionLog.open(url, Settings(database_url=url).keys)


@pytest.fixture(scope="session")
def made_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a log that was just opened for the first time, and its key; made once."""
    folder = tmp_path_factory.mktemp("made")
    asyncio.run(_opened_once(f"sqlite+aiosqlite:///{folder / 'log.db'}", Keys()))
    return folder


@pytest.fixture(scope="session")
def made_postgresql(postgres: str) -> Iterator[Reused]:
    """A database of which the same is true; every test that is given it leaves it so."""
    with (
        created(postgres) as name,
        closing(
            Reused(postgres, name, lambda url: asyncio.run(_opened_once(url, KEYS)))
        ) as reused,
    ):
        yield reused


@pytest.fixture(params=["sqlite", "postgresql"])
def database(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """The address of an empty database, of one kind and then of the other.

    An embedded one draws its key beside itself; on a server, the key is a setting. For a test
    that is given an open log its tables need no making again: it is a copy of one opened before,
    or the same one, emptied.
    """
    opened = "log" in request.fixturenames
    if request.param == "sqlite":
        if opened:
            made: Path = request.getfixturevalue("made_sqlite")
            shutil.copytree(made, tmp_path, dirs_exist_ok=True)
        yield f"sqlite+aiosqlite:///{tmp_path / 'log.db'}"
        return
    server = request.getfixturevalue("postgres")
    monkeypatch.setenv("ADDRESS_KEY", ADDRESS_KEY)
    if opened:
        reused: Reused = request.getfixturevalue("made_postgresql")
        yield reused.address
        reused.empty()
        return
    with created(server) as name:
        yield address(server, name)


async def _opened_once(url: str, keys: Keys) -> None:
    await (await QuestionLog.open(url, keys)).close()


@pytest.fixture
def sqlite(tmp_path: Path) -> str:
    """The address of an empty SQLite database, where the kind does not matter."""
    return f"sqlite+aiosqlite:///{tmp_path / 'log.db'}"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A copy of the sample base, to which a fiche can be added."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "base"))


@pytest.fixture(scope="session")
def shipped_base(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    """The base that ships, with its index; the processes of one run share what one has read."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    return ready(Settings(knowledge_dir=SHIPPED_KNOWLEDGE, state_dir=folder / "shipped"))


@pytest.fixture
async def log(database: str) -> AsyncIterator[QuestionLog]:
    """An open question log."""
    opened = await open_log(database)
    yield opened
    await opened.close()


@pytest.fixture
async def server() -> AsyncIterator[TelegramServer]:
    """A local Telegram."""
    async with TelegramServer() as running:
        yield running


@pytest.fixture
async def serving(server: TelegramServer, log: QuestionLog) -> AsyncIterator[App]:
    """The whole assistant on the sample base, polling the local Telegram."""
    app = application(server, log)
    async with in_process(app, poll):
        yield app


@pytest.fixture
async def serving_through_errors(server: TelegramServer, log: QuestionLog) -> AsyncIterator[App]:
    """The same, where a handler is expected to fail."""
    app = application(server, log)
    async with in_process(app, poll, tolerate_errors=True):
        yield app


async def play_anew(
    server: TelegramServer, database: str, person: Person, steps: Iterable[Step]
) -> None:
    """Play steps, each with an assistant that has just started: nothing stays in its memory."""
    for step in steps:
        log = await open_log(database)
        async with in_process(application(server, log), poll):
            await play(person, [step])
        await log.close()


def application(server: TelegramServer, log: QuestionLog) -> App:
    """The assistant on the sample base."""
    settings = Settings(telegram_bot_token=server.token, telegram_api_url=server.root)
    return build(settings, Assistant(sample_served(), log, settings.promises))


@cache
def sample_served() -> Served:
    """The sample base with its index: nothing changes a base that was read."""
    base = load(SAMPLE)
    return Served.of(replace(base, made=base.index()))


async def poll(app: App) -> None:
    """Serve by long polling."""
    await Poller(app, ALLOWED_UPDATES).run(asyncio.Event())
