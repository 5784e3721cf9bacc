"""The page of the documentation that the program writes about itself."""

import ast
import inspect
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import typer

from bot.cli.french import in_french
from bot.config import Settings
from bot.config import settings as config
from bot.texts.commands import COMMANDS

PAGE: Final = Path("docs/reference.md")
TEMPLATE: Final = Path(__file__).with_name("reference_page.md")
_VERB: Final = "| `{name}` | {help} | {options} |"
_SETTING: Final = "| `{name}` | {default} | {reason} |"
_COMMAND: Final = "| `/{name}`{argument} | {who} | {words} | {menu} |"


def page(app: typer.Typer) -> str:
    """The whole page, in Markdown.

    Args:
        app: the command line.
    """
    verbs = "\n".join(_verbs(typer.main.get_command(app), ()))
    settings = "\n".join(_settings())
    commands = "\n".join(
        _COMMAND.format(
            name=one.name,
            argument=f" {one.argument}" if one.argument else "",
            who=one.who,
            words=one.words,
            menu="yes" if one.in_menu else "no",
        )
        for one in COMMANDS
    )
    return TEMPLATE.read_text("utf-8").format(verbs=verbs, settings=settings, commands=commands)


def _verbs(command: Any, path: tuple[str, ...]) -> Iterator[str]:
    """A line a verb, those of a group under its name."""
    for name, one in sorted(getattr(command, "commands", {}).items()):
        if one.hidden:
            continue
        if hasattr(one, "commands"):
            yield from _verbs(one, (*path, name))
            continue
        options = [
            option
            for parameter in one.params
            for option in (*parameter.opts[:1], *parameter.secondary_opts[:1])
            if parameter.param_type_name == "option" and option != "--help"
        ]
        yield _VERB.format(
            name=" ".join((*path, name)),
            help=in_french(one.help or "").strip().replace("\n", " "),
            options=" ".join(f"`{option}`" for option in options),
        )


def _settings() -> Iterator[str]:
    reasons = _reasons()
    for name, field in Settings.model_fields.items():
        default = field.default
        if name in ("knowledge_dir", "consultations_dir"):
            shown = "what is shipped with the package"
        elif default in (None, frozenset()):
            shown = "none"
        else:
            shown = f"`{default}`"
        yield _SETTING.format(name=name.upper(), default=shown, reason=reasons[name])


def _reasons() -> dict[str, str]:
    """The line under each setting in the class that declares them."""
    tree = ast.parse(inspect.getsource(config))
    body = next(
        node.body
        for node in tree.body
        if isinstance(node, ast.ClassDef) and node.name == Settings.__name__
    )
    return {
        field.target.id: " ".join(str(reason.value.value).split())
        for field, reason in itertools.pairwise(body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(reason, ast.Expr)
        and isinstance(reason.value, ast.Constant)
    }
