"""Whether the trainings offered are still to come; advice to editors."""

import datetime
import re
from collections.abc import Iterator
from typing import Final

from bot.knowledge.faults import Fault
from bot.knowledge.files import TRAININGS_FILE
from bot.knowledge.loaded import Loaded
from bot.knowledge.models import Training
from bot.texts import knowledge as texts
from bot.texts.conversation import day

_YEAR: Final = re.compile(r"\b20\d\d\b")


def trainings_are_to_come(loaded: Loaded, today: datetime.date) -> Iterator[Fault]:
    """A session that is over is left in the file. Passes: an offer without a date."""
    for line, training in loaded.trainings:
        for message in _said_of(training, today):
            yield Fault(TRAININGS_FILE, line, message, warning=True)


def _said_of(training: Training, today: datetime.date) -> Iterator[str]:
    first, last = training.starts_on, training.last_day
    if last is None and _YEAR.search(training.dates):
        yield texts.TRAINING_WITHOUT_DAY
    if first is not None and last is not None and last < first:
        yield texts.TRAINING_ENDS_FIRST
    elif last is not None and last < today:
        yield texts.TRAINING_OVER.format(date=day(last))
    if training.review_on is not None and training.review_on < today:
        yield texts.TRAINING_REVIEW_DUE.format(date=day(training.review_on))
