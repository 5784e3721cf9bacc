"""The verbs of those who run the service: `purge`, `backup`, `restore`, `doctor`."""

import asyncio
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.french import FrenchCommand
from bot.cli.options import Database, Knowledge, with_log
from bot.config import load_settings
from bot.texts import operations as texts


def register(app: typer.Typer) -> None:
    """Add the verbs to the command line."""
    app.command(cls=FrenchCommand, help=texts.PURGE)(purge)
    app.command(cls=FrenchCommand, help=texts.BACKUP)(backup)
    app.command(cls=FrenchCommand, help=texts.RESTORE)(restore)
    app.command(cls=FrenchCommand, help=texts.DOCTOR)(doctor)


def purge(knowledge: Knowledge = None, database: Database = None) -> None:
    """Apply the retention delays now."""
    from bot.running import upkeep

    settings = load_settings(knowledge, database)
    done = with_log(settings, lambda log: upkeep.purge(log, settings.promises))
    typer.echo(texts.PURGED.format(**asdict(done)))


def backup(
    target: Annotated[Path, typer.Argument(metavar="FICHIER", help=texts.ARGUMENT_TARGET)],
    knowledge: Knowledge = None,
    database: Database = None,
) -> None:
    """Copy the embedded database and verify the copy."""
    from bot.running.backup import back_up, embedded

    copied = back_up(embedded(load_settings(knowledge, database).database_url), target)
    typer.echo(texts.COPIED.format(**asdict(copied)))


def restore(
    source: Annotated[Path, typer.Argument(metavar="FICHIER", help=texts.ARGUMENT_SOURCE)],
    knowledge: Knowledge = None,
    database: Database = None,
) -> None:
    """Put a copy of the embedded database back."""
    from bot.running.backup import embedded
    from bot.running.backup import restore as put_back

    copied, kept = put_back(source, embedded(load_settings(knowledge, database).database_url))
    typer.echo(texts.RESTORED.format(**asdict(copied)))
    if kept is not None:
        typer.echo(texts.KEPT.format(path=kept))


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
    typer.echo(texts.DOCTOR_BAD.format(count=bad) if bad else texts.DOCTOR_GOOD)
    return 1 if bad else 0
