"""The command line: verbs that parse, call, print and give an exit status."""

import sys
from collections.abc import Callable, Coroutine, Sequence
from contextlib import suppress
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from bot import __version__
from bot.cli import consult, editorial, exports, operations, review, sources
from bot.cli.french import FrenchCommand, FrenchGroup, run
from bot.cli.options import (
    Database,
    Knowledge,
    text_of,
    with_log,
)
from bot.config import Settings, load_settings
from bot.errors import AssistantError, ConfigurationError, KnowledgeError, LogUnavailableError
from bot.texts import command_line as texts
from bot.texts.system import reason
from bot.texts.typography import agreed

if TYPE_CHECKING:
    from bot.knowledge.faults import Fault
    from bot.knowledge.loaded import Loaded

# What only some verbs need is imported by them: `ask` answers without opening a database.

app = typer.Typer(
    cls=FrenchGroup,
    help=texts.APP,
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(review.app, name="review")
app.add_typer(consult.app, name="consult")
exports.register(app)
editorial.register(app)
operations.register(app)
sources.register(app)

SHOWN_FAULTS: Final = 10


def main() -> None:
    """Run the command line, tell errors in French and leave with the exit status."""
    with suppress(AttributeError):  # replaced streams have no encoding to set
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        sys.stderr.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    try:
        status = run(app)
    except ConfigurationError as error:
        status = _fail(str(error), 2)
    except KnowledgeError as error:
        status = _fail(_shortened(str(error)), 1)
    except LogUnavailableError as error:
        status = _fail(texts.DATABASE_DOWN.format(reason=error), 1)
    except AssistantError as error:
        status = _fail(str(error), 1)
    except KeyboardInterrupt:
        status = _fail(texts.INTERRUPTED, 1)
    except BrokenPipeError:
        status = 1
    sys.exit(status)


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help=texts.OPTION_VERSION)] = False,
) -> None:
    if version:
        typer.echo(__version__)
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command(cls=FrenchCommand, help=texts.CHAT)
def chat(knowledge: Knowledge = None, database: Database = None) -> None:
    """Converse in the terminal."""
    from bot.cli.chat import converse

    _with_assistant(load_settings(knowledge, database), converse)


@app.command(cls=FrenchCommand, help=texts.ASK)
def ask(
    question: Annotated[
        str | None, typer.Argument(metavar="[QUESTION]", help=texts.ARGUMENT_QUESTION)
    ] = None,
    batch: Annotated[
        Path | None, typer.Option("--lot", "--batch", metavar="FICHIER", help=texts.OPTION_BATCH)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=texts.OPTION_JSON)] = False,
    candidates: Annotated[
        int,
        typer.Option(
            "--candidats", "--candidates", metavar="K", min=0, help=texts.OPTION_CANDIDATES
        ),
    ] = 0,
    explain: Annotated[
        bool, typer.Option("--expliquer", "--explain", help=texts.OPTION_EXPLAIN)
    ] = False,
    log: Annotated[bool, typer.Option("--journal", "--log", help=texts.OPTION_LOG)] = False,
    knowledge: Knowledge = None,
    database: Database = None,
) -> None:
    """Answer one question, or one a line."""
    from bot.cli import ask as asking
    from bot.running.compiled import ready

    if (question is None) == (batch is None):
        raise ConfigurationError(texts.QUESTION_OR_BATCH)
    if as_json and explain:
        raise ConfigurationError(texts.JSON_OR_EXPLAIN)
    settings = load_settings(knowledge, database)
    questions = text_of(batch).splitlines() if batch is not None else [question or ""]
    asker = asking.Asker(ready(settings))
    answers = []
    for asked in questions:
        answer = asker.ask(asked)
        if explain:
            typer.echo(asker.explained(answer))
        else:
            typer.echo(asker.as_json(answer, candidates) if as_json else asker.as_text(answer))
        answers.append(answer)
    if log:
        _log_answers(settings, asker.base, answers)


@app.command("run", cls=FrenchCommand, help=texts.RUN)
def serve(knowledge: Knowledge = None, database: Database = None) -> None:
    """Serve Telegram."""
    import asyncio

    from bot.app import serve_telegram

    asyncio.run(serve_telegram(load_settings(knowledge, database)))


@app.command(cls=FrenchCommand, help=texts.CHECK)
def check(
    name: Annotated[
        str | None, typer.Argument(metavar="[FICHE]", help=texts.ARGUMENT_CHECKED)
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help=texts.OPTION_STRICT)] = False,
    knowledge: Knowledge = None,
    database: Database = None,
) -> int:
    """Validate the knowledge base and run its own test questions."""
    from bot.knowledge.files import read_folder
    from bot.running.kept_readings import loaded as of_one

    settings = load_settings(knowledge, database)
    stem = "" if name is None else PurePath(name).stem
    loaded = of_one(settings, stem) if stem else read_folder(settings.knowledge_dir)
    faults = _faults(loaded, stem)
    if stem and loaded.only is None and not faults:
        raise AssistantError(texts.NO_SUCH_FICHE.format(name=name))
    for fault in sorted(faults):
        typer.echo(str(fault))
    errors = sum(not fault.warning for fault in faults)
    warnings = len(faults) - errors
    entries = len(loaded.checked)
    tests = sum(len(entry.tests) for entry in loaded.checked)
    summary = texts.CHECK_GOOD if not faults else texts.CHECK_WARNINGS
    summary = texts.CHECK_BAD if errors else summary
    line = agreed(summary, entries=entries, tests=tests, errors=errors, warnings=warnings)
    typer.echo(line, err=bool(errors))
    return 1 if errors or (strict and warnings) else 0


def _faults(loaded: "Loaded", stem: str) -> "list[Fault]":
    """The faults of the base, or those of the file of that name."""
    from bot.clock import local_today
    from bot.knowledge import checks

    faults, today = list(loaded.faults), local_today()
    if stem and loaded.only is None and any(fault.path.stem == stem for fault in faults):
        return [fault for fault in faults if fault.path.stem == stem]  # no fiche, nothing to try
    faults += checks.structural(loaded, today) + checks.advice(loaded, today)
    faults += checks.questions(loaded) if loaded.only is not None or not stem else []
    return [fault for fault in faults if stem in ("", fault.path.stem)]


@app.command(cls=FrenchCommand, help=texts.SCHEMA)
def schema(knowledge: Knowledge = None, database: Database = None) -> None:
    """Write the JSON Schemas of the knowledge base's files."""
    from bot.consultations.schema import write_schema
    from bot.knowledge.schema import write_schemas

    settings = load_settings(knowledge, database)
    folder = settings.knowledge_dir
    try:
        written = [*write_schemas(folder), write_schema(settings.consultations_dir)]
    except OSError as error:
        path = error.filename or folder
        message = texts.CANNOT_WRITE.format(path=path, reason=reason(error))
        raise AssistantError(message) from error
    for path in written:
        typer.echo(texts.WRITTEN.format(path=path))


@app.command(cls=FrenchCommand, help=texts.REFERENCE, hidden=True)
def reference() -> None:
    """Write the page of the documentation about verbs, settings and commands."""
    from bot.cli.reference import PAGE, page

    PAGE.write_text(page(app), "utf-8")
    typer.echo(texts.WRITTEN.format(path=PAGE))


def _with_assistant(settings: Settings, work: Callable[[Any], Coroutine[Any, Any, None]]) -> None:
    from bot.conversation.assistant import Assistant
    from bot.conversation.served import Served
    from bot.running.compiled import ready

    served = Served.of(ready(settings))
    with_log(settings, lambda log: work(Assistant(served, log, settings.promises)))


def _log_answers(settings: Settings, base: Any, answers: Sequence[Any]) -> None:
    from bot.conversation.recording import new_question
    from bot.privacy.masking import mask_contacts
    from bot.questionlog.records import Sender

    async def write(log: Any) -> None:
        for answer in answers:
            sender = Sender("cli", "cli")
            masked = mask_contacts(answer.question)
            await log.record(new_question(masked, answer.result, sender, base))

    with_log(settings, write)


def _shortened(faults: str) -> str:
    """The first faults of the base; ``check`` shows them all."""
    lines = faults.splitlines()
    shown = "\n".join(lines[:SHOWN_FAULTS])
    message = texts.BASE_FAULTY.format(faults=shown)
    rest = len(lines) - SHOWN_FAULTS
    return message + (agreed(texts.BASE_FAULTY_REST, count=rest) if rest > 0 else "")


def _fail(message: str, status: int) -> int:
    typer.echo(texts.ERROR.format(message=message), err=True)
    return status
