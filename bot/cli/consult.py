"""The verbs of consultations, under ``consult``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.french import FrenchCommand, FrenchGroup
from bot.cli.options import Database, settings_for, text_of, with_log, written
from bot.config import load_settings
from bot.errors import AssistantError
from bot.texts import consultations_staff as texts
from bot.texts.typography import agreed

if TYPE_CHECKING:
    from bot.consultations.staff import ConsultationStaff
    from bot.questionlog.store import QuestionLog

app = typer.Typer(cls=FrenchGroup, help=texts.CONSULT, no_args_is_help=False)

Folder = Annotated[
    Path | None, typer.Option("--consultations", metavar="DOSSIER", help=texts.OPTION_FOLDER)
]
Identifier = Annotated[str, typer.Argument(metavar="CONSULTATION", help=texts.ARGUMENT_ID)]
By = Annotated[str, typer.Option("--par", metavar="NOM", help=texts.OPTION_BY)]
MaybeBy = Annotated[str | None, typer.Option("--par", metavar="NOM", help=texts.OPTION_BY)]


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


@app.command("open", cls=FrenchCommand, help=texts.CONSULT_OPEN)
def open_(identifier: Identifier, by: By, folder: Folder = None, database: Database = None) -> int:
    """Propose, or open what somebody else proposed."""
    from bot.consultations.staff import ConsultationStaff, find

    settings = load_settings(None, database)
    one = find(folder or settings.consultations_dir, identifier)
    said, done = with_log(settings, lambda log: ConsultationStaff(log).open(one, by))
    typer.echo(said, err=not done)
    return 0 if done else 1


@app.command(cls=FrenchCommand, help=texts.CONSULT_CLOSE)
def close(identifier: Identifier, by: By, database: Database = None) -> None:
    """Close before the hour."""
    settings = load_settings(None, database)
    typer.echo(with_log(settings, lambda log: _staff(log).close(identifier, by)))


@app.command(cls=FrenchCommand, help=texts.CONSULT_RESULTS)
def results(
    identifier: Identifier,
    comment: Annotated[
        Path | None,
        typer.Option("--commentaire", metavar="FICHIER", help=texts.OPTION_COMMENT),
    ] = None,
    by: MaybeBy = None,
    database: Database = None,
) -> None:
    """How far it is, or its results; write what comes of it."""
    settings = load_settings(None, database)
    if comment is None:
        typer.echo(with_log(settings, lambda log: _staff(log).results(identifier)))
        return
    if by is None:
        raise AssistantError(texts.NEEDS_NAME)
    name, text = by, text_of(comment).strip()
    typer.echo(with_log(settings, lambda log: _staff(log).comment(identifier, text, name)))


@app.command(cls=FrenchCommand, help=texts.CONSULT_EXPORT)
def export(
    identifier: Identifier,
    output: Annotated[Path, typer.Option("-o", metavar="FICHIER", help=texts.OPTION_OUTPUT)],
    identified: Annotated[
        bool, typer.Option("--identified", help=texts.OPTION_IDENTIFIED)
    ] = False,
    free_texts: Annotated[bool, typer.Option("--textes", help=texts.OPTION_TEXTS)] = False,
    by: MaybeBy = None,
    database: Database = None,
) -> None:
    """Write the spreadsheet."""
    from bot.consultations.export import write

    if (identified or free_texts) and by is None:
        raise AssistantError(texts.NEEDS_NAME)
    settings = settings_for(output, None, database)
    found = with_log(
        settings,
        lambda log: _staff(log).export(
            identifier, by or "", identified=identified, free_texts=free_texts
        ),
    )
    with written(output) as file:
        write(file, found)


@app.command(cls=FrenchCommand, help=texts.CONSULT_CODES)
def codes(
    identifier: Identifier,
    source: Annotated[
        Path,
        typer.Argument(metavar="FICHIER", help=texts.ARGUMENT_CSV),
    ],
    output: Annotated[Path, typer.Option("-o", metavar="FICHIER", help=texts.OPTION_OUTPUT)],
    database: Database = None,
) -> None:
    """Draw a code a member town, and write the list to be handed to them."""
    from bot.consultations.members import codes_file, read_members

    settings = settings_for(output, None, database)
    pairs = read_members(text_of(source), source)
    with written(output) as file:  # kept only if the codes are: nobody is handed another
        file.write(codes_file(pairs, identifier))
        count = with_log(
            settings, lambda log: log.consultations.desk.import_codes(identifier, pairs)
        )
    typer.echo(agreed(texts.CODES_DRAWN, count=count, path=output))


def _staff(log: "QuestionLog") -> "ConsultationStaff":
    from bot.consultations.staff import ConsultationStaff

    return ConsultationStaff(log)
