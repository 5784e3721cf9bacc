"""Counts kept aside while questions stream by."""

import datetime
from collections import Counter
from collections.abc import Mapping
from typing import Final

from bot.clock import paris_day
from bot.questionlog.exporting import Row
from bot.questionlog.records import LoggedQuestion

_WEEK: Final = datetime.timedelta(weeks=1)


class Tally:
    """Questions and answers, by week, domain and entry; courtesies are not questions."""

    def __init__(self) -> None:
        self.questions = 0
        self.answered = 0
        self.first: datetime.date | None = None
        self.last: datetime.date | None = None
        self.domains: Counter[str | None] = Counter()
        self.domains_answered: Counter[str | None] = Counter()
        self.entries: Counter[str] = Counter()
        """How often each entry was the answer."""
        self._weeks: Counter[datetime.date] = Counter()
        self._weeks_answered: Counter[datetime.date] = Counter()

    def add(self, question: LoggedQuestion | Row) -> bool:
        """Count a question.

        Returns:
            False for a courtesy, which is not counted.
        """
        if question.outcome == "smalltalk":
            return False
        at = question.asked_at
        day = paris_day(at) if isinstance(at, datetime.datetime) else at
        monday = day - datetime.timedelta(days=day.weekday())
        self.questions += 1
        self.first = day if self.first is None else min(self.first, day)
        self.last = day if self.last is None else max(self.last, day)
        self._weeks[monday] += 1
        self.domains[question.domain] += 1
        if is_answered(question):
            self.answered += 1
            self._weeks_answered[monday] += 1
            self.domains_answered[question.domain] += 1
            if question.entry is not None:
                self.entries[question.entry] += 1
        return True

    def weeks(self) -> list[tuple[datetime.date, int, int]]:
        """(Monday, questions, answered), from the first week to the last, none left out."""
        if not self._weeks:
            return []
        monday, last = min(self._weeks), max(self._weeks)
        found = []
        while monday <= last:
            found.append((monday, self._weeks[monday], self._weeks_answered[monday]))
            monday += _WEEK
        return found


def is_answered(question: LoggedQuestion | Row) -> bool:
    """Whether the asker got an answer, at once or later."""
    return question.status == "repondue"


def ranked(counts: Mapping[str, int], most: int | None = None) -> list[tuple[str, int]]:
    """The largest counts first; equal ones in the order of their names."""
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
