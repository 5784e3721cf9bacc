"""What only the lines of a file show: causes that YAML reports elsewhere, or not at all.

YAML tells where reading became impossible, which may be lines below the slip of the editor.
"""

import re
from collections.abc import Iterator
from typing import Final

from bot.texts import knowledge as texts

Found = tuple[int, str]

_NO_BREAK: Final = "\u00a0\u202f\u2007\u3000"
_INDENT: Final = re.compile(rf"[ {_NO_BREAK}]*[{_NO_BREAK}]")
_BLOCK: Final = re.compile(r"( *)(?:- )?[\w-]+: *[|>][+-]?\d*\s*(?:#.*)?$")
_KEY: Final = re.compile(r"( *)(- )?([\w-]+):(?: |$)")
_APOSTROPHE: Final = re.compile(r"\s*(?:- +)?(?:[\w-]+: +)?'(?:[^']|'')*'[^\s,\]}#]")
_NO_SPACE: Final = re.compile(r"\s*-[^\s\-\d]")
_CUT: Final = re.compile(r"\s*(?:- +)?(?:[\w-]+: +)?(?!['\"|>#\[{])\S.* #\S")


def in_indent(text: str) -> Iterator[Found]:
    """No-break spaces where a line begins: YAML takes them for text, not for an indent."""
    for number, line in _outside_blocks(text):
        if _INDENT.match(line):
            yield number, texts.NO_BREAK_INDENT


def cut_short(text: str) -> Iterator[Found]:
    """A « # » that cuts a value in silence: « titre: Rapport #515 » is read as « Rapport »."""
    for number, line in _outside_blocks(text):
        if _CUT.match(line):
            yield number, texts.CUT_BY_HASH


def cause_before(text: str, line: int) -> Found | None:
    """The slip that may be behind what YAML reports at a line: the nearest one at or above it.

    Args:
        text: the file.
        line: where reading became impossible, from 1.
    """
    lines = text.split("\n")[:line]
    for number in range(len(lines), max(len(lines) - 4, 0), -1):
        message = _slip(lines, number - 1)
        if message is not None:
            return number, message
    return None


def _slip(lines: list[str], at: int) -> str | None:
    line = lines[at]
    if _APOSTROPHE.match(line):
        return texts.APOSTROPHE_INSIDE
    if _NO_SPACE.match(line):
        return texts.NO_SPACE_AFTER_DASH
    above = next((one for one in reversed(lines[:at]) if one.strip()), "")
    if _BLOCK.match(above) and line.strip() and not line[0].isspace() and not _KEY.match(line):
        return texts.NOT_INDENTED.format(name=above.strip())
    own, other = _KEY.match(line), _KEY.match(above)
    if own and other:
        expected = len(other[1]) + len(other[2] or "")
        found = len(own[1]) + len(own[2] or "")
        if expected - 2 < found < expected or expected < found < expected + 2:
            return texts.BADLY_INDENTED.format(name=own[3], found=found, expected=expected)
    return None


def _outside_blocks(text: str) -> Iterator[Found]:
    """(number, line) of the lines that are not inside a text begun by « | » or « > »."""
    inside = -1
    for number, line in enumerate(text.split("\n"), 1):
        indent = len(line) - len(line.lstrip(" "))
        if inside >= 0 and (not line.strip() or indent > inside):
            continue
        block = _BLOCK.match(line)
        inside = len(block[1]) if block else -1
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, line
