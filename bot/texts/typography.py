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


def grouped(number: int) -> str:
    """« 1 095 », with a narrow space that does not break."""
    return f"{number:,}".replace(",", "\u202f")


class Count(int):
    """A number that agrees with its words: ``{count:jour ouvré|jours ouvrés}`` in a template."""

    def __format__(self, words: str) -> str:
        """« 1 jour ouvré », « 10 jours ouvrés »; in French, nought is singular.

        Args:
            words: the singular and the plural, with a bar between; or an ordinary format.
        """
        one, bar, many = words.partition("|")
        if not bar:
            return format(int(self), words)
        return f"{grouped(self)} {one if self < 2 else many}"


def agreed(template: str, **values: object) -> str:
    """A template filled in, in which every whole number agrees with its words."""
    counted = {n: Count(v) if isinstance(v, int) else v for n, v in values.items()}
    return template.format(**counted)


def percent(share: float) -> str:
    """« 65 % »."""
    return f"{share:.0%}".replace("%", "\u00a0%")
