"""Options that several verbs share, and opening what they name."""

import datetime
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot.clock import PARIS
from bot.config import Settings
from bot.texts import command_line as texts

if TYPE_CHECKING:
    from bot.questionlog.store import QuestionLog

Knowledge = Annotated[
    Path | None, typer.Option("--knowledge", metavar="DOSSIER", help=texts.OPTION_KNOWLEDGE)
]
Database = Annotated[
    str | None, typer.Option("--database", metavar="URL", help=texts.OPTION_DATABASE)
]
Since = Annotated[
    datetime.datetime | None,
    typer.Option(formats=["%Y-%m-%d"], metavar="JOUR", help=texts.OPTION_SINCE),
]
Until = Annotated[
    datetime.datetime | None,
    typer.Option(formats=["%Y-%m-%d"], metavar="JOUR", help=texts.OPTION_UNTIL),
]
T = TypeVar("T")


def first_moment(day: datetime.datetime | None) -> datetime.datetime | None:
    """The moment a day begins in Paris."""
    return None if day is None else day.replace(tzinfo=PARIS)


def last_moment(day: datetime.datetime | None) -> datetime.datetime | None:
    """The moment a day ends in Paris; not part of it."""
    return None if day is None else (day + datetime.timedelta(days=1)).replace(tzinfo=PARIS)


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
