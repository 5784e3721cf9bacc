"""A running server, a plain client and a person, for the tests of the server itself."""

import sys
from collections.abc import AsyncIterator

import pytest
from telegram import (
    Bot,
)

from tests.telegram_server.people import Person
from tests.telegram_server.server import TelegramServer


@pytest.fixture
async def bot(server: TelegramServer) -> AsyncIterator[Bot]:
    async with Bot(server.token, f"{server.root}/bot", f"{server.root}/file/bot") as bot:
        yield bot


@pytest.fixture
async def person(server: TelegramServer) -> Person:
    """Somebody whose private conversation is open, the first message confirmed."""
    somebody = server.user()
    await somebody.start()
    server.world.updates.confirm_below(sys.maxsize)
    return somebody
