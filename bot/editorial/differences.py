"""What one text changes in another, line by line."""

import difflib
import re
from typing import Final

from bot.texts import editorial as texts

KINDS: Final = {"+": "ajoute", "-": "retire", " ": "", "@": "saut"}
CONTEXT: Final = 2
_PLACE: Final = re.compile(r"@@ -\S+ \+(\d+)\S* @@")


def differences(before: str, after: str) -> list[tuple[str, str]]:
    """(kind, line) of what changes, with the lines around; empty where nothing does."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=CONTEXT, lineterm="")
    return [
        (KINDS.get(line[0], ""), _said(line))
        for line in lines
        if not line.startswith(("---", "+++"))
    ]


def _said(line: str) -> str:
    """A line as it is; where lines were left out, the number of the next in the new text."""
    place = _PLACE.match(line)
    return line if place is None else texts.DIFFERENCE_AT.format(line=place[1])
