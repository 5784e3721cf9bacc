"""French typography: signs that stay with their word, whatever the width of the screen."""

import re
from typing import Final

_BEFORE: Final = re.compile(r" (?=[?!;:»%€°](?:\W|$))")
_AFTER: Final = re.compile(r"(?<=«) ")
_NUMBER: Final = re.compile(r"(?<=\bn°) (?=\d)")


def unbroken(text: str) -> str:
    """The text with spaces that do not break before ? ! ; : » % €, after « and in « n° 3 »."""
    for pattern in (_BEFORE, _AFTER, _NUMBER):
        text = pattern.sub("\u00a0", text)
    return text


def percent(share: float) -> str:
    """« 65 % »."""
    return f"{share:.0%}".replace("%", "\u00a0%")
