"""The verbs of consultations, under ``consult``."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.french import FrenchCommand, FrenchGroup
from bot.config import load_settings
from bot.texts import consultations_staff as texts

app = typer.Typer(cls=FrenchGroup, help=texts.CONSULT, no_args_is_help=False)

Folder = Annotated[
    Path | None, typer.Option("--consultations", metavar="DOSSIER", help=texts.OPTION_FOLDER)
]


@app.command(cls=FrenchCommand, help=texts.CONSULT_CHECK)
def check(folder: Folder = None) -> int:
    """Read every file and tell its faults."""
    from bot.consultations import checks
    from bot.consultations.files import read_folder

    read = read_folder(folder or load_settings().consultations_dir)
    found = checks.faults(read)
    for fault in found:
        typer.echo(str(fault))
    errors = sum(not fault.warning for fault in found)
    summary = texts.CHECK_BAD if found else texts.CHECK_GOOD
    warnings = len(found) - errors
    line = summary.format(count=len(read.read), errors=errors, warnings=warnings)
    typer.echo(line, err=bool(errors))
    return 1 if errors else 0
