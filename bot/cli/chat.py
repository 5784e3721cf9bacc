"""The conversation in the terminal: the same replies and choices as on Telegram."""

import asyncio
import sys

import typer

from bot.conversation.assistant import Assistant
from bot.knowledge.markdown import html_to_plain
from bot.pages.reply import Reply, data
from bot.questionlog.records import Sender
from bot.texts import conversation as texts

SENDER = Sender("console", "console")
_VERBS = {
    "/mesquestions": "mine",
    "/commune": "commune",
    "/appui": "appui",
    "/annuler": "annuler",
    "/contact": "contact",
    "/formations": "train",
}


async def converse(assistant: Assistant) -> None:
    """Greet, then answer each line typed until the end of the input or ``/quitter``.

    Args:
        assistant: the assistant, whose log records the conversation under ``console``.
    """
    typer.echo(texts.CONSOLE_INTRO.format(help=texts.CONSOLE_HELP))
    await _show(assistant, assistant.welcome())
    while (line := await _read_line()) is not None:
        command = line.strip().lower()
        if command in ("/quitter", "/quit", "/exit"):
            break
        if command:
            await _show(assistant, await _respond(assistant, command, line))
    typer.echo(texts.CONSOLE_BYE)


async def _respond(assistant: Assistant, command: str, line: str) -> Reply:
    if command == "/start":
        return assistant.welcome()
    if command == "/aide":
        return Reply(f"{texts.HELP}\n{texts.CONSOLE_HELP}")
    if command == "/domaines":
        return assistant.domains()
    verb = _VERBS.get(command.split()[0])
    if verb is not None:
        return await assistant.press(data(verb, *line.split()[1:]), SENDER)
    if command.startswith("/"):
        return Reply(texts.UNKNOWN_COMMAND)
    return await assistant.receive(line, SENDER)


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
