"""The verbs that take the question log out of the service: `export`, `report`."""

import datetime
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

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
    settings_for,
    unwritten,
    with_log,
    written,
)
from bot.config import Settings
from bot.errors import ConfigurationError
from bot.texts import command_line as texts
from bot.texts import exports as export_texts
from bot.texts.typography import agreed

if TYPE_CHECKING:
    from bot.exports.columns import Names
    from bot.exports.report_figures import Subject
    from bot.knowledge.models import KnowledgeBase
    from bot.questionlog.store import QuestionLog

Format = Literal["csv", "xlsx", "json", "ndjson"]
FORMATS: Final[tuple[Format, ...]] = ("csv", "xlsx", "json", "ndjson")
Outcome = Literal["answer", "suggest", "none", "smalltalk"]
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
    form: Annotated[Format | None, typer.Option("--format", help=texts.OPTION_FORMAT)] = None,
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
    actor: Actor = None,
    output: Output = None,
    knowledge: Knowledge = None,
    database: Database = None,
) -> None:
    """Export the question log."""
    from bot.exports import files
    from bot.exports.territories import thresholds
    from bot.questionlog.records import Filter

    chosen_form = _form(form, output)
    if identified and not actor:
        raise ConfigurationError(texts.IDENTIFIED_NEEDS_NAME)
    settings = settings_for(output, knowledge, database)
    names = _headings(settings)
    _check(names, since, until, domain)
    chosen = Filter(first_moment(since), last_moment(until), status, outcome, domain)

    async def write(log: "QuestionLog") -> int:
        if identified:
            await log.audit.record(actor or "", "export", str(chosen))
        return await files.export(
            log, chosen, chosen_form, output, sys.stdout.buffer,
            identified=identified,
            names=names,
            thresholds=thresholds(settings),
            groups=await _subjects(_base(settings), log) if chosen_form == "xlsx" else [],
            progress=_progress if sys.stderr.isatty() else None,
        )  # fmt: skip

    try:
        count = with_log(settings, write)
    except OSError as error:
        raise unwritten(output, error) from error
    if output is not None:
        typer.echo(agreed(texts.EXPORTED, count=count, path=output), err=True)


def _form(form: Format | None, output: Path | None) -> Format:
    """The format that is asked for, by its name or by the ending of the file."""
    ending = "" if output is None else output.suffix.lower().removeprefix(".")
    told = next((one for one in FORMATS if one == ending), None)
    if form is not None and told is not None and form != told:
        raise ConfigurationError(
            export_texts.CONTRADICTION.format(path=output, ending=told, form=form)
        )
    found = form or told or "csv"
    if found == "xlsx" and output is None:
        raise ConfigurationError(texts.XLSX_NEEDS_FILE)
    return found


def _check(
    names: "Names",
    since: datetime.datetime | None,
    until: datetime.datetime | None,
    domain: str | None = None,
) -> None:
    """Refuse what would give an empty file without a word."""
    if since is not None and until is not None and since > until:
        raise ConfigurationError(
            export_texts.PERIOD_BACKWARDS.format(since=since.date(), until=until.date())
        )
    if domain is not None and domain not in names.domains:
        raise ConfigurationError(
            export_texts.UNKNOWN_DOMAIN.format(domain=domain, known=", ".join(names.domains))
        )


def report(
    output: Output = None,
    since: Since = None,
    until: Until = None,
    knowledge: Knowledge = None,
    database: Database = None,
) -> None:
    """One page for the meeting where Cerema's programme of work is decided."""
    from bot.clock import local_today
    from bot.editorial.groups import likely_domain
    from bot.exports.report_consultations import Asked, closed
    from bot.exports.report_figures import Figures, collect
    from bot.exports.report_page import render
    from bot.exports.territories import thresholds
    from bot.knowledge.towns import load_towns
    from bot.questionlog.records import Filter

    settings = settings_for(output, knowledge, database)
    base = _base(settings)
    _check(_names(base), since, until)
    chosen = Filter(first_moment(since), last_moment(until))

    domains = {entry.id: entry.domain for entry in base.entries.values()}

    async def read(log: "QuestionLog") -> tuple[Figures, list[Asked]]:
        groups = await _groups(base, log)
        rows = (
            replace(question, domain=likely_domain([question], domains))
            async for question in log.stream(chosen)
        )
        found = await collect(
            rows, load_towns(), local_today(), _names(base), groups, thresholds(settings)
        )
        return found, closed(await log.consultations.desk.everything(), chosen)

    page = render(*with_log(settings, read))
    if output is None:
        typer.echo(page)
        return
    with written(output) as file:
        file.write(page.encode())
    typer.echo(texts.WRITTEN.format(path=output), err=True)


def _base(settings: Settings) -> "KnowledgeBase":
    from bot.knowledge.files import read_folder

    return read_folder(settings.knowledge_dir).base


def _headings(settings: Settings) -> "Names":
    """What tables need of a base: without its index and its fiches, which take as long to read."""
    from bot.exports.columns import Names
    from bot.knowledge.headings import read_headings

    return Names(*read_headings(settings.knowledge_dir))


def _names(base: "KnowledgeBase") -> "Names":
    from bot.exports.columns import Names

    return Names(
        {one.id: one.name for one in base.domains},
        {one.id: one.question for one in base.entries.values()},
    )


async def _groups(base: "KnowledgeBase", log: "QuestionLog") -> "list[Subject]":
    """The groups of unanswered questions, as the report and the spreadsheet show them."""
    from bot.editorial.groups import group
    from bot.exports.report_figures import EXAMPLES, Subject
    from bot.questionlog.records import Filter

    questions = [
        question
        for status in ("nouvelle", "en_cours")
        async for question in log.stream(Filter(status=status))
    ]
    domains = {entry.id: entry.domain for entry in base.entries.values()}
    called = {one.id: one.name for one in base.domains}
    return [
        Subject(
            one.question,
            one.size,
            one.people,
            one.towns,
            None if one.domain is None else called.get(one.domain, one.domain),
            one.wordings[1 : EXAMPLES + 3],  # some are alike once masked
        )
        for one in group(questions, base.index(), domains)
    ]


async def _subjects(base: "KnowledgeBase", log: "QuestionLog") -> list[tuple[str, int]]:
    from bot.exports.report_figures import shown_subjects
    from bot.knowledge.towns import load_towns

    found = shown_subjects(await _groups(base, log), load_towns())
    return [(one.question, one.questions) for one in found]


def _progress(count: int) -> None:
    with suppress(OSError):
        sys.stderr.write(texts.PROGRESS.format(count=count))
        sys.stderr.flush()
