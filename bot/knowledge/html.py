"""A fiche as Telegram HTML: title, answer, sources, the date it was checked."""

import datetime
import html
from typing import Final

from bot.knowledge.markdown import to_html, visible
from bot.knowledge.models import Entry, Source
from bot.texts import conversation as texts

MAX_MESSAGE: Final = 4096
"""Telegram's limit for one message, in UTF-16 code units after the entities are parsed."""


def answer_html(entry: Entry, today: datetime.date) -> str:
    """The answer of an entry, with its sources and the date it was checked."""
    return _page(entry, to_html(entry.answer), today)


def details_html(entry: Entry, today: datetime.date) -> str:
    """Answer and details together, or the details alone when both would not fit."""
    details = to_html(entry.details or "")
    both = _page(entry, f"{to_html(entry.answer)}\n\n{details}", today)
    return both if telegram_length(both) <= MAX_MESSAGE else _page(entry, details, today)


def escape(text: str) -> str:
    """Any text, made safe inside our HTML."""
    return html.escape(text, quote=False)


def telegram_length(rendered: str) -> int:
    """Length of rendered HTML as Telegram counts it."""
    return len(visible(rendered).encode("utf-16-le")) // 2


def _page(entry: Entry, body: str, today: datetime.date) -> str:
    parts = [f"<b>{escape(entry.question)}</b>", body]
    if entry.review_on is not None and entry.is_due(today):
        parts.append(texts.REVIEW_DUE.format(date=texts.day(entry.review_on)))
    sources = "\n".join(_source(source) for source in entry.sources)
    checked = texts.CHECKED.format(date=texts.day(entry.checked_on))
    if entry.owner:
        checked += " " + texts.OWNER.format(owner=escape(entry.owner))
    parts += [f"{texts.SOURCES}\n{sources}", checked]
    return "\n\n".join(parts)


def _source(source: Source) -> str:
    rest = [source.publisher] if source.publisher else []
    if source.date is not None:
        rest.append(texts.day(source.date))
    return texts.SOURCE.format(
        url=html.escape(source.url),
        title=escape(source.title),
        rest=escape("".join(f", {part}" for part in rest)),
    )
