"""The service serves the console beside long polling or a webhook, or none at all."""

import asyncio

import pytest
from aiohttp import ClientConnectorError, ClientSession

from bot.config import Settings, load_settings
from bot.errors import ConfigurationError
from tests.conftest import ROOT, SAMPLE
from tests.telegram_server.running import BotProcess
from tests.telegram_server.server import TelegramServer

pytestmark = pytest.mark.slow

PAGE = "/console/connexion"


async def status(port: int, path: str) -> int:
    async with ClientSession() as http:
        while True:
            try:
                async with http.get(f"http://localhost:{port}{path}") as answer:
                    return answer.status
            except ClientConnectorError:
                await asyncio.sleep(0)


@pytest.mark.parametrize(
    ("given", "webhook", "expected"),
    [(True, False, 200), (False, False, 404), (True, True, 200)],
)
async def test_off_unless_an_address_is_given(
    server: TelegramServer,
    sqlite: str,
    unused_tcp_port: int,
    given: bool,
    webhook: bool,
    expected: int,
) -> None:
    env = {"DATABASE_URL": sqlite, "KNOWLEDGE_DIR": str(SAMPLE), "PORT": str(unused_tcp_port)}
    if given:
        env["CONSOLE_URL"] = f"http://localhost:{unused_tcp_port}"
    if webhook:
        env["WEBHOOK_URL"] = "https://assistant.example.org/telegram"
    async with BotProcess(server, env=env, cwd=ROOT):
        assert await status(unused_tcp_port, PAGE) == expected


@pytest.mark.parametrize("url", ["http://exemple.fr", "https://exemple.fr/autre", "console"])
def test_an_address_that_would_not_keep_the_session_is_refused(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONSOLE_URL", url)
    with pytest.raises(ConfigurationError, match="CONSOLE_URL"):
        load_settings()


def test_the_path_may_be_left_out() -> None:
    assert Settings(console_url="https://exemple.fr/").console_url == "https://exemple.fr/console"
