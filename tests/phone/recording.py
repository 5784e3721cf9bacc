"""The real bot, in a process of its own, plays the exchanges against the local Telegram."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.config import Settings
from tests.dialogue import play
from tests.telegram_server.chats import Message
from tests.telegram_server.running import BotProcess
from tests.telegram_server.server import TelegramServer

from .exchanges import Exchange

ROOT: Final = Path(__file__).parents[2]
TIMEOUT: Final = 30.0
FIRST: Final = 1001
"""The person of the first exchange; each has one of its own."""


@dataclass(frozen=True)
class Recorded:
    """An exchange, and what is on the screen at its end."""

    exchange: Exchange
    messages: Sequence[Message]
    notice: str
    """What Telegram shows for a moment after the last press; empty for most."""


async def record(
    exchanges: Sequence[Exchange],
    knowledge: Path,
    folder: Path,
    prepare: Callable[[str], Awaitable[None]] | None = None,
) -> list[Recorded]:
    """Play each exchange with a person of its own.

    Args:
        exchanges: what to play.
        knowledge: the base of the bot.
        folder: an empty one, for the bot's database.
        prepare: fills the database of an address, before the bot starts.

    Raises:
        DialogueError: the bot did not react as an exchange expects.
        SilentPersonError: it did not start (a base with faults) or did not answer.
    """
    url = f"sqlite+aiosqlite:///{folder / 'phone.db'}"
    if prepare is not None:
        await prepare(url)
    unset = {name.upper(): "" for name in Settings.model_fields}
    env = unset | {
        "DATABASE_URL": url,
        "KNOWLEDGE_DIR": str(knowledge),
        "PYTHONPATH": str(ROOT),
    }
    async with TelegramServer() as server, BotProcess(server, env=env, cwd=folder):
        return [
            await _recorded(server, FIRST + number, exchange)
            for number, exchange in enumerate(exchanges)
        ]


async def _recorded(server: TelegramServer, user_id: int, exchange: Exchange) -> Recorded:
    person = server.user(user_id)
    reactions = await play(person, list(exchange.steps), timeout=TIMEOUT)
    return Recorded(exchange, person.messages, reactions[-1].notice or "")
