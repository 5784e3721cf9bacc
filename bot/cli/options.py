"""Options that several verbs share, and opening what they name.

What people type is French; the English name that scripts and the contract rely on stays beside it.
"""

import datetime
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Literal, TypeVar

import typer

from bot.clock import PARIS
from bot.config import Settings, load_settings
from bot.errors import AssistantError, ConfigurationError
from bot.questionlog.lifecycle import Status
from bot.texts import command_line as texts
from bot.texts.system import reason

if TYPE_CHECKING:
    from bot.questionlog.store import QuestionLog

Knowledge = Annotated[
    Path | None,
    typer.Option("--fiches", "--knowledge", metavar="DOSSIER", help=texts.OPTION_KNOWLEDGE),
]
Database = Annotated[
    str | None, typer.Option("--base", "--database", metavar="URL", help=texts.OPTION_DATABASE)
]
Since = Annotated[
    datetime.datetime | None,
    typer.Option(
        "--depuis", "--since", formats=["%Y-%m-%d"], metavar="JOUR", help=texts.OPTION_SINCE
    ),
]
Until = Annotated[
    datetime.datetime | None,
    typer.Option(
        "--jusqu-a", "--until", formats=["%Y-%m-%d"], metavar="JOUR", help=texts.OPTION_UNTIL
    ),
]
OfStatus = Annotated[
    Status | None,
    typer.Option("--etat", "--status", metavar="ÉTAT", help=texts.OPTION_STATUS),
]
OfOutcome = Annotated[
    Literal["answer", "suggest", "none", "smalltalk"] | None,
    typer.Option("--issue", "--outcome", metavar="ISSUE", help=texts.OPTION_OUTCOME),
]
OfDomain = Annotated[
    str | None,
    typer.Option("--domaine", "--domain", metavar="DOMAINE", help=texts.OPTION_DOMAIN),
]
T = TypeVar("T")


def first_moment(day: datetime.datetime | None) -> datetime.datetime | None:
    """The moment a day begins in Paris."""
    return None if day is None else day.replace(tzinfo=PARIS)


def last_moment(day: datetime.datetime | None) -> datetime.datetime | None:
    """The moment a day ends in Paris; not part of it."""
    return None if day is None else (day + datetime.timedelta(days=1)).replace(tzinfo=PARIS)


def refuse_unknown_domain(settings: Settings, domain: str | None) -> None:
    """A filter that nothing can pass is a slip of the hand.

    Raises:
        ConfigurationError: the base has no such domain.
    """
    if domain is None:
        return
    from bot.knowledge.files import read_folder

    known = [one.id for one in read_folder(settings.knowledge_dir).base.domains]
    if domain not in known:
        message = texts.UNKNOWN_DOMAIN.format(domain=domain, domains=", ".join(known))
        raise ConfigurationError(message)


def text_of(path: Path) -> str:
    """The text of a file that somebody named; ``-`` is standard input.

    Raises:
        AssistantError: it cannot be read, or is no text in UTF-8.
    """
    try:
        raw = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AssistantError(texts.CANNOT_READ.format(path=path, reason="UTF-8")) from error
    except OSError as error:
        message = texts.CANNOT_READ.format(path=path, reason=reason(error))
        raise AssistantError(message) from error


def settings_for(output: Path | None, knowledge: Path | None, database: str | None) -> Settings:
    """The settings of a verb that writes a file, which no database is lost to.

    Raises:
        AssistantError: as `spare` says.
        ConfigurationError: a setting is wrong.
    """
    settings = load_settings(knowledge, database)
    spare(settings, output)
    return settings


def spare(settings: Settings, output: Path | None) -> None:
    """A wrong name for a file must not cost a database, nor its key, nor what was set aside.

    Raises:
        AssistantError: it is a database, or what is kept beside one, or cannot be read.
    """
    from bot.running.opening import file_of, is_kept, is_part_of

    if output is None:
        return
    served = load_settings().database_url  # with --base, still the one that the service uses
    ours = [file_of(url) for url in (settings.database_url, served)]
    try:
        refused = is_kept(output) or any(one and is_part_of(one, output) for one in ours)
    except OSError as error:
        raise unwritten(output, error) from error
    if refused:
        raise AssistantError(texts.OVER_DATABASE.format(path=output))


@contextmanager
def written(output: Path) -> Iterator[IO[bytes]]:
    """A file with what people wrote, whole or not at all: ``bot.files.write_aside``.

    Raises:
        AssistantError: it cannot be written, or is nothing to be written over.
    """
    from bot.files import write_aside

    try:
        with write_aside(output) as file:
            yield file
    except OSError as error:
        raise unwritten(output, error) from error


def unwritten(output: Path | None, error: OSError) -> AssistantError:
    """Why a file was not written, in a sentence."""
    return AssistantError(texts.CANNOT_WRITE.format(path=output, reason=reason(error)))


def with_log(settings: Settings, work: "Callable[[QuestionLog], Awaitable[T]]") -> T:
    """Open the question log, do the work with it and close it whatever happens.

    Args:
        settings: where the log is.
        work: takes the open log.

    Returns:
        What the work returns.

    Raises:
        LogUnavailableError: the log cannot be opened, read or written.
    """
    import asyncio

    from bot.running.opening import open_log

    async def inside() -> T:
        async with open_log(settings) as log:
            return await work(log)

    return asyncio.run(inside())
