"""A fiche as Telegram HTML: what answers first, the rest folded, then the date it was checked.

A phone shows some 24 lines of 38 characters beside the buttons. What stands in a fold opens at a
tap; nothing that changes the answer may stand there alone.
"""

import datetime
import html
from typing import Final

from bot.knowledge.markdown import to_html, to_plain, visible
from bot.knowledge.models import Entry, Source
from bot.texts import conversation as texts

MAX_MESSAGE: Final = 4096
"""Telegram's limit for one message, in UTF-16 code units after the entities are parsed."""

MAX_UNFOLDED: Final = 500
"""Characters of details that are shown unfolded: thirteen lines of a phone."""
MAX_SAID: Final = 150
"""Characters of a person's own words that are said again unfolded."""


def answer_html(entry: Entry, today: datetime.date, room: int = 0) -> str:
    """The answer of an entry, with its sources and the date it was checked.

    With a gist, the whole answer is folded under it; without one, it is shown as it is. The
    details are folded in as well where they fit in one message.

    Args:
        entry: to be shown.
        today: the day, for the warning past the review date.
        room: characters that must be left free, for what is said after it.
    """
    whole = _page(entry, today, with_details=True)
    return whole if fits(whole, room) else _page(entry, today, with_details=False)


def details_left_out(entry: Entry, today: datetime.date, room: int = 0) -> bool:
    """Whether the details of an entry do not fit beside its answer, and what follows it."""
    return entry.details is not None and not fits(_page(entry, today, with_details=True), room)


def details_html(entry: Entry, today: datetime.date) -> str:
    """The details alone, begun unfolded, for an entry whose answer leaves no room for them."""
    first, rest = _beginning(to_html(entry.details or ""))
    return _assembled(entry, [f"{first}\n{fold(texts.GOES_ON, rest)}" if rest else first], today)


def _beginning(body: str) -> tuple[str, str]:
    """The first paragraphs, as far as they leave room on a screen, and the rest."""
    paragraphs = body.split("\n\n")
    count = size = 0
    for paragraph in paragraphs:
        size += telegram_length(paragraph)
        if count and size > MAX_UNFOLDED:
            break
        count += 1
    return "\n\n".join(paragraphs[:count]), "\n\n".join(paragraphs[count:])


def plain_text(entry: Entry) -> str:
    """All that a person may read of an entry, as plain text, sources left out."""
    parts = (entry.gist, entry.steps, entry.answer, entry.details)
    return "\n".join(to_plain(part) for part in parts if part)


def escape(text: str) -> str:
    """Any text, made safe inside our HTML."""
    return html.escape(text, quote=False)


def telegram_length(rendered: str) -> int:
    """Length of rendered HTML as Telegram counts it."""
    return len(visible(rendered).encode("utf-16-le")) // 2


def fits(rendered: str, room: int = 0) -> bool:
    """Whether Telegram takes it as one message, with so many characters more."""
    return telegram_length(rendered) + room <= MAX_MESSAGE


def fold(title: str, body: str) -> str:
    """A part of a message that opens at a tap; older phones show it whole."""
    return f"<blockquote expandable><b>{title}</b>\n{body}</blockquote>"


def said_again(text: str) -> str:
    """What a person wrote, said again: a long one is folded, so that what follows is seen."""
    safe = escape(text)
    return safe if len(text) <= MAX_SAID else f"<blockquote expandable>{safe}</blockquote>"


def _page(entry: Entry, today: datetime.date, *, with_details: bool) -> str:
    answer = to_html(entry.answer)
    details = to_html(entry.details) if entry.details is not None and with_details else ""
    if entry.gist is None:
        parts = [answer]
        folded = details
    else:
        parts = [escape(entry.gist), *([to_html(entry.steps)] if entry.steps else [])]
        folded = f"{answer}\n\n{details}" if details else answer
    if folded:
        parts[-1] += "\n" + fold(texts.MORE, folded)
    return _assembled(entry, parts, today)


def _assembled(entry: Entry, parts: list[str], today: datetime.date) -> str:
    title = f"<b>{escape(entry.question)}</b>"
    due = []
    if entry.review_on is not None and entry.is_due(today):
        due = [texts.REVIEW_DUE.format(date=texts.day(entry.review_on))]
    kinds = entry.source_kinds or ("",) * len(entry.sources)
    listed = [_source(one, kind) for one, kind in zip(entry.sources, kinds, strict=True)]
    checked = texts.CHECKED.format(date=texts.day(entry.checked_on))
    if entry.owner:
        listed.append(texts.OWNER.format(owner=escape(entry.owner)))
    sources = fold(f"{checked} {texts.SOURCES}", "\n".join(listed))
    return f"{title}\n" + "\n\n".join([*due, *parts]) + f"\n{sources}"


def _source(source: Source, kind: str) -> str:
    rest = [source.publisher] if source.publisher else []
    if source.date is not None:
        rest.append(texts.day(source.date))
    if kind in texts.SOURCE_KINDS:
        rest.append(texts.SOURCE_KINDS[kind])
    return texts.SOURCE.format(
        url=html.escape(source.url),
        title=escape(source.title),
        rest=escape("".join(f", {part}" for part in rest)),
    )
