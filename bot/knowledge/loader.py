"""The way into the knowledge base for whoever serves it: all right, or refused."""

import datetime
from pathlib import Path

from bot.clock import local_today
from bot.errors import KnowledgeError
from bot.knowledge import checks
from bot.knowledge.files import read_folder
from bot.knowledge.models import KnowledgeBase


def load(folder: Path, today: datetime.date | None = None) -> KnowledgeBase:
    """Load a base that has to be right.

    Args:
        folder: the folder of YAML files described in docs/interfaces.md.
        today: the day that dates are held against; by default the machine's.

    Raises:
        KnowledgeError: the base has faults; the message has one ``path:line: message`` a line.
    """
    loaded = read_folder(folder)
    faults = loaded.faults + checks.structural(loaded, today or local_today())
    errors = sorted(fault for fault in faults if not fault.warning)
    if errors:
        raise KnowledgeError("\n".join(map(str, errors)))
    return loaded.base
