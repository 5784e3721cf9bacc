"""The figures of the report: what towns ask, what is not answered, what changed.

Wordings are masked and shown whoever asked them, as in the anonymous export; what tells where
they come from needs the same thresholds there and here.
"""

import datetime
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Final

from bot.exports.columns import Names
from bot.exports.tally import Tally, is_answered, ranked
from bot.exports.territories import THRESHOLDS, Crowd, Thresholds
from bot.knowledge.towns import Towns
from bot.privacy.communes import masked
from bot.questionlog.records import LoggedQuestion
from bot.texts import exports as export_texts
from bot.texts import report as texts

TOP: Final = 10
"""Entries and subjects shown."""
EXAMPLES: Final = 3
"""Wordings shown of a subject."""
MAX_WEEKS: Final = 53
"""Weeks shown: a year, the last."""
_DAY: Final = datetime.timedelta(days=1)
_BY_EXPERTS: Final = ("repondue", "rattachee", "publiee")


@dataclass(frozen=True, slots=True)
class Subject:
    """Similar questions without an answer."""

    question: str
    """The central one."""
    questions: int
    people: int
    towns: int
    domain: str | None = None
    examples: tuple[str, ...] = ()
    """Other wordings of it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A name and its counts."""

    name: str
    questions: int
    answered: int


@dataclass(frozen=True, slots=True)
class Week:
    """A week and its counts."""

    monday: datetime.date
    questions: int
    answered: int


@dataclass(frozen=True, slots=True)
class Speed:
    """How answers came."""

    at_once: int = 0
    by_experts: int = 0
    median_days: float | None = None
    """Days that experts took: half of their answers came within."""
    waiting: int = 0
    oldest_days: int | None = None
    """Days since the oldest question that waits."""


@dataclass(frozen=True, slots=True)
class Figures:
    """All that the report shows."""

    made_on: datetime.date
    first: datetime.date | None
    last: datetime.date | None
    questions: int
    answered: int
    people: int
    towns: int
    weeks: tuple[Week, ...]
    domains: tuple[Line, ...]
    regions: tuple[Line, ...]
    sizes: tuple[Line, ...]
    entries: tuple[Line, ...]
    subjects: tuple[Subject, ...]
    """Masked, most people first."""
    speed: Speed
    useful: int
    useless: int
    thresholds: Thresholds = THRESHOLDS


async def collect(
    rows: AsyncIterator[LoggedQuestion],
    towns: Towns,
    made_on: datetime.date,
    names: Names | None = None,
    subjects: Sequence[Subject] = (),
    thresholds: Thresholds = THRESHOLDS,
) -> Figures:
    """Read the questions once and count.

    Args:
        rows: the questions of the period.
        towns: the towns of France.
        made_on: the day of the report.
        names: how domains and entries are shown.
        subjects: the groups of unanswered questions.
        thresholds: what a territory needs to be shown.
    """
    count = _Count(towns, thresholds)
    async for question in rows:
        count.add(question)
    return count.figures(made_on, names or Names(), subjects)


def shown_subjects(subjects: Sequence[Subject], towns: Towns) -> tuple[Subject, ...]:
    """The subjects with their wordings masked, those of most people first."""
    ordered = sorted(subjects, key=lambda s: (-s.people, -s.towns, -s.questions, s.question))
    return tuple(_masked(subject, towns) for subject in ordered)


def _masked(subject: Subject, towns: Towns) -> Subject:
    question = masked(subject.question, towns)
    examples = dict.fromkeys(masked(text, towns) for text in subject.examples)
    examples.pop(question, None)
    return replace(subject, question=question, examples=tuple(examples)[: EXAMPLES - 1])


class _Groups:
    """Counts by group; where a threshold is given, groups that are too small are merged."""

    def __init__(self, thresholds: Thresholds | None = None) -> None:
        self._questions: Counter[str] = Counter()
        self._answered: Counter[str] = Counter()
        self._crowd: Crowd[str] | None = None if thresholds is None else Crowd(thresholds)

    def add(self, group: str, question: LoggedQuestion) -> None:
        self._questions[group] += 1
        self._answered[group] += is_answered(question)
        if self._crowd is not None and question.town is not None:
            self._crowd.add(group, question.person, question.town)

    def lines(self, names: Mapping[str, str], rest: str = "") -> list[Line]:
        """Most asked first; then those too small together, if together they are enough."""
        shown = []
        small = []
        for group, count in ranked(self._questions):
            if self._crowd is None or self._crowd.is_large(group):
                shown.append(Line(names.get(group, group), count, self._answered[group]))
            else:
                small.append(group)
        if self._crowd is not None and small and self._crowd.is_large(*small):
            asked = sum(self._questions[group] for group in small)
            shown.append(Line(rest, asked, sum(self._answered[group] for group in small)))
        return shown


class _Speeds:
    """How fast answers come, and what waits."""

    def __init__(self) -> None:
        self._at_once = 0
        self._days: list[float] = []
        self._waiting = 0
        self._oldest: datetime.datetime | None = None

    def add(self, question: LoggedQuestion) -> None:
        if question.status in ("nouvelle", "en_cours"):
            self._waiting += 1
            self._oldest = min(self._oldest or question.asked_at, question.asked_at)
        if not is_answered(question):
            return
        moments = [at for at, kind, _ in question.events if kind in _BY_EXPERTS]
        if moments:
            self._days.append((moments[-1] - question.asked_at) / _DAY)
        else:
            self._at_once += 1

    def figures(self, made_on: datetime.date) -> Speed:
        oldest = None if self._oldest is None else (made_on - self._oldest.date()).days
        middle = median(self._days) if self._days else None
        return Speed(self._at_once, len(self._days), middle, self._waiting, oldest)


class _Count:
    """What is counted while the questions stream by."""

    def __init__(self, towns: Towns, thresholds: Thresholds) -> None:
        self._by_code = towns
        self._thresholds = thresholds
        self._tally = Tally()
        self._people: set[str] = set()
        self._towns: set[str] = set()
        self._domains, self._entries = _Groups(), _Groups()
        self._regions, self._sizes = _Groups(thresholds), _Groups(thresholds)
        self._speeds = _Speeds()
        self._votes: Counter[str] = Counter()

    def add(self, question: LoggedQuestion) -> None:
        if not self._tally.add(question):
            return
        self._speeds.add(question)
        if question.person is not None:
            self._people.add(question.person)
        if question.town is not None:
            self._place(question, question.town)
        self._domains.add(question.domain or "", question)
        if question.entry is not None and is_answered(question):
            self._entries.add(question.entry, question)
        if question.feedback is not None:
            self._votes[question.feedback] += 1

    def _place(self, question: LoggedQuestion, town: str) -> None:
        self._towns.add(town)
        self._regions.add(self._by_code.region(town) or texts.OTHER_REGION, question)
        self._sizes.add(export_texts.size(self._by_code.area(town).size), question)

    def figures(
        self, made_on: datetime.date, names: Names, subjects: Sequence[Subject]
    ) -> Figures:
        tally = self._tally
        domains = {**names.domains, "": export_texts.NO_DOMAIN}
        return Figures(
            made_on=made_on,
            first=tally.first,
            last=tally.last,
            questions=tally.questions,
            answered=tally.answered,
            people=len(self._people),
            towns=len(self._towns),
            weeks=tuple(Week(*week) for week in tally.weeks()[-MAX_WEEKS:]),
            domains=tuple(self._domains.lines(domains)),
            regions=tuple(self._regions.lines({}, texts.OTHER_REGIONS)),
            sizes=tuple(self._sizes.lines({}, texts.OTHER_SIZES)),
            entries=tuple(self._entries.lines(names.entries)[:TOP]),
            subjects=shown_subjects(subjects, self._by_code),
            speed=self._speeds.figures(made_on),
            useful=self._votes["utile"],
            useless=self._votes["inutile"],
            thresholds=self._thresholds,
        )
