"""The Markdown of fiches (bold, italic, lists, links) as Telegram HTML or as plain text.

Telegram refuses a whole message for one bad entity, so everything is escaped and only tags made
here are ever sent.
"""

import html
import re
from typing import Final

_INLINE: Final = re.compile(
    r"\\(?P<escaped>[*\[\]\\_])"
    r"|\*\*(?P<bold>(?=\S).+?(?<=\S))\*\*(?!\*)"
    r"|\*(?P<italic>(?=[^\s*])[^*]*(?<=[^\s*]))\*"
    r"|\[(?P<label>[^\]\n]+)\]\((?P<url>https?://[^\s()<>\"]*(?:\([^\s()<>\"]*\)[^\s()<>\"]*)*)\)"
)
_BULLET: Final = re.compile(r"^\s*[-*•]\s+")
_NUMBER: Final = re.compile(r"^\s*(\d{1,2})[.)]\s+")
_TAG: Final = re.compile(r"<[^>]+>")
_ANCHOR: Final = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)


def to_html(text: str) -> str:
    """Render for Telegram's HTML parse mode.

    Args:
        text: Markdown of a fiche. A line break is shown as it was written, but for one inside a
            sentence, which an editor's window made.

    Returns:
        HTML with only ``<b>``, ``<i>`` and ``<a href>``, everything else escaped.
    """
    return "\n".join(_inline(line) for line in _lines(text))


def to_plain(text: str) -> str:
    """Render as plain text: what a person would read, addresses of links left out."""
    return visible(to_html(text))


def visible(rendered: str) -> str:
    """The characters that a reader of our own HTML sees."""
    return html.unescape(_TAG.sub("", rendered))


def html_to_plain(rendered: str) -> str:
    """Turn our own HTML into text for a terminal; a link keeps its address behind its words."""
    return visible(_ANCHOR.sub(lambda m: f"{m[2]} ({m[1]})", rendered))


def links(text: str) -> list[tuple[str, str]]:
    """(what is read, where it leads) of each link of a text."""
    found = _ANCHOR.findall(to_html(text))
    return [(visible(label), html.unescape(address)) for address, label in found]


def unbalanced(text: str) -> str | None:
    """The first mark left open (``**``, ``*`` or a link), as it would be shown, or None."""
    for line in _lines(text):
        left = visible(_inline(line, keep_escapes=False))
        for mark in ("**", "]("):
            if mark in left:
                return mark
    return None


def _lines(text: str) -> list[str]:
    """Lines as the editor broke them; one that begins in lower case goes on the one before."""
    lines: list[str] = []
    previous = ""  # what the line before was: "", "item" or "text"
    for raw in text.strip().splitlines():
        if not raw.strip():
            if lines and lines[-1]:
                lines.append("")
            previous = ""
        elif bullet := _BULLET.match(raw):
            lines.append("• " + raw[bullet.end() :].strip())
            previous = "item"
        elif number := _NUMBER.match(raw):
            lines.append(f"{number[1]}. {raw[number.end() :].strip()}")
            previous = "item"
        elif (previous == "text" and raw.strip()[0].islower()) or (
            previous == "item" and raw[0].isspace()
        ):
            lines[-1] += " " + raw.strip()
        else:
            lines.append(raw.strip())
            previous = "text"
    return lines


def _inline(text: str, *, keep_escapes: bool = True) -> str:
    out: list[str] = []
    position = 0
    for match in _INLINE.finditer(text):
        out.append(html.escape(text[position : match.start()], quote=False))
        out.append(_mark(match, keep_escapes))
        position = match.end()
    out.append(html.escape(text[position:], quote=False))
    return "".join(out)


def _mark(match: re.Match[str], keep_escapes: bool) -> str:
    if match["escaped"] is not None:
        return match["escaped"] if keep_escapes else ""
    if match["bold"] is not None:
        return f"<b>{_inline(match['bold'], keep_escapes=keep_escapes)}</b>"
    if match["italic"] is not None:
        return f"<i>{_inline(match['italic'], keep_escapes=keep_escapes)}</i>"
    label = _inline(match["label"], keep_escapes=keep_escapes)
    if "<a " in label:  # Telegram has no link within a link
        label = _TAG.sub("", label)
    return f'<a href="{html.escape(match["url"])}">{label}</a>'
