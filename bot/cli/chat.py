"""The conversation in the terminal: the same commands, replies and choices as on Telegram."""

import asyncio
import sys

import typer

from bot.conversation.assistant import Assistant
from bot.conversation.button_data import of_command
from bot.knowledge.markdown import html_to_plain
from bot.pages import my_data
from bot.pages.reply import Reply
from bot.questionlog.records import Sender
from bot.texts import conversation as texts
from bot.texts.commands import BY_NAME

SENDER = Sender("console", "console")


async def converse(assistant: Assistant) -> None:
    """Greet, then answer each line typed until the end of the input or ``/quitter``.

    Args:
        assistant: the assistant, whose log records the conversation under ``console``.
    """
    typer.echo(texts.CONSOLE_INTRO.format(help=texts.CONSOLE_HELP))
    await _show(assistant, await assistant.welcome(SENDER))
    while (line := await _read_line()) is not None:
        typed = line.strip()
        if typed.lower() in ("/quitter", "/quit", "/exit"):
            break
        if typed:
            await _show(assistant, await _respond(assistant, typed))
    typer.echo(texts.CONSOLE_BYE)


async def _respond(assistant: Assistant, line: str) -> Reply:
    if not line.startswith("/"):
        return await assistant.receive(line, SENDER)
    name, _, rest = line[1:].partition(" ")
    rest = rest.strip()
    command = BY_NAME.get(name.lower())
    if command is None or command.who != "everybody":
        return Reply(texts.UNKNOWN_COMMAND)
    if command.verb:
        return await assistant.act(of_command(command.verb, rest), SENDER)
    if command.name == "mesdonnees":
        return my_data.page(await assistant.log.privacy.held(SENDER))
    return await assistant.ask(rest, SENDER) if rest else Reply(texts.QUESTION_USAGE)


async def _show(assistant: Assistant, reply: Reply) -> None:
    typer.echo()
    if reply.notice:
        typer.echo(reply.notice)
    if reply.html:
        typer.echo(html_to_plain(reply.html))
    if reply.choices:
        typer.echo()
    for number, choice in enumerate(reply.choices, 1):
        label = choice.label.removeprefix(f"{number}. ")
        if label != str(number):  # a bare number stands beside its title in the text
            typer.echo(texts.CONSOLE_CHOICE.format(number=number, label=label))
    typer.echo()
    await assistant.shown(reply, SENDER)


async def _read_line() -> str | None:
    """The next line typed, or None at the end of the input."""
    typer.echo(texts.CONSOLE_PROMPT, nl=False)
    sys.stdout.flush()
    line = await asyncio.to_thread(sys.stdin.readline)
    return line if line else None
