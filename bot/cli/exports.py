"""The verbs that take the question log out of the service: `export`, `report`."""

import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from bot.cli.french import FrenchCommand
from bot.cli.options import (
    Database,
    Knowledge,
    OfDomain,
    OfOutcome,
    OfStatus,
    Since,
    Until,
    first_moment,
    last_moment,
    refuse_unknown_domain,
    with_log,
)
from bot.config import Settings, load_settings
from bot.errors import AssistantError, ConfigurationError
from bot.files import write_aside
from bot.texts import command_line as texts
from bot.texts.system import reason

if TYPE_CHECKING:
    from bot.editorial.groups import Group
    from bot.questionlog.records import Filter, LoggedQuestion
    from bot.questionlog.store import QuestionLog

Format = Literal["csv", "xlsx", "json", "ndjson"]
Output = Annotated[
    Path | None,
    typer.Option("-o", "--sortie", "--output", metavar="FICHIER", help=texts.OPTION_OUTPUT),
]

Actor = Annotated[str | None, typer.Option("--par", metavar="NOM", help=texts.OPTION_BY)]


def register(app: typer.Typer) -> None:
    """Add the verbs to the command line."""
    app.command(cls=FrenchCommand, help=texts.EXPORT)(export)
    app.command(cls=FrenchCommand, help=texts.REPORT)(report)


def export(
    form: Annotated[Format, typer.Option("--format", help=texts.OPTION_FORMAT)] = "csv",
    since: Since = None,
    until: Until = None,
    status: OfStatus = None,
    outcome: OfOutcome = None,
    domain: OfDomain = None,
    identified: Annotated[
        bool,
        typer.Option(
            "--nominatif/--anonyme",
            "--identified/--anonymous",
            help=texts.OPTION_IDENTIFIED,
        ),
    ] = False,
    actor: Annotated[
        str | None, typer.Option("--par", metavar="NOM", help=texts.OPTION_BY)
    ] = None,
    output: Output = None,
    knowledge: Knowledge = None,
    database: Database = None,
) -> None:
    """Export the question log."""
    from bot.exports import files as exporting
    from bot.questionlog.records import Filter

    if form == "xlsx" and output is None:
        raise ConfigurationError(texts.XLSX_NEEDS_FILE)
    if identified and not actor:
        raise ConfigurationError(texts.IDENTIFIED_NEEDS_NAME)
    settings = load_settings(knowledge, database)
    refuse_unknown_domain(settings, domain)
    chosen = Filter(first_moment(since), last_moment(until), status, outcome, domain)

    async def write(log: "QuestionLog") -> int:
        if identified:
            await log.audit.record(actor or "", "export", str(chosen))
        rows = _rows(log, chosen, identified)
        pairs = await _subjects(settings, log) if form == "xlsx" else []
        told = _progress if sys.stderr.isatty() else None
        out = sys.stdout.buffer
        return await exporting.write(rows, form, output, out, groups=pairs, progress=told)

    try:
        count = with_log(settings, write)
    except OSError as error:
        raise _unwritten(output, error) from error
    if output is not None:
        typer.echo(texts.EXPORTED.format(count=count, path=output), err=True)


def report(
    output: Output = None,
    since: Since = None,
    until: Until = None,
    knowledge: Knowledge = None,
    database: Database = None,
) -> None:
    """One page for the meeting where Cerema's programme of work is decided."""
    from bot.clock import local_today
    from bot.exports.report_figures import Figures, Names, collect
    from bot.exports.report_page import render
    from bot.knowledge.files import read_folder
    from bot.knowledge.towns import load_towns
    from bot.questionlog.records import Filter

    settings = load_settings(knowledge, database)
    base = read_folder(settings.knowledge_dir).base
    names = Names(
        {one.id: one.name for one in base.domains},
        {one.id: one.question for one in base.entries.values()},
    )
    chosen = Filter(first_moment(since), last_moment(until))

    async def read(log: "QuestionLog") -> Figures:
        groups = await _groups(settings, log)
        towns = load_towns()
        return await collect(log.stream(chosen), towns, local_today(), names, groups)

    page = render(with_log(settings, read))
    if output is None:
        typer.echo(page)
        return
    try:
        with write_aside(output) as file:
            file.write(page.encode())
    except OSError as error:
        raise _unwritten(output, error) from error
    typer.echo(texts.WRITTEN.format(path=output), err=True)


def _rows(
    log: "QuestionLog", chosen: "Filter", identified: bool
) -> "AsyncIterator[LoggedQuestion]":
    from bot.exports.anonymity import anonymous
    from bot.knowledge.towns import load_towns

    if identified:
        return log.stream(chosen)
    return anonymous(lambda: log.stream(chosen), load_towns())


async def _groups(settings: Settings, log: "QuestionLog") -> list[Any]:
    """The groups of unanswered questions, as the report and the spreadsheet show them."""
    from bot.editorial.groups import group
    from bot.exports.report_figures import Subject
    from bot.knowledge.files import read_folder
    from bot.questionlog.records import Filter

    base = read_folder(settings.knowledge_dir).base
    index = base.index()
    questions = [
        question
        for status in ("nouvelle", "en_cours")
        async for question in log.stream(Filter(status=status))
    ]
    domains = {entry.id: entry.domain for entry in base.entries.values()}
    found: tuple[Group, ...] = group(questions, index, domains)
    return [Subject(one.question, one.size, one.people, one.towns) for one in found]


async def _subjects(settings: Settings, log: "QuestionLog") -> list[tuple[str, int]]:
    from bot.exports.report_figures import shown_subjects

    return [(one.question, one.questions) for one in shown_subjects(await _groups(settings, log))]


def _unwritten(output: Path | None, error: OSError) -> AssistantError:
    return AssistantError(texts.CANNOT_WRITE.format(path=output, reason=reason(error)))


def _progress(count: int) -> None:
    with suppress(OSError):
        sys.stderr.write(texts.PROGRESS.format(count=count))
        sys.stderr.flush()
