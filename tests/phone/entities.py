"""Telegram's entities as HTML: offsets in UTF-16 code units, everything escaped."""

from collections.abc import Sequence
from typing import Final

from markupsafe import Markup, escape

from tests.telegram_server.text import Entity, utf16_length, utf16_slice

_TAGS: Final = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "code": "code",
    "pre": "code",
    "blockquote": "blockquote",
}
_LINKS: Final = frozenset({"text_link", "url", "email", "mention", "bot_command"})
_SAFE: Final = ("http://", "https://", "tg://", "mailto:")


def html_of(text: str, entities: Sequence[Entity]) -> Markup:
    """A text with its entities, one inside the other as Telegram nests them.

    Args:
        text: as the person reads it.
        entities: of this text; what they are not known for is shown plain.
    """
    ordered = sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))
    return _span(text, ordered, 0, utf16_length(text))


def _span(text: str, entities: Sequence[Entity], start: int, end: int) -> Markup:
    """The part from ``start`` to ``end``, in which these entities begin."""
    result, at, rest = Markup(), start, list(entities)
    while rest:
        entity = rest.pop(0)
        begin = max(entity["offset"], at)
        stop = min(entity["offset"] + entity["length"], end)
        if begin >= stop:
            continue
        inside = [other for other in rest if other["offset"] < stop]
        rest = rest[len(inside) :]
        result += _plain(text, at, begin)
        result += _marked(entity, utf16_slice(text, begin, stop - begin)).format(
            _span(text, inside, begin, stop)
        )
        at = stop
    return result + _plain(text, at, end)


def _plain(text: str, start: int, end: int) -> Markup:
    return escape(utf16_slice(text, start, end - start))


def _marked(entity: Entity, shown: str) -> Markup:
    """The tags of an entity, with a place for what is inside."""
    kind = entity["type"]
    if kind == "expandable_blockquote":
        return Markup('<blockquote class="fold">{}</blockquote>')
    if kind in _TAGS:
        tag = _TAGS[kind]
        return Markup(f"<{tag}>{{}}</{tag}>")  # noqa: S704
    link = {"text_link": entity.get("url", ""), "url": shown}.get(kind, "")
    if link.startswith(_SAFE):
        quoted = str(escape(link)).replace("{", "%7B").replace("}", "%7D")
        return Markup(f'<a href="{quoted}">{{}}</a>')  # noqa: S704
    return Markup('<span class="link">{}</span>') if kind in _LINKS else Markup("{}")
