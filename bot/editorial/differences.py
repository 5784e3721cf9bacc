"""What one text changes in another, line by line."""

import difflib
from typing import Final

KINDS: Final = {"+": "ajoute", "-": "retire", " ": "", "@": "saut"}
CONTEXT: Final = 2


def differences(before: str, after: str) -> list[tuple[str, str]]:
    """(kind, line) of what changes, with the lines around; empty where nothing does."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=CONTEXT, lineterm="")
    return [
        (KINDS.get(line[0], ""), line) for line in lines if not line.startswith(("---", "+++"))
    ]
