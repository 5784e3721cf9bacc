"""A console with its assistant, on either database, and as many browsers as wanted."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp import ClientSession, DummyCookieJar

from bot.conversation.assistant import Assistant
from bot.conversation.served import Served
from bot.knowledge.loader import load
from bot.questionlog.store import QuestionLog
from handlers.context import App, Services, serve_with, services_of
from handlers.flood import Flood
from tests.console.world import Browser, World, served
from tests.telegram_server.server import TelegramServer


@pytest.fixture
async def world(
    serving: App, server: TelegramServer, log: QuestionLog, base: Path, database: str
) -> AsyncIterator[World]:
    settings = services_of(serving).settings
    kept = load(base)
    kept = replace(kept, made=kept.index())  # as the service serves it
    assistant = Assistant(Served.of(kept), log, settings.promises)
    serve_with(serving, Services(assistant, settings, Flood()))
    async with served(server, serving, log, base, database) as running:
        yield running


@pytest.fixture
async def browse(world: World) -> AsyncIterator[Callable[[], Browser]]:
    """Opens a browser: one a call."""
    async with ClientSession(cookie_jar=DummyCookieJar()) as http:
        yield lambda: Browser(world, http)


@pytest.fixture
def browser(browse: Callable[[], Browser]) -> Browser:
    return browse()
