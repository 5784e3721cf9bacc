"""Texts as Telegram counts, cleans and reads them."""

import re
from typing import Any, Final
from urllib.parse import urlsplit

Entity = dict[str, Any]

MAX_TEXT: Final = 4096
MAX_CAPTION: Final = 1024
_COMMAND: Final = re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])")
_MENTION: Final = re.compile(r"(?<!\w)@[A-Za-z0-9_]{4,32}(?!\w)")
_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
_URL: Final = re.compile(r"https?://[^\s<>\"»]*[^\s<>\"».,;:!?)]")
_HOST: Final = re.compile(r"(?:[^\s./]+\.)+[^\s./\d]{2,}$|localhost$|[\d.]+$|\[[\d:a-f]+\]$")


def utf16_length(text: str) -> int:
    """Length as Telegram counts it: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf16_slice(text: str, offset: int, length: int) -> str:
    """The part of a text an entity covers."""
    data = text.encode("utf-16-le")[2 * offset : 2 * (offset + length)]
    return data.decode("utf-16-le", "replace")


def parts_of(text: str) -> list[str]:
    """A text cut as Telegram's applications cut one too long for a message."""
    parts, length = [""], 0
    for char in text:
        size = utf16_length(char)
        if length + size > MAX_TEXT:
            parts.append("")
            length = 0
        parts[-1] += char
        length += size
    return parts


def checked_link(url: str) -> str | None:
    """The link as Telegram keeps it, or None when it takes it for no link at all."""
    url = url.strip()
    if url.startswith(("tg://", "mailto:", "tel:")):
        return url
    full = url if "://" in url else f"http://{url}"
    try:
        parts = urlsplit(full)
        host = parts.hostname or ""
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or re.search(r"\s", full):
        return None
    if not _HOST.match(host):
        return None
    return full if parts.path else f"{full}/"


def trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Without the white space around; entities moved and cut with it."""
    shown = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", " ")
    cut = utf16_length(shown) - utf16_length(shown.lstrip())
    shown = shown.strip()
    total = utf16_length(shown)
    kept = []
    for entity in entities:
        begin = max(entity["offset"] - cut, 0)
        end = min(entity["offset"] + entity["length"] - cut, total)
        if end > begin:
            kept.append({**entity, "offset": begin, "length": end - begin})
    return shown, kept


def found_entities(text: str) -> list[Entity]:
    """Commands, mentions, addresses and links, as Telegram's clients mark them."""
    found: list[Entity] = []
    taken: list[tuple[int, int]] = []
    kinds = (("url", _URL), ("email", _EMAIL), ("mention", _MENTION), ("bot_command", _COMMAND))
    for kind, pattern in kinds:
        for match in pattern.finditer(text):
            if any(match.start() < end and begin < match.end() for begin, end in taken):
                continue
            taken.append(match.span())
            offset = utf16_length(text[: match.start()])
            found.append({"type": kind, "offset": offset, "length": utf16_length(match.group())})
    return sorted(found, key=lambda entity: int(entity["offset"]))
