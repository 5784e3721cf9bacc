"""What the source watch tells editors: by fiche, those to be reviewed first at the top."""

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from bot.knowledge.models import Entry, KnowledgeBase
from bot.running.source_memory import Seen
from bot.texts import sources as texts
from bot.texts.conversation import day
from bot.texts.typography import agreed

TOLD_FROM: Final = 2
"""Times in a row that a page did not answer before editors hear of it."""
_LATEST: Final = datetime.date.max


def cited(base: KnowledgeBase) -> list[str]:
    """Every address that a fiche cites, once, those of different sites in turn."""
    by_site: dict[str, dict[str, None]] = {}
    for entry in base.entries.values():
        for source in entry.sources:
            url = source.url.partition("#")[0]
            by_site.setdefault(url.split("/")[2], {})[url] = None
    queues = [list(urls) for urls in by_site.values()]
    longest = max(map(len, queues), default=0)
    return [queue[rank] for rank in range(longest) for queue in queues if rank < len(queue)]


def lines(base: KnowledgeBase, pages: Mapping[str, Seen]) -> list[str]:
    """The fiches with something to see to, by the day of their review; empty: all in order."""
    found: list[str] = []
    entries = base.entries.values()
    for entry in sorted(entries, key=lambda one: (one.review_on or _LATEST, one.id)):
        told = list(_of(entry, pages))
        if told:
            review = texts.REVIEW.format(day=day(entry.review_on)) if entry.review_on else ""
            path = f"{entry.domain}/{entry.id}.yaml"
            checked = day(entry.checked_on)
            found += [texts.ENTRY.format(path=path, checked=checked, review=review), *told]
    return found


def summary(base: KnowledgeBase, pages: Mapping[str, Seen]) -> str:
    """A line of figures."""
    urls = cited(base)
    states = Counter(pages[url].state for url in urls if url in pages)
    changed = {
        source.url.partition("#")[0]
        for entry in base.entries.values()
        for source in entry.sources
        if _is_changed(entry, pages.get(source.url.partition("#")[0]))
    }
    return agreed(
        texts.SUMMARY,
        pages=len(urls),
        good=states["good"] - len(changed),
        gone=states["gone"],
        moved=states["moved"],
        changed=len(changed),
        silent=states["silent"],
        closed=states["closed"],
    )


def _of(entry: Entry, pages: Mapping[str, Seen]) -> Iterator[str]:
    for source in entry.sources:
        url = source.url.partition("#")[0]
        seen = pages.get(url)
        if seen is None:
            continue
        if seen.state == "gone":
            yield texts.GONE.format(url=url, why=seen.why)
        elif seen.state == "moved":
            yield texts.MOVED.format(url=url, final=seen.final)
        elif seen.state == "silent" and seen.failures >= TOLD_FROM:
            yield texts.SILENT.format(url=url, why=seen.why, times=seen.failures)
        elif seen.state == "closed":
            yield texts.CLOSED.format(url=url, why=seen.why)
        if _is_changed(entry, seen):
            since = datetime.date.fromisoformat(seen.changed)
            yield texts.CHANGED.format(url=url, day=day(since))


def _is_changed(entry: Entry, seen: Seen | None) -> bool:
    if seen is None or not seen.changed or seen.state not in ("good", "moved"):
        return False
    return datetime.date.fromisoformat(seen.changed) > entry.checked_on
