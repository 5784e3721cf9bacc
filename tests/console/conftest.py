"""A console with its assistant, on either database, and as many browsers as wanted."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from aiohttp import ClientSession, DummyCookieJar

from bot.questionlog.store import QuestionLog
from handlers.context import App
from tests.console.world import Browser, World, served
from tests.telegram_server.server import TelegramServer


@pytest.fixture
async def world(
    serving: App, server: TelegramServer, log: QuestionLog, base: Path, database: str
) -> AsyncIterator[World]:
    """What is served is the sample base, of which `base` is a copy."""
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
