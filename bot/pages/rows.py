"""Rows of buttons: few enough for a phone's screen, wide enough for their labels."""

from collections.abc import Sequence
from typing import Final

from bot.knowledge.html import escape
from bot.knowledge.models import Entry, token
from bot.pages.reply import Choice, Rows, data, numbered
from bot.texts import conversation as texts

MAX_ROWS: Final = 4
"""Rows of buttons under a message: more push it off a phone's screen."""
MAX_WHOLE: Final = 34
"""Characters of a label that the narrowest phone shows whole, ..."""
MAX_OF_TWO: Final = 15
"""... and of each of two side by side."""


def with_more(rows: Rows, choice: Choice) -> Rows:
    """Rows with one more choice, in a row of its own while there is room for one."""
    if len(rows) < MAX_ROWS:
        return (*rows, (choice,))
    at = max(range(len(rows)), key=lambda n: (len(rows[n]) == 1, n))
    return (*rows[:at], (*rows[at], choice), *rows[at + 1 :])


def listed(lines: Sequence[str]) -> str:
    """Lines of HTML, numbered: buttons are too narrow for them."""
    return "\n".join(
        texts.TITLE_LINE.format(number=n, title=line) for n, line in enumerate(lines, 1)
    )


def titles(entries: Sequence[Entry]) -> str:
    """Whole titles, numbered."""
    return listed([escape(entry.question) for entry in entries])


def numbers(entries: Sequence[Entry], verb: str, *arguments: object) -> Rows:
    """A button a title, with its number."""
    return numbered([data(verb, *arguments, token(entry.id)) for entry in entries])


def one_each(labels: Sequence[str], carried: Sequence[str], room: int) -> tuple[str, Rows]:
    """Buttons with their labels while there is room for them; else a list, and numbers.

    Args:
        labels: what is chosen from, as plain text.
        carried: what the button of each carries.
        room: rows that are left.

    Returns:
        What is added to the message, and the rows.
    """
    named = [f"{number}. {label}" for number, label in enumerate(labels, 1)]
    longest = max(map(len, named), default=0)
    width = 2 if longest <= MAX_OF_TWO else 1
    if len(named) > room * width or longest > MAX_WHOLE:
        return "\n\n" + listed([escape(label) for label in labels]), numbered(carried)
    choices = [Choice(label, one) for label, one in zip(named, carried, strict=True)]
    return "", tuple(tuple(choices[at : at + width]) for at in range(0, len(choices), width))
