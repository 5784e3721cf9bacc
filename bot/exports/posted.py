"""The anonymous export as a file to be sent, written beside the service, which goes on."""

import asyncio
import gzip
import io
import shutil
from pathlib import Path
from typing import Final

from bot.exports.files import export
from bot.exports.territories import Thresholds
from bot.files import scratch_folder
from bot.questionlog.records import Filter
from bot.questionlog.store import QuestionLog

LARGEST: Final = 45_000_000
"""Bytes; Telegram takes 50 MB of a bot: https://core.telegram.org/bots/api#sending-files."""
NAME: Final = "questions.csv"


async def posted(log: QuestionLog, thresholds: Thresholds) -> tuple[str, bytes]:
    """Export everything, anonymous, in a thread with its own connection.

    Args:
        log: what is exported; others go on using it.
        thresholds: what a territory needs to be told.

    Returns:
        The name of the file and what it holds, compressed where Telegram would refuse it.

    Raises:
        LogUnavailableError: the log cannot be read.
        OSError: the file cannot be written.
    """
    return await asyncio.to_thread(_written, log, thresholds)


def _written(log: QuestionLog, thresholds: Thresholds) -> tuple[str, bytes]:
    with scratch_folder() as folder:
        target = folder / NAME
        asyncio.run(_export(log.beside(), target, thresholds))
        if target.stat().st_size > LARGEST:
            target = _compressed(target)
        return target.name, target.read_bytes()


async def _export(log: QuestionLog, target: Path, thresholds: Thresholds) -> None:
    try:
        await export(log, Filter(), "csv", target, io.BytesIO(), thresholds=thresholds)
    finally:
        await log.close()


def _compressed(path: Path) -> Path:
    packed = path.with_name(f"{path.name}.gz")
    with path.open("rb") as whole, gzip.open(packed, "wb") as file:
        shutil.copyfileobj(whole, file)
    return packed
