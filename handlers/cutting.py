"""Texts cut by Telegram's own measure: UTF-16 code units, counted once the entities are read.

An emoji is two units, a tag is none, ``&amp;`` is one. A text cut by characters of Python is
refused as too long.
"""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

MESSAGE: Final = 4096
CAPTION: Final = 1024
NOTICE: Final = 200
"""The little words shown when a button is pressed."""
LABEL: Final = 128
"""Telegram states no limit for a button; no phone shows as much."""
ELLIPSIS: Final = "…"

_ATOM: Final = re.compile(r"<[^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[A-Za-z]+);|.", re.DOTALL)
_TAG: Final = re.compile(r"</?([A-Za-z][\w-]*)[^<>]*>")
_JOINED: Final = re.compile("[\u0300-\u036f\u200d\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff]")
"""What belongs to the sign before: accents, joiners, colours of skin."""
_LONE: Final = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class _Atom:
    """What is never cut in two: a tag, a reference, a sign."""

    source: str
    units: int
    """What it counts; a tag counts nothing."""


def units(text: str) -> int:
    """Length of a plain text as Telegram counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def whole(text: str) -> str:
    """The text with half signs (lone surrogates) replaced: no encoding can carry them."""
    return _LONE.sub("\ufffd", text)


def shortened(text: str, limit: int) -> str:
    """A plain text, cut with an ellipsis where it is longer than that."""
    if units(text) <= limit:
        return text
    kept, left = [], limit - 1
    for sign in text:
        left -= units(sign)
        if left < 0:
            break
        kept.append(sign)
    return "".join(kept).rstrip() + ELLIPSIS


def pages(rendered: str, limit: int = MESSAGE) -> list[str]:
    """Telegram HTML in as many pieces as it takes, each whole: what is open is closed.

    Args:
        rendered: with Telegram's tags, well formed.
        limit: units of a piece.
    """
    if units(_TAG.sub("", rendered)) <= limit:  # references read, it is shorter still
        return [rendered]
    atoms = [_atom(match[0]) for match in _ATOM.finditer(rendered)]
    if sum(atom.units for atom in atoms) <= limit:
        return [rendered]
    found: list[str] = []
    opened: list[str] = []
    while atoms:
        end = _end(atoms, limit)
        head, atoms = atoms[:end], atoms[end:]
        before, opened = opened, _open_after(opened, head)
        body = "".join(atom.source for atom in head)
        closing = "".join(f"</{_name(tag)}>" for tag in reversed(opened))
        if "".join(_seen(atom) for atom in head).strip():
            found.append("".join(before) + body + closing)
    return found


def _atom(source: str) -> _Atom:
    if _TAG.fullmatch(source):
        return _Atom(source, 0)
    return _Atom(source, units(html.unescape(source)))


def _seen(atom: _Atom) -> str:
    return atom.source if atom.units else ""


def _end(atoms: Sequence[_Atom], limit: int) -> int:
    """Where to cut: after a paragraph, else a line, else a word, else a sign."""
    full = _fitting(atoms, limit)
    if full == len(atoms):
        return full
    text = [_seen(atom)[-1:] for atom in atoms[:full]]
    for wanted in (("\n", "\n"), ("\n",), (" ",)):
        for end in range(full, full // 2, -1):
            if tuple(text[end - len(wanted) : end]) == wanted:
                return end
    while full > 1 and _JOINED.match(atoms[full].source):
        full -= 1
    return full


def _fitting(atoms: Sequence[_Atom], limit: int) -> int:
    """How many of the atoms fit."""
    for count, size in enumerate(accumulate(atom.units for atom in atoms)):
        if size > limit:
            return count
    return len(atoms)


def _open_after(opened: Sequence[str], atoms: Sequence[_Atom]) -> list[str]:
    """The tags that stand open after those atoms, outermost first."""
    stack = list(opened)
    for atom in atoms:
        tag = _TAG.fullmatch(atom.source)
        if tag is None:
            continue
        if not atom.source.startswith("</"):
            stack.append(atom.source)
        elif stack and _name(stack[-1]) == tag[1]:
            stack.pop()
    return stack


def _name(tag: str) -> str:
    found = _TAG.fullmatch(tag)
    return found[1] if found is not None else ""
