"""Typer in French: the library writes its help and its errors in English only."""

import re
import sys
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from bot.texts import command_line as texts


class FrenchCommand(TyperCommand):
    """A verb whose help is French."""

    def get_help(self, ctx: Any) -> str:
        """The help text."""
        return in_french(super().get_help(ctx))


class FrenchGroup(TyperGroup):
    """The list of verbs, in French."""

    def get_help(self, ctx: Any) -> str:
        """The help text."""
        return in_french(super().get_help(ctx))


def run(app: typer.Typer, arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status, with errors in French.

    Args:
        app: the application; its verbs return an exit status, or None for success.
        arguments: the words of the command; by default those of the process.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        status = typer.main.get_command(app)(words, standalone_mode=False)
    except typer.Abort:
        _say(texts.INTERRUPTED)
        return 1
    except TyperException as error:
        _say(texts.ERROR.format(message=_problem(error.format_message())))
        verb = f"{words[0]} " if words and not words[0].startswith("-") else ""
        _say(texts.USAGE_HINT.format(verb=verb))
        return 2
    return status if isinstance(status, int) else 0


def in_french(help_text: str) -> str:
    """Help text as Typer writes it, in French."""
    for english, french in texts.HELP_WORDS:
        help_text = re.sub(english, french, help_text)
    return help_text


def _problem(message: str) -> str:
    for pattern, french in texts.USAGE_PROBLEMS:
        match = re.fullmatch(pattern, message.strip(), re.DOTALL)
        if match:
            return match.expand(french)
    return texts.USAGE_OTHER.format(problem=message)


def _say(line: str) -> None:
    typer.echo(line, err=True)
