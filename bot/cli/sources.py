"""The verb `sources`: the addresses that the fiches cite, asked one by one."""

import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.french import FrenchCommand
from bot.cli.options import Database, Knowledge
from bot.config import load_settings
from bot.texts import sources as texts

if TYPE_CHECKING:
    from bot.running.source_watch import Step


def register(app: typer.Typer) -> None:
    """Add the verb to the command line."""
    app.command(cls=FrenchCommand, help=texts.SOURCES)(sources)


def sources(
    everything: Annotated[bool, typer.Option("--tout", help=texts.OPTION_ALL)] = False,
    pause: Annotated[
        float, typer.Option("--pause", metavar="SECONDES", min=0, help=texts.OPTION_PAUSE)
    ] = 2.0,
    knowledge: Knowledge = None,
    database: Database = None,
) -> int:
    """Ask each address, one site at a time; what is to be seen to is exit status 1."""
    import asyncio

    from bot.knowledge.files import read_folder
    from bot.running import source_report as report
    from bot.running.folders import state_folder
    from bot.running.source_watch import go_round

    settings = load_settings(knowledge, database)
    base = read_folder(settings.knowledge_dir).base
    count = len(report.cited(base))
    shown = sys.stderr.isatty() and count > 0
    bar = typer.progressbar(length=count, label=texts.LABEL, file=sys.stderr) if shown else None
    with bar or nullcontext():

        def step(done: int, of: int) -> None:
            if bar is not None:
                bar.update(count - of + done - bar.pos)

        told: Step = step
        work = go_round(
            base, state_folder(settings), pause_s=pause, everything=everything, step=told
        )
        memory = asyncio.run(work)
    found = report.lines(base, memory.pages)
    for line in found:
        typer.echo(line)
    typer.echo(report.summary(base, memory.pages), err=bool(found))
    return 1 if found else 0
