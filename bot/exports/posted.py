"""The anonymous export as a file to be sent, made in a process beside the service, which goes on.

In a thread it would take turns with whoever waits for an answer, and what it needs, the names of
35,000 communes, would stay in the service's memory.
"""

import asyncio
import gzip
import io
import multiprocessing
import os
import shutil
from collections.abc import AsyncIterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Final

from bot.config import Settings
from bot.exports.files import export
from bot.exports.territories import thresholds
from bot.files import scratch_folder
from bot.questionlog.records import Filter
from bot.running.opening import open_log

LARGEST: Final = 45_000_000
"""Bytes; Telegram takes 50 MB of a bot: https://core.telegram.org/bots/api#sending-files."""
NAME: Final = "questions.csv"
PATIENT: Final = 5
"""Niceness: whoever asks a question goes first."""


@asynccontextmanager
async def posted(settings: Settings) -> AsyncIterator[Path]:
    """Export everything, anonymous, while the service goes on.

    Args:
        settings: where the log is, and what a territory needs to be told.

    Yields:
        The file, compressed where Telegram would refuse it; gone afterwards.

    Raises:
        LogUnavailableError: the log cannot be read.
        OSError: the file cannot be written.
    """
    with scratch_folder() as folder:
        yield await asyncio.to_thread(_made_beside, settings, folder)


def _made_beside(settings: Settings, folder: Path) -> Path:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(_written, settings, folder).result()


def _written(settings: Settings, folder: Path) -> Path:
    with suppress(OSError):  # the unit of deploy/ refuses it
        os.nice(PATIENT)
    target = folder / NAME
    asyncio.run(_export(settings, target))
    return _compressed(target) if target.stat().st_size > LARGEST else target


async def _export(settings: Settings, target: Path) -> None:
    async with open_log(settings) as log:
        needed = thresholds(settings)
        await export(log, Filter(), "csv", target, io.BytesIO(), thresholds=needed)


def _compressed(path: Path) -> Path:
    packed = path.with_name(f"{path.name}.gz")
    with path.open("rb") as whole, gzip.open(packed, "wb") as file:
        shutil.copyfileobj(whole, file)
    return packed
