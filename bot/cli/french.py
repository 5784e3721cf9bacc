"""Typer in French: the library writes its help and its errors in English only."""

import difflib
import re
import sys
from collections.abc import Sequence
from typing import Any, Final

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from bot.texts import command_line as texts

CTRL_C: Final = 130
"""What the library makes of an interruption; ours are 0, 1 and 2."""
LIKENESS: Final = 0.6
"""From which a word that is typed may be one that exists."""


class FrenchCommand(TyperCommand):
    """A verb whose help is French."""

    def get_short_help_str(self, limit: int = 0) -> str:  # noqa: ARG002
        """Its line in the list of verbs: whole, for a sentence cut short says little."""
        return " ".join((self.help or "").split())

    def get_help(self, ctx: Any) -> str:
        """The help text."""
        return in_french(super().get_help(ctx))


class FrenchGroup(TyperGroup):
    """The list of verbs, in French."""

    def get_short_help_str(self, limit: int = 0) -> str:  # noqa: ARG002
        """Its line in the list of verbs."""
        return " ".join((self.help or "").split())

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
        path, command = _reached(typer.main.get_command(app), words)
        problem = _problem(error.format_message())
        _say(texts.ERROR.format(message=problem + _nearest(command, words[len(path) :])))
        _say(texts.USAGE_HINT.format(verb="".join(f"{word} " for word in path)))
        return 2
    if status == CTRL_C:
        _say(texts.INTERRUPTED)
        return 1
    return status if isinstance(status, int) else 0


def in_french(help_text: str) -> str:
    """Help text as Typer writes it, in French."""
    for english, french in texts.HELP_WORDS:
        help_text = re.sub(english, french, help_text)
    return help_text


def _reached(command: Any, words: Sequence[str]) -> tuple[list[str], Any]:
    """The verbs that were understood, and the command they lead to."""
    path: list[str] = []
    for word in words:
        inside = getattr(command, "commands", {})
        if word not in inside:
            break
        path.append(word)
        command = inside[word]
    return path, command


def _nearest(command: Any, words: Sequence[str]) -> str:
    """What may have been meant by a verb or an option that does not exist."""
    verbs = [name for name, one in getattr(command, "commands", {}).items() if not one.hidden]
    options = [o for one in command.params for o in (*one.opts, *one.secondary_opts)]
    options += ["--help"]
    for word in words:
        typed = word.partition("=")[0]
        if typed in options or (verbs and typed in verbs):
            continue
        known = [o for o in options if o.startswith("--")] if typed.startswith("-") else verbs
        near = difflib.get_close_matches(typed.lower(), known, 1, LIKENESS)
        if near:
            return texts.DID_YOU_MEAN.format(word=near[0])
    return ""


def _problem(message: str) -> str:
    """What is wrong, in French: of what is not foreseen, nothing English is shown."""
    for pattern, french in texts.USAGE_PROBLEMS:
        match = re.fullmatch(pattern, message.strip(), re.DOTALL)
        if match is None:
            continue
        if "reason" not in match.re.groupindex:
            return match.expand(french)
        name, value = match["name"].partition("'")[0], _value_problem(match["reason"])
        return texts.BAD_VALUE.format(name=name, reason=value)
    return texts.USAGE_OTHER


def _value_problem(reason: str) -> str:
    for pattern, french in texts.VALUE_PROBLEMS:
        match = re.search(pattern, reason, re.DOTALL)
        if match:
            return match.expand(french)
    return texts.CONFIG_REASON_OTHER


def _say(line: str) -> None:
    typer.echo(line, err=True)
