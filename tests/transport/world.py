"""The whole service in this process, notices included, and a metric's value."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

from prometheus_client import generate_latest

from bot.app import build
from bot.config import Settings
from bot.conversation.assistant import Assistant
from bot.questionlog.store import QuestionLog
from bot.running.metrics import REGISTRY
from handlers.context import App
from handlers.registry import ALLOWED_UPDATES
from handlers.transport.notices import Notices
from handlers.transport.polling import Poller
from tests.conftest import sample_served
from tests.telegram_server.running import in_process
from tests.telegram_server.server import TelegramServer


@contextlib.asynccontextmanager
async def whole_service(
    server: TelegramServer, log: QuestionLog, *, tolerate_errors: bool = False, **options: Any
) -> AsyncIterator[App]:
    """Polling and sending what is due, until the end of the block."""
    settings = Settings(telegram_bot_token=server.token, telegram_api_url=server.root, **options)
    app = build(settings, Assistant(sample_served(), log, settings.promises))

    async def serve(app: App) -> None:
        stop = asyncio.Event()
        notices = Notices(app, log, settings.staff_chat_id)
        async with asyncio.TaskGroup() as group:  # when it ends, both have: the log is closed next
            group.create_task(Poller(app, ALLOWED_UPDATES).run(stop))
            group.create_task(notices.run(stop))

    async with in_process(app, serve, tolerate_errors=tolerate_errors):
        yield app


def metric(name: str) -> float:
    """What Prometheus would read."""
    for line in generate_latest(REGISTRY).decode().splitlines():
        if line.startswith(name + " "):
            return float(line.split()[-1])
    return 0.0
