"""Commands for everybody, and those that do not exist."""

from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Update

from bot.conversation.button_data import of_command
from bot.pages.reply import Reply
from bot.texts import conversation as texts
from bot.texts.commands import Command
from handlers.context import Context, sender_of
from handlers.sending import send

Handler = Callable[[Update, Context], Coroutine[Any, Any, None]]


def handler_of(command: Command) -> Handler:
    """The handler of a command that the conversation knows by its verb."""

    async def handle(update: Update, context: Context) -> None:
        pressed = of_command(command.verb, " ".join(context.args or []))
        await send(
            update, context, await context.assistant.act(pressed, sender_of(update, context))
        )

    return handle


async def unknown(update: Update, context: Context) -> None:
    """A command that does not exist."""
    await send(update, context, Reply(texts.UNKNOWN_COMMAND))
