"""Publishing a fiche: tried aside with the whole base, written whole at once, then served.

What is served never changes unless all went well; when the reload fails, the file is put back.
"""

import asyncio
import multiprocessing
import os
import secrets
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from bot.clock import local_today
from bot.console.examining import examine_folder
from bot.console.web import House
from bot.editorial.replay import Ledger, Replay
from bot.knowledge.models import KnowledgeBase
from bot.questionlog.fiche_drafts import Draft
from bot.questionlog.records import Filter
from bot.texts import console as texts

_LOCK = asyncio.Lock()
"""One publication at a time: two would each be tried without the other."""


@dataclass(frozen=True, slots=True)
class Published:
    """What became of a publication."""

    why_not: str = ""
    faults: tuple[str, ...] = ()
    replay: Replay | None = None


async def publish(house: House, draft: Draft, publisher: str) -> Published:
    """Publish a draft, or say why not.

    Args:
        house: whose base it is.
        draft: submitted, and read again by whoever publishes it.
        publisher: by the name that colleagues see.
    """
    async with _LOCK:
        path = file_of(house, draft)
        before = await asyncio.to_thread(on_disk, path)
        if digest(before) != draft.base:
            return Published(texts.CHANGED_ON_DISK)
        faults, replay = await rehearsed(house, draft)
        if faults:
            return Published(texts.HAS_FAULTS, tuple(faults))
        try:
            await asyncio.to_thread(_write, path, draft.text)
        except OSError as error:
            return Published(texts.NOT_WRITTEN.format(reason=error.strerror))
        served = await house.reload()
        if served.refused:
            await asyncio.to_thread(_put_back, path, before)
            await house.reload()
            return Published(texts.WAS_NOT_SERVED)
        drafts = house.log.console.drafts
        await drafts.settle(draft, "publie")
        await drafts.published(draft, publisher, draft.text, before)
        return Published(replay=replay)


async def rehearsed(house: House, draft: Draft) -> tuple[list[str], Replay | None]:
    """The faults that the whole base would have; without any, what it changes for people.

    The trial takes seconds of a processor: another process has it, so that nobody waits.
    """
    ledger = Ledger()
    async for question in house.log.stream(Filter()):
        ledger.add(question)
    loop = asyncio.get_running_loop()
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        folder = house.settings.knowledge_dir.resolve()
        return await loop.run_in_executor(
            pool, _rehearse, folder, draft.entry, draft.domain, draft.text, ledger
        )


def _rehearse(
    folder: Path, entry: str, domain: str, text: str, ledger: Ledger
) -> tuple[list[str], Replay | None]:
    faults, base = examine_folder(folder, entry, domain, text, local_today())
    return faults, None if base is None else _replayed(base, ledger)


def _replayed(base: KnowledgeBase, ledger: Ledger) -> Replay:
    return ledger.against(base.index())


def file_of(house: House, draft: Draft) -> Path:
    """Where a fiche stands, or would."""
    return house.settings.knowledge_dir / draft.domain / f"{draft.entry}.yaml"


def on_disk(path: Path) -> str:
    """The text of a fiche; empty where there is none."""
    try:
        return path.read_text("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return ""


def digest(text: str) -> str:
    """What tells one text of a fiche from another; empty for none."""
    return sha256(text.encode()).hexdigest() if text else ""


def _write(path: Path, text: str) -> None:
    """Write aside and put in place at once: nobody reads half a fiche."""
    path.parent.mkdir(exist_ok=True)
    aside = path.with_name(f".{path.stem}.{secrets.token_hex(4)}.tmp")
    try:
        with aside.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _put_back(path: Path, before: str) -> None:
    if before:
        _write(path, before)
    else:
        path.unlink(missing_ok=True)
