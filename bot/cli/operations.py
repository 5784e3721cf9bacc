"""The verbs of those who run the service: `purge`, `backup`, `restore`, `doctor`."""

import asyncio
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.french import FrenchCommand
from bot.cli.options import Database, Knowledge, spare, with_log
from bot.config import Settings, load_settings
from bot.errors import AssistantError, ConfigurationError
from bot.texts import operations as texts
from bot.texts.system import reason
from bot.texts.typography import agreed

if TYPE_CHECKING:
    from bot.questionlog.store import QuestionLog


def register(app: typer.Typer) -> None:
    """Add the verbs to the command line."""
    app.command(cls=FrenchCommand, help=texts.PURGE)(purge)
    app.command(cls=FrenchCommand, help=texts.BACKUP)(backup)
    app.command(cls=FrenchCommand, help=texts.RESTORE)(restore)
    app.command(cls=FrenchCommand, help=texts.DOCTOR)(doctor)


def purge(knowledge: Knowledge = None, database: Database = None) -> int:
    """Apply the retention delays now; what a reader keeps from going is told."""
    from bot.running import upkeep

    settings = load_settings(knowledge, database)

    async def apply(log: "QuestionLog") -> tuple[upkeep.Purged, bool]:
        return await upkeep.purge(log, settings.promises), await log.privacy.forget_traces()

    done, gone = with_log(settings, apply)
    typer.echo(agreed(texts.PURGED, **asdict(done)))
    if gone:
        return 0
    typer.echo(texts.TRACES, err=True)
    return 1


def backup(
    target: Annotated[Path, typer.Argument(metavar="FICHIER", help=texts.ARGUMENT_TARGET)],
    knowledge: Knowledge = None,
    database: Database = None,
) -> int:
    """Copy the embedded database and verify the copy; one without a question is suspect."""
    from bot.running.backup import back_up, embedded

    source = embedded(load_settings(knowledge, database).database_url)
    copied = back_up(source, target)
    typer.echo(agreed(texts.COPIED, **asdict(copied)))
    if copied.questions:
        return 0
    typer.echo(texts.EMPTY_COPY.format(path=source), err=True)
    return 1


def restore(
    source: Annotated[
        Path | None, typer.Argument(metavar="FICHIER", help=texts.ARGUMENT_SOURCE)
    ] = None,
    before: Annotated[
        Path | None, typer.Option("--avant", metavar="FICHIER", help=texts.OPTION_BEFORE)
    ] = None,
    after: Annotated[
        Path | None, typer.Option("--apres", metavar="FICHIER", help=texts.OPTION_AFTER)
    ] = None,
    knowledge: Knowledge = None,
    database: Database = None,
) -> None:
    """Put a copy back, or carry what followed it across a restoration of PostgreSQL."""
    settings = load_settings(knowledge, database)
    if [source, before, after].count(None) != 2:
        raise ConfigurationError(texts.RESTORE_WHAT)
    if source is not None:
        _put_back(source, settings)
    elif before is not None:
        _remember(before, settings)
    elif after is not None:
        _apply(after, settings)


def _put_back(source: Path, settings: Settings) -> None:
    from bot.running.backup import embedded
    from bot.running.restore import MARGIN
    from bot.running.restore import restore as put_back

    done = put_back(source, embedded(settings.database_url), settings)
    typer.echo(agreed(texts.RESTORED, **asdict(done.copied)))
    if done.erased:
        typer.echo(agreed(texts.ERASED_AGAIN, count=done.erased))
    if done.kept is not None:
        typer.echo(texts.KEPT.format(path=done.kept))
        typer.echo(texts.SINCE_LOST)
    if done.forgotten:
        typer.echo(texts.FORGOTTEN.format(margin=MARGIN), err=True)


def _remember(target: Path, settings: Settings) -> None:
    from bot.running import memory

    spare(settings, target)
    if target.is_file():
        raise AssistantError(texts.REMEMBERED_BEFORE.format(path=target))
    try:
        if not with_log(settings, lambda log: memory.keep(log, target)):
            raise AssistantError(texts.NOTHING_REMEMBERED)
    except OSError as error:
        message = texts.CANNOT_COPY.format(path=target, reason=reason(error))
        raise AssistantError(message) from error
    typer.echo(texts.REMEMBERED.format(path=target))


def _apply(source: Path, settings: Settings) -> None:
    from bot.running import memory

    count = with_log(settings, lambda log: memory.apply(log, source))
    typer.echo(agreed(texts.APPLIED, count=count))


def doctor(knowledge: Knowledge = None, database: Database = None) -> int:
    """Examine the installation."""
    from bot.app import ask_telegram
    from bot.running import doctor as checks

    settings = load_settings(knowledge, database)

    async def ask() -> list[checks.Finding]:
        return [*await checks.database(settings), *await ask_telegram(settings)]

    found = [
        *checks.settings(settings),
        *checks.knowledge(settings.knowledge_dir),
        *checks.disk(settings.database_url),
        *asyncio.run(ask()),
    ]
    for finding in found:
        typer.echo(texts.MARKS[finding.state] + finding.text)
    bad = sum(finding.state == "bad" for finding in found)
    typer.echo(agreed(texts.DOCTOR_BAD, count=bad) if bad else texts.DOCTOR_GOOD)
    return 1 if bad else 0
