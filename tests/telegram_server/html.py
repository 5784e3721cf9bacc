"""Telegram's HTML: the same tags, the same tolerance and the same complaints.

Written after the behaviour of TDLib's parser: offsets in errors count bytes of UTF-8, offsets of
entities count UTF-16 code units, unknown ``&…;`` stay as they are.
"""

import re
from dataclasses import dataclass
from typing import Any, Final

from .errors import cannot_parse_entities
from .text import Entity, checked_link, utf16_length

TAGS: Final = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "a": "text_link",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
}
NAMED: Final = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE: Final = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([A-Za-z]+));?")
_NAME: Final = re.compile(r"[^\s>]*")
_END_TAG: Final = re.compile(r"</([^\s>]*)\s*(>?)")
_ATTRIBUTE: Final = re.compile(r"""\s*([^\s=>]*)\s*(=?)\s*("[^"]*"|'[^']*'|[\w.-]*)""")


@dataclass
class _Open:
    """A start tag waiting for its end."""

    tag: str
    argument: str
    offset: int
    begin: int


class HtmlParser:
    """One parse of one text; ``strict`` also refuses what Telegram silently swallows."""

    def __init__(self, source: str, *, strict: bool) -> None:
        self._source = source
        self._strict = strict
        self._at = 0
        self._plain: list[str] = []
        self._offset = 0
        self._open: list[_Open] = []
        self._entities: list[Entity] = []

    def parse(self) -> tuple[str, list[Entity]]:
        """The plain text and its entities, or a 400 in Telegram's words."""
        while self._at < len(self._source):
            char = self._source[self._at]
            if char == "&":
                self._reference()
            elif char == "<":
                self._tag()
            else:
                self._emit(char)
                self._at += 1
        if self._open:
            tag = self._open[-1].tag
            reason = f"Can't find end tag corresponding to start tag {tag}"
            raise cannot_parse_entities(reason)
        return "".join(self._plain), sorted(self._entities, key=_order)

    def _emit(self, text: str) -> None:
        self._plain.append(text)
        self._offset += utf16_length(text)

    def _byte(self, position: int) -> int:
        return len(self._source[:position].encode())

    def _reference(self) -> None:
        decoded, end = decode_reference(self._source, self._at)
        if decoded is None:
            if self._strict:
                offset = self._byte(self._at)
                raise cannot_parse_entities(f"unescaped & at byte offset {offset} (strict mode)")
            decoded, end = "&", self._at + 1
        self._emit(decoded)
        self._at = end

    def _tag(self) -> None:
        begin = self._at
        if self._source.startswith("</", begin):
            self._end_tag(begin)
        else:
            self._start_tag(begin)

    def _start_tag(self, begin: int) -> None:
        name = _NAME.match(self._source, begin + 1)
        assert name is not None
        self._at = name.end()
        offset = self._byte(begin)
        if self._at >= len(self._source):
            raise cannot_parse_entities(f"Unclosed start tag at byte offset {offset}")
        tag = name.group().lower()
        if tag not in TAGS:
            raise cannot_parse_entities(f'Unsupported start tag "{tag}" at byte offset {offset}')
        argument = self._attributes(tag, offset)
        if tag == "span" and argument != "tg-spoiler":
            raise cannot_parse_entities(
                f'Tag "span" must have class "tg-spoiler" at byte offset {offset}'
            )
        self._open.append(_Open(tag, argument, self._offset, len(self._plain)))

    def _attributes(self, tag: str, offset: int) -> str:
        argument = ""
        while True:
            while self._peek().isspace():
                self._at += 1
            if self._peek() == ">":
                self._at += 1
                return argument
            match = _ATTRIBUTE.match(self._source, self._at)
            name, equal, value = match.groups() if match else ("", "", "")
            self._at = match.end() if match else len(self._source)
            if self._at >= len(self._source):
                raise cannot_parse_entities(f"Unclosed start tag at byte offset {offset}")
            place = f'the tag "{tag}" at byte offset {offset}'
            if not name:
                raise cannot_parse_entities(f"Empty attribute name in {place}")
            if not equal and name != "expandable":
                reason = "Expected equal sign in declaration of an attribute of"
                raise cannot_parse_entities(f"{reason} {place}")
            argument = self._argument(tag, name, value) or argument

    def _argument(self, tag: str, name: str, value: str) -> str:
        if (tag, name) == ("blockquote", "expandable"):
            return name
        text = decode_all(value[1:-1]) if value[:1] in {'"', "'"} else value.lower()
        wanted = {"a": "href", "span": "class", "code": "class", "tg-emoji": "emoji-id"}
        return text if wanted.get(tag) == name else ""

    def _peek(self) -> str:
        return self._source[self._at : self._at + 1]

    def _end_tag(self, begin: int) -> None:
        offset = self._byte(begin)
        if not self._open:
            raise cannot_parse_entities(f"Unexpected end tag at byte offset {offset}")
        match = _END_TAG.match(self._source, begin)
        assert match is not None
        if not match[2]:
            raise cannot_parse_entities(f"Unclosed end tag at byte offset {offset}")
        opened, found = self._open[-1], match[1].lower()
        if found and found != opened.tag:
            raise cannot_parse_entities(
                f'Unmatched end tag at byte offset {offset}, expected "</{opened.tag}>", '
                f'found "</{found}>"'
            )
        self._open.pop()
        self._at = match.end()
        if self._offset > opened.offset:
            self._close(opened, offset)

    def _close(self, opened: _Open, offset: int) -> None:
        extra: dict[str, Any] = {}
        if opened.tag == "a":
            shown = "".join(self._plain[opened.begin :])
            link = checked_link(opened.argument or shown)
            if link is None:
                if self._strict:
                    where = f"at byte offset {offset} (strict mode)"
                    raise cannot_parse_entities(f"<a> without a valid href {where}")
                return
            extra["url"] = link
        if opened.tag == "tg-emoji":
            extra["custom_emoji_id"] = opened.argument
        if opened.tag == "code" and opened.argument.startswith("language-"):
            extra["language"] = opened.argument.removeprefix("language-")
        length = self._offset - opened.offset
        kind = TAGS[opened.tag]
        if opened.argument == "expandable" and opened.tag == "blockquote":
            kind = "expandable_blockquote"
        entity: Entity = {"type": kind, "offset": opened.offset, "length": length}
        self._entities.append({**entity, **extra})


def _order(entity: Entity) -> tuple[int, int]:
    return entity["offset"], -entity["length"]


def decode_reference(source: str, at: int) -> tuple[str | None, int]:
    """The character behind ``&…;`` and where it ends; None when Telegram leaves it as it is."""
    match = _REFERENCE.match(source, at)
    if match is None:
        return None, at
    hexadecimal, decimal, name = match.groups()
    if name:
        return NAMED.get(name), match.end()
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    valid = 0 < code < 0x10FFFF and not 0xD800 <= code <= 0xDFFF
    return (chr(code) if valid else None), match.end()


def decode_all(source: str) -> str:
    """A quoted attribute with its references decoded."""
    result, at = [], 0
    while at < len(source):
        decoded, end = decode_reference(source, at) if source[at] == "&" else (None, at)
        result.append(source[at] if decoded is None else decoded)
        at = at + 1 if decoded is None else end
    return "".join(result)
