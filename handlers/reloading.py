"""Serving the editors' changes without a restart: checked first, swapped at once, or refused."""

import asyncio
import logging
from collections.abc import Coroutine
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from bot.clock import local_today
from bot.conversation.assistant import Assistant
from bot.conversation.served import Served
from bot.errors import KnowledgeError, LogUnavailableError
from bot.knowledge.html import escape
from bot.pages.reply import Reply, dump
from bot.questionlog.records import Notice
from bot.review.acts import Review
from bot.rounds import rounds
from bot.running.compiled import ready
from bot.running.last_base import keep
from bot.texts import review as texts
from bot.texts import sources as source_texts
from handlers.context import App, serve_with, services_of

logger = logging.getLogger(__name__)

LOOK_EVERY_S: Final = 5.0
MAX_FAULTS: Final = 3_000
"""Characters of faults shown in one message."""

Stamp = frozenset[tuple[str, int, int]]


async def reload(app: App) -> Reply:
    """Serve the base on disk; one with faults is refused and the last good one stays.

    Args:
        app: the application; its services are swapped in one step.

    Returns:
        What became of it, for editors.
    """
    services = services_of(app)
    before = services.assistant
    try:
        base = await asyncio.to_thread(ready, services.settings)
    except KnowledgeError as error:
        logger.warning("the base on disk has faults; version %s stays", before.base.digest)
        return _faulty(str(error), before.base.digest)
    if base.digest == before.base.digest:
        return Reply(texts.RELOAD_SAME.format(digest=base.digest))
    await asyncio.to_thread(keep, services.settings, base)
    assistant = Assistant(
        Served.of(base, before.served.bot), before.log, services.settings.promises
    )
    serve_with(app, replace(services_of(app), assistant=assistant))
    logger.info("version %s is served in place of %s", base.digest, before.base.digest)
    await _tell_corrections(assistant)
    return Reply(texts.RELOADED.format(digest=base.digest, entries=len(base.entries)))


async def watch(app: App, wake: asyncio.Event, stop: asyncio.Event) -> None:
    """Reload when the folder changes or a signal asks for it; the staff is told what came of it.

    Args:
        app: the application.
        wake: set to reload now.
        stop: set by whoever wants the service to end.
    """
    folder = services_of(app).settings.knowledge_dir
    seen = await asyncio.to_thread(stamp, folder)

    async def look() -> None:
        nonlocal seen
        asked = await _first(wake, stop, LOOK_EVERY_S)
        now = await asyncio.to_thread(stamp, folder)
        if stop.is_set() or not (asked or now != seen):
            return
        wake.clear()
        seen = now
        await _tell_staff(app, await reload(app))

    await rounds(look, 0.0, stop, "the base on disk is not looked at")


def stamp(folder: Path) -> Stamp:
    """What changes when an editor saves, adds or removes a file."""
    found = set()
    try:
        paths = list(folder.rglob("*.yaml"))
    except (OSError, RecursionError):  # reading it tells what is wrong
        return frozenset()
    for path in paths:
        try:
            status = path.stat()
        except OSError:  # an editor's temporary file, gone again
            continue
        found.add((str(path), status.st_mtime_ns, status.st_size))
    return frozenset(found)


async def _first(wake: asyncio.Event, stop: asyncio.Event, delay: float) -> bool:
    """Wait for either, at most so long; whether it was the first."""
    waiting = [asyncio.create_task(event.wait()) for event in (wake, stop)]
    await asyncio.wait(waiting, timeout=delay, return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()
    return wake.is_set()


def _faulty(faults: str, digest: str) -> Reply:
    lines = faults.splitlines()
    shown = _fitting(lines, texts.RELOAD_MORE)
    text = texts.RELOAD_FAULTS.format(count=len(lines), digest=digest, faults="\n".join(shown))
    return Reply(text, refused=True)


def _fitting(lines: list[str], more: str) -> list[str]:
    """As many lines, escaped, as one message takes."""
    shown: list[str] = []
    for line in map(escape, lines):
        if sum(map(len, shown)) + len(line) > MAX_FAULTS:
            return [*shown, more]
        shown.append(line)
    return shown


async def tell_faults(app: App, faults: str) -> None:
    """Tell the staff, at a start, that the folder has faults and the last good base is served."""
    digest = services_of(app).assistant.base.digest
    logger.warning("the base on disk has faults; version %s, kept from before, is served", digest)
    await _tell_staff(app, _faulty(faults, digest))


async def tell_sources(app: App, lines: list[str]) -> None:
    """Tell the staff which cited pages are to be seen to; nothing when all are in order."""
    if not lines:
        return
    shown = _fitting(lines, source_texts.TOLD_MORE)
    await _tell_staff(app, Reply(source_texts.TOLD.format(lines="\n".join(shown))))


async def _tell_staff(app: App, reply: Reply) -> None:
    """Once a day for the same news, however many processes have it."""
    services = services_of(app)
    chat = services.settings.staff_chat_id
    if chat is None:
        return
    mark = sha256(reply.html.encode()).hexdigest()[:16]
    notice = Notice(f"base:{local_today()}:{mark}", chat, dump(reply))
    await _safely(services.assistant.log.desk.notify([notice]))


async def _tell_corrections(assistant: Assistant) -> None:
    await _safely(Review(assistant.base, assistant.log).tell_corrections())


async def _safely(work: Coroutine[Any, Any, object]) -> None:
    try:
        await work
    except LogUnavailableError as error:
        logger.warning("after reloading: %s", error)
