"""The source watch: a round over the cited addresses, by hand or every week."""

import asyncio
import datetime
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

import httpx

from bot.clock import utc_now
from bot.errors import AssistantError
from bot.knowledge.models import KnowledgeBase
from bot.rounds import rounds
from bot.running.lock import alone
from bot.running.source_asking import AGENT, Asker
from bot.running.source_memory import FILE, Memory, Seen
from bot.running.source_report import cited, lines
from bot.texts import sources as texts

PAUSE_S: Final = 2.0
CONNECT_S: Final = 5.0
READ_S: Final = 10.0
FRESH: Final = datetime.timedelta(days=1)
"""What was asked since is not asked again by a round that goes on."""
KEPT_EVERY: Final = 20
"""Pages between two writings of the file: a kill loses no more."""
EVERY: Final = datetime.timedelta(days=7)
LOOK_EVERY_S: Final = 3600.0

Step = Callable[[int, int], object]
"""Told how many pages are done, of how many."""


async def go_round(
    base: KnowledgeBase,
    folder: Path,
    *,
    pause_s: float = PAUSE_S,
    everything: bool = False,
    step: Step | None = None,
) -> Memory:
    """Ask every cited address that was not asked lately.

    Args:
        base: whose sources.
        folder: where ``sources.json`` is.
        pause_s: between two requests to a site.
        everything: those asked lately as well.
        step: told how far it is.

    Returns:
        What is known of all.

    Raises:
        AssistantError: another round is going on, or the file cannot be read or written.
    """
    with _only_one(folder / FILE):
        memory = Memory.read(folder / FILE)
        urls = cited(base)
        memory.pages = {url: memory.pages[url] for url in urls if url in memory.pages}
        limit = utc_now() - FRESH
        left = [url for url in urls if everything or not _is_fresh(memory.pages.get(url), limit)]
        try:
            await _ask_all(left, memory, pause_s, step)
            memory.ended = utc_now().isoformat(timespec="seconds")
        finally:
            memory.write()
        return memory


async def weekly(
    base: Callable[[], KnowledgeBase],
    folder: Path,
    tell: Callable[[list[str]], Awaitable[None]],
    stop: asyncio.Event,
) -> None:
    """A round every week, told to whoever edits; trouble with it only delays the next.

    Args:
        base: gives the base that is served now.
        folder: where ``sources.json`` is.
        tell: takes what editors have to see to.
        stop: set by whoever wants the service to end.
    """

    async def look() -> None:
        if _is_due(folder / FILE):
            memory = await _unless(stop, go_round(base(), folder))
            if memory is not None:
                await tell(lines(base(), memory.pages))

    await rounds(look, LOOK_EVERY_S, stop, "source watch")


async def _ask_all(urls: list[str], memory: Memory, pause_s: float, step: Step | None) -> None:
    timeout = httpx.Timeout(READ_S, connect=CONNECT_S)
    headers = {"User-Agent": AGENT, "Accept-Language": "fr"}
    async with httpx.AsyncClient(timeout=timeout, headers=headers, trust_env=True) as client:
        asker = Asker(client, pause_s)
        for done, url in enumerate(urls, 1):
            memory.pages[url] = await asker.ask(url, memory.pages.get(url, Seen()))
            if done % KEPT_EVERY == 0:
                memory.write()
            if step is not None:
                step(done, len(urls))


def _is_fresh(seen: Seen | None, limit: datetime.datetime) -> bool:
    if seen is None or not seen.asked:
        return False
    return datetime.datetime.fromisoformat(seen.asked) > limit


def _is_due(path: Path) -> bool:
    ended = Memory.read(path).ended
    return not ended or datetime.datetime.fromisoformat(ended) + EVERY < utc_now()


@contextmanager
def _only_one(path: Path) -> Iterator[None]:
    """Two rounds at once would be twice the requests, and one would lose what the other saw."""
    with ExitStack() as held:
        try:
            held.enter_context(alone(path))
        except AssistantError as error:
            raise AssistantError(texts.BUSY) from error
        yield


async def _unless(stop: asyncio.Event, work: Awaitable[Memory]) -> Memory | None:
    """The work's result; None when told to stop before its end."""
    working = asyncio.ensure_future(work)
    stopping = asyncio.ensure_future(stop.wait())
    await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if not working.done():
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        return None
    return working.result()
