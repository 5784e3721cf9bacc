"""The report as one HTML page that needs nothing else: no script, no outside resource."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bot.exports import trends
from bot.exports.report_charts import bar, columns
from bot.exports.report_consultations import Asked
from bot.exports.report_figures import TOP, Figures, Line, Subject
from bot.texts import report as texts
from bot.texts.exports import NO_DOMAIN
from bot.texts.typography import grouped, unbroken

TREND_WEEKS: Final = 4
"""Weeks compared with as many before them, at most."""
PER_DOMAIN: Final = 5
"""Subjects shown of a domain."""

_ENVIRONMENT: Final = Environment(
    loader=PackageLoader("bot.exports", "."),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class _Row:
    """A line with its bar."""

    name: str
    count: str
    chart: Markup


@dataclass(frozen=True, slots=True)
class _Domain:
    """A domain and its unanswered subjects."""

    name: str
    subjects: list[tuple[str, tuple[str, ...], str]]
    """(question, other wordings, counts)."""
    more: int
    """Subjects not shown."""


def render(figures: Figures, consultations: Sequence[Asked] = ()) -> str:
    """The page.

    Args:
        figures: what it shows.
        consultations: what Cerema asked, where it is closed.

    Returns:
        A whole HTML document.
    """
    needed = figures.thresholds
    known = [line for line in figures.domains if line.name != NO_DOMAIN]
    unknown = [line for line in figures.domains if line.name == NO_DOMAIN]
    page = _ENVIRONMENT.get_template("report_page.html").render(
        t=texts,
        period=texts.period(figures.first, figures.last),
        summary=_summary(figures),
        domains=_rows([*known, *unknown], figures.questions),
        domains_text=_first(texts.DOMAINS_TEXT, known, figures.questions),
        entries=_entry_rows(figures.entries),
        entries_text=_entries_text(figures.entries),
        subjects=_subjects(figures.subjects),
        subjects_text=_subjects_text(figures.subjects),
        speed=_speed(figures),
        weeks=columns([(w.questions, w.answered) for w in figures.weeks], texts.WEEKS_TITLE),
        weeks_most=_most_in_a_week(figures),
        weeks_from=texts.day(figures.weeks[0].monday) if figures.weeks else "",
        weeks_to=texts.day(figures.weeks[-1].monday) if figures.weeks else "",
        changes=_changes(figures),
        regions=_rows(figures.regions, _told(figures.regions)),
        regions_text=_regions_text(figures),
        sizes=_rows(figures.sizes, _told(figures.sizes)),
        consultations=consultations,
        feedback=_feedback_row(figures),
        feedback_text=_feedback_text(figures),
        method=texts.METHOD.format(
            people=needed.people, towns=needed.towns, made_on=texts.day(figures.made_on)
        ),
        few=texts.FEW.format(people=needed.people, towns=needed.towns),
    )
    return unbroken(page)


def _summary(figures: Figures) -> list[tuple[str, str]]:
    """The (number, name) pairs at the head of the page."""
    return [
        (grouped(figures.questions), texts.SUMMARY_QUESTIONS),
        (texts.share(figures.answered, figures.questions), texts.SUMMARY_ANSWERED),
        (grouped(figures.people), texts.SUMMARY_PEOPLE),
        (grouped(figures.towns), texts.SUMMARY_TOWNS),
    ]


def _subjects(subjects: Sequence[Subject]) -> list[_Domain]:
    """The subjects of each domain, the domain of most people first."""
    found: dict[str, list[Subject]] = {}
    for subject in subjects:
        found.setdefault(subject.domain or NO_DOMAIN, []).append(subject)
    ordered = sorted(found.items(), key=lambda pair: -sum(one.people for one in pair[1]))
    return [
        _Domain(
            name,
            [(one.question, one.examples, _counts(one)) for one in inside[:PER_DOMAIN]],
            max(len(inside) - PER_DOMAIN, 0),
        )
        for name, inside in ordered[:TOP]
    ]


def _subjects_text(subjects: Sequence[Subject]) -> str:
    """What is asked by most people, where more than one asks it."""
    if not subjects or subjects[0].people < 2:
        return texts.SUBJECTS_TEXT
    first = texts.SUBJECTS_FIRST.format(name=subjects[0].question, counts=_counts(subjects[0]))
    return f"{first} {texts.SUBJECTS_TEXT}"


def _counts(subject: Subject) -> str:
    """« 3 personnes, 4 questions, 3 communes »."""
    parts = (
        texts.people(subject.people),
        texts.questions(subject.questions),
        texts.towns(subject.towns),
    )
    return ", ".join(part for part in parts if part)


def _speed(figures: Figures) -> list[str]:
    """What was answered, and how fast."""
    speed, questions = figures.speed, figures.questions
    if not questions:
        return []
    at_once = texts.SPEED_AT_ONCE.format(
        count=grouped(speed.at_once),
        questions=grouped(questions),
        share=texts.share(speed.at_once, questions),
    )
    experts = texts.SPEED_NO_EXPERT
    if speed.median_days is not None:
        count, days = grouped(speed.by_experts), texts.days(speed.median_days)
        experts = texts.SPEED_EXPERTS.format(count=count, days=days)
    waiting = texts.SPEED_NONE
    if speed.oldest_days is not None:
        count, days = grouped(speed.waiting), texts.days(speed.oldest_days)
        waiting = texts.SPEED_WAITING.format(count=count, days=days)
    return [at_once, experts, waiting]


def _changes(figures: Figures) -> list[str]:
    """The last whole weeks beside those before, each difference with its interval."""
    week = datetime.timedelta(weeks=1)
    whole = [
        (w.questions, w.answered) for w in figures.weeks if w.monday + week <= figures.made_on
    ]
    if len(whole) < 2:
        return [texts.CHANGE_SHORT]
    before, now = trends.halves(whole, TREND_WEEKS)
    asked = trends.counts(before[0], now[0])
    sentences = [
        texts.CHANGE_COUNT.format(
            now=grouped(now[0]),
            before=grouped(before[0]),
            weeks=min(TREND_WEEKS, len(whole) // 2),
            trend=_trend(asked, texts.DIFFERENCE, 1),
        )
    ]
    answered = trends.shares((before[1], before[0]), (now[1], now[0]))
    if answered is not None:
        sentences.append(
            texts.CHANGE_SHARE.format(
                now=texts.share(now[1], now[0]),
                counts_now=texts.of(now[1], now[0]),
                before=texts.share(before[1], before[0]),
                counts=texts.of(before[1], before[0]),
                trend=_trend(answered, texts.POINTS, 100),
            )
        )
    return sentences


def _trend(change: trends.Change, form: str, scale: int) -> str:
    least, most = (
        form.format(count=value * scale, points=value * scale).replace("-", texts.MINUS)
        for value in (change.least, change.most)
    )
    if change.direction == 0:
        return texts.NO_TREND.format(least=least, most=most)
    direction = texts.TRENDS[change.direction]
    return texts.TREND.format(direction=direction, least=least, most=most)


def _rows(lines: Sequence[Line], total: int) -> list[_Row]:
    most = max((line.questions for line in lines), default=0)
    return [
        _Row(
            line.name,
            label := _count(line, total),
            bar(line.questions, line.answered, most, label),
        )
        for line in lines
    ]


def _count(line: Line, total: int) -> str:
    return texts.LINE_COUNT.format(
        questions=grouped(line.questions),
        share=texts.share(line.questions, total),
        answered=texts.share(line.answered, line.questions),
    )


def _entry_rows(lines: Sequence[Line]) -> list[_Row]:
    most = max((line.questions for line in lines), default=0)
    return [
        _Row(line.name, label := texts.times(line.questions), bar(line.questions, 0, most, label))
        for line in lines
    ]


def _first(sentence: str, lines: Sequence[Line], total: int) -> str:
    if not lines:
        return ""
    return sentence.format(name=lines[0].name, share=texts.share(lines[0].questions, total))


def _entries_text(lines: Sequence[Line]) -> str:
    if not lines:
        return ""
    if lines[0].questions == 1:
        return texts.ENTRIES_EVEN
    return texts.ENTRIES_TEXT.format(name=lines[0].name, times=texts.times(lines[0].questions))


def _most_in_a_week(figures: Figures) -> str:
    most = max((week.questions for week in figures.weeks), default=0)
    return texts.WEEKS_MOST.format(count=grouped(most))


def _regions_text(figures: Figures) -> str:
    told = _told(figures.regions)
    if not told:
        return ""
    regions = [line for line in figures.regions if line.name not in texts.NO_REGIONS]
    known = texts.REGIONS_KNOWN.format(share=texts.share(told, figures.questions))
    return f"{_first(texts.REGIONS_TEXT, regions, told)} {known}".lstrip()


def _told(lines: Sequence[Line]) -> int:
    """Questions of which a territory is shown."""
    return sum(line.questions for line in lines)


def _feedback_row(figures: Figures) -> _Row | None:
    votes = figures.useful + figures.useless
    if not votes:
        return None
    label = texts.FEEDBACK_COUNT.format(
        useful=grouped(figures.useful), useless=grouped(figures.useless)
    )
    return _Row(texts.FEEDBACK_NAME, label, bar(votes, figures.useful, votes, label))


def _feedback_text(figures: Figures) -> str:
    votes = figures.useful + figures.useless
    if not votes:
        return ""
    return texts.FEEDBACK_TEXT.format(share=texts.share(figures.useful, votes))
