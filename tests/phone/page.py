"""The page: recorded exchanges in one HTML file that needs nothing else."""

import re
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tests.telegram_server.chats import Message
from tests.telegram_server.keyboards import Button

from .entities import html_of
from .recording import Recorded

PROMISED: Final = re.compile(r"(?<=d'ici au )\d+(?:er)? \w+ \d{4}")
"""A day counted from today."""

SIX: Final = "Six échanges avec l'assistant des petites villes"


def page(recorded: Sequence[Recorded], title: str = SIX) -> str:
    """The whole page.

    Args:
        recorded: what the phones show, in order.
        title: what they are.
    """
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(html_of=html_of, rows_of=rows_of)
    return environment.get_template("page.html.j2").render(phones=recorded, title=title)


def told(recorded: Sequence[Recorded]) -> str:
    """What the phones say, as text: kept beside the picture, to know when it is old.

    The day by which an answer is promised is left out: it goes on with the calendar.
    """
    lines: list[str] = []
    for one in recorded:
        lines.append(f"== {one.exchange.title}")
        for message in one.messages:
            lines.append(f"-- {'bot' if message.from_bot else 'person'}")
            lines.append(PROMISED.sub("…", message.text))
            lines += [f"[{button.label}]" for button in message.buttons]
    return "\n".join(lines) + "\n"


def rows_of(message: Message) -> list[list[Button]]:
    """The buttons under a message, line by line."""
    return [list(row) for _, row in groupby(message.buttons, key=lambda button: button.row)]
