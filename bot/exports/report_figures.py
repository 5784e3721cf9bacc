"""The figures of the report: what towns ask, what is not answered; nothing under ``K`` people."""

import datetime
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from bot.exports.anonymity import K
from bot.exports.tally import Tally, is_answered, ranked
from bot.exports.territories import Crowd
from bot.knowledge.towns import Towns
from bot.privacy.masking import mask
from bot.questionlog.records import LoggedQuestion
from bot.texts import report as texts

TOP: Final = 10
"""Entries and subjects shown."""
MAX_WEEKS: Final = 53
"""Weeks shown: a year, the last."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Similar questions without an answer."""

    question: str
    """The central one."""
    questions: int
    people: int
    towns: int


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
class Names:
    """How ids are shown; one that is missing is shown as it is."""

    domains: Mapping[str, str] = field(default_factory=dict)
    entries: Mapping[str, str] = field(default_factory=dict)


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
    entries: tuple[Line, ...]
    subjects: tuple[Subject, ...]
    """Asked by at least ``K`` people each, most people first."""
    small_subjects: int
    """How many more were asked by fewer people."""
    useful: int
    useless: int


async def collect(
    rows: AsyncIterator[LoggedQuestion],
    towns: Towns,
    made_on: datetime.date,
    names: Names | None = None,
    subjects: Sequence[Subject] = (),
) -> Figures:
    """Read the questions once and count.

    Args:
        rows: the questions of the period.
        towns: the towns of France.
        made_on: the day of the report.
        names: how domains and entries are shown.
        subjects: the groups of unanswered questions.
    """
    count = _Count(towns)
    async for question in rows:
        count.add(question)
    return count.figures(made_on, names or Names(), subjects)


def shown_subjects(subjects: Sequence[Subject]) -> tuple[Subject, ...]:
    """Those asked by at least ``K`` people, their questions masked, most people first."""
    large = sorted(
        (subject for subject in subjects if subject.people >= K),
        key=lambda subject: (-subject.people, -subject.towns, subject.question),
    )
    return tuple(replace(s, question=mask(s.question).text) for s in large)


class _Groups:
    """Counts by group, those of fewer than ``K`` people merged at the end."""

    def __init__(self) -> None:
        self._questions: Counter[str] = Counter()
        self._answered: Counter[str] = Counter()
        self._crowd: Crowd[str] = Crowd()

    def add(self, group: str, question: LoggedQuestion) -> None:
        self._questions[group] += 1
        self._answered[group] += is_answered(question)
        self._crowd.add(group, question.person)

    def lines(self, names: Mapping[str, str], rest: str) -> list[Line]:
        """Groups of at least ``K`` people, most asked first; then the rest, if it has as many."""
        shown = []
        small = [0, 0]
        for group, count in ranked(self._questions):
            if self._crowd.is_large(group):
                shown.append(Line(names.get(group, group), count, self._answered[group]))
            else:
                small = [small[0] + count, small[1] + self._answered[group]]
        if self._crowd.rest_is_large():
            shown.append(Line(rest, *small))
        return shown


class _Count:
    """What is counted while the questions stream by."""

    def __init__(self, towns: Towns) -> None:
        self._by_code = towns
        self._tally = Tally()
        self._people: set[str] = set()
        self._towns: set[str] = set()
        self._domains = _Groups()
        self._regions = _Groups()
        self._entries = _Groups()
        self._votes: Counter[str] = Counter()
        self._voters: Crowd[None] = Crowd()

    def add(self, question: LoggedQuestion) -> None:
        if not self._tally.add(question):
            return
        if question.person is not None:
            self._people.add(question.person)
        if question.town is not None:
            self._towns.add(question.town)
            region = self._by_code.region(question.town) or texts.OTHER_REGION
            self._regions.add(region, question)
        self._domains.add(question.domain or "", question)
        if question.entry is not None and is_answered(question):
            self._entries.add(question.entry, question)
        if question.feedback is not None:
            self._votes[question.feedback] += 1
            self._voters.add(None, question.person)

    def figures(
        self, made_on: datetime.date, names: Names, subjects: Sequence[Subject]
    ) -> Figures:
        tally = self._tally
        voted = self._voters.is_large(None)
        large = shown_subjects(subjects)
        domains = {**names.domains, "": texts.NO_DOMAIN}
        entries = self._entries.lines(names.entries, texts.OTHER_ENTRIES)
        return Figures(
            made_on=made_on,
            first=tally.first,
            last=tally.last,
            questions=tally.questions,
            answered=tally.answered,
            people=len(self._people),
            towns=len(self._towns),
            weeks=tuple(Week(*week) for week in tally.weeks()[-MAX_WEEKS:]),
            domains=tuple(self._domains.lines(domains, texts.OTHER_DOMAINS)),
            regions=tuple(self._regions.lines({}, texts.OTHER_REGIONS)),
            entries=tuple([e for e in entries if e.name != texts.OTHER_ENTRIES][:TOP]),
            subjects=large[:TOP],
            small_subjects=len(subjects) - len(large),
            useful=self._votes["utile"] if voted else 0,
            useless=self._votes["inutile"] if voted else 0,
        )
