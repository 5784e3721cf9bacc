"""One table of commands: registered, in the menus, in « /aide », in the terminal, in the docs."""

from telegram.ext import CommandHandler

from bot.texts.commands import COMMANDS, lines, menu
from handlers.context import App
from tests.dialogue import Step, play
from tests.telegram_server.server import TelegramServer


def registered(app: App) -> set[str]:
    handlers = [one for group in app.handlers.values() for one in group]
    return {name for one in handlers if isinstance(one, CommandHandler) for name in one.commands}


async def test_every_command_is_registered_and_no_other(serving: App) -> None:
    assert registered(serving) == {command.name for command in COMMANDS}


async def test_help_tells_every_command_open_to_everybody(
    serving: App, server: TelegramServer
) -> None:
    told = [f"/{c.name}" for c in COMMANDS if c.who == "everybody" and not c.alias_of]
    untold = [f"/{c.name}" for c in COMMANDS if c.who == "editors"]
    await play(server.user(), [Step(send="/aide", reply=told, absent=untold)])


def test_menus_fit_telegram() -> None:
    everything = menu(["everybody", "reviewers", "editors"])
    assert len(everything) <= 100
    assert all(1 <= len(words) <= 256 for _, words in everything)
    assert "privacy" in dict(menu(["everybody"]))
    assert "/repondre" in lines(["reviewers"])
