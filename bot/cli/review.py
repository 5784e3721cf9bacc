"""The verbs of reviewers, under ``review``: the same acts as in Telegram, with the same rules."""

import getpass
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.french import FrenchCommand, FrenchGroup
from bot.cli.options import (
    Database,
    Knowledge,
    OfDomain,
    OfStatus,
    refuse_unknown_domain,
    with_log,
)
from bot.config import load_settings
from bot.knowledge.markdown import html_to_plain
from bot.texts import command_line as texts

if TYPE_CHECKING:
    from bot.review.acts import Review

app = typer.Typer(cls=FrenchGroup, help=texts.REVIEW, no_args_is_help=False)

Number = Annotated[int, typer.Argument(metavar="NUMÉRO", min=1, help=texts.ARGUMENT_NUMBER)]
Actor = Annotated[str | None, typer.Option("--par", metavar="NOM", help=texts.OPTION_ACTOR)]


@app.command("list", cls=FrenchCommand, help=texts.REVIEW_LIST)
def list_(
    status: OfStatus = None,
    domain: OfDomain = None,
    page: Annotated[int, typer.Option(min=1, metavar="PAGE", help=texts.OPTION_PAGE)] = 1,
    knowledge: Knowledge = None,
    database: Database = None,
) -> None:
    """Questions to handle."""
    refuse_unknown_domain(load_settings(knowledge, database), domain)
    _run(knowledge, database, lambda review: review.inbox(status, domain, page - 1))


@app.command(cls=FrenchCommand, help=texts.REVIEW_SHOW)
def show(number: Number, knowledge: Knowledge = None, database: Database = None) -> None:
    """All about a question."""
    _run(knowledge, database, lambda review: review.show(number))


@app.command(cls=FrenchCommand, help=texts.REVIEW_ASSIGN)
def assign(
    number: Number, actor: Actor = None, knowledge: Knowledge = None, database: Database = None
) -> None:
    """Take a question."""
    _run(knowledge, database, lambda review: review.assign(number, _name(actor)))


@app.command(cls=FrenchCommand, help=texts.REVIEW_REPLY)
def reply(
    number: Number,
    text: Annotated[str, typer.Argument(metavar="TEXTE", help=texts.ARGUMENT_REPLY)],
    actor: Actor = None,
    knowledge: Knowledge = None,
    database: Database = None,
) -> None:
    """Answer personally."""
    _run(knowledge, database, lambda review: review.answer(number, text, _name(actor)))


@app.command(cls=FrenchCommand, help=texts.REVIEW_ATTACH)
def attach(
    number: Number,
    entry: Annotated[str, typer.Argument(metavar="FICHE", help=texts.ARGUMENT_ENTRY)],
    actor: Actor = None,
    knowledge: Knowledge = None,
    database: Database = None,
) -> None:
    """Answer with a fiche."""
    _run(knowledge, database, lambda review: review.attach(number, entry, _name(actor)))


@app.command(cls=FrenchCommand, help=texts.REVIEW_DISMISS)
def dismiss(
    number: Number,
    duplicate_of: Annotated[
        int | None,
        typer.Option("--doublon-de", metavar="NUMÉRO", min=1, help=texts.OPTION_DUPLICATE),
    ] = None,
    pointer: Annotated[
        str, typer.Option("--vers", metavar="TEXTE", help=texts.OPTION_POINTER)
    ] = "",
    actor: Actor = None,
    knowledge: Knowledge = None,
    database: Database = None,
) -> None:
    """File as out of scope, or as a duplicate."""
    if duplicate_of is None:
        told = pointer.strip()
        _run(knowledge, database, lambda review: review.dismiss(number, _name(actor), told))
    else:
        other = duplicate_of
        _run(knowledge, database, lambda review: review.duplicate(number, other, _name(actor)))


@app.command(cls=FrenchCommand, help=texts.REVIEW_REOPEN)
def reopen(
    number: Number, actor: Actor = None, knowledge: Knowledge = None, database: Database = None
) -> None:
    """Put a question back among those to handle."""
    _run(knowledge, database, lambda review: review.reopen(number, _name(actor)))


def _run(knowledge: Any, database: str | None, act: "Callable[[Review], Awaitable[Any]]") -> None:
    """Carry an act out and print what comes of it; one that did nothing is exit status 1."""
    from bot.review.acts import Review
    from bot.running.last_base import best

    settings = load_settings(knowledge, database)
    base = best(settings)
    shown = with_log(settings, lambda log: act(Review(base, log)))
    typer.echo(html_to_plain(shown.html), err=shown.refused)
    if shown.refused:
        raise typer.Exit(1)


def _name(actor: str | None) -> str:
    """Who acts: the name given, else that of the account on this machine."""
    return (actor or getpass.getuser())[:64]
