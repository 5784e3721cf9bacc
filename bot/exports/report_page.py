"""The report as one HTML page that needs nothing else: no script, no outside resource."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bot.exports.anonymity import K
from bot.exports.report_charts import bar, columns
from bot.exports.report_figures import Figures, Line
from bot.texts import report as texts
from bot.texts.typography import unbroken

TREND_WEEKS: Final = 4
"""Weeks compared with as many before them."""

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


def render(figures: Figures) -> str:
    """The page.

    Args:
        figures: what it shows.

    Returns:
        A whole HTML document.
    """
    page = _ENVIRONMENT.get_template("report_page.html").render(
        t=texts,
        period=texts.period(figures.first, figures.last),
        summary=_summary(figures),
        domains=_rows(figures.domains, figures.questions),
        domains_text=_first(texts.DOMAINS_TEXT, figures.domains, figures.questions),
        entries=_entry_rows(figures.entries),
        entries_text=_entries_text(figures.entries),
        subjects=[
            (s.question, texts.SUBJECT_COUNTS.format(people=s.people, questions=s.questions),
             texts.towns(s.towns))
            for s in figures.subjects
        ],
        subjects_text=_subjects_text(figures),
        weeks=columns([(w.questions, w.answered) for w in figures.weeks], texts.WEEKS_TITLE),
        weeks_most=_most_in_a_week(figures),
        weeks_from=texts.day(figures.weeks[0].monday) if figures.weeks else "",
        weeks_to=texts.day(figures.weeks[-1].monday) if figures.weeks else "",
        weeks_text=_weeks_text(figures),
        regions=_rows(figures.regions, _told(figures)),
        regions_text=_regions_text(figures),
        feedback=_feedback_row(figures),
        feedback_text=_feedback_text(figures),
        method=texts.METHOD.format(k=K, made_on=texts.day(figures.made_on)),
        few=texts.FEW.format(k=K),
    )  # fmt: skip
    return unbroken(page)


def _summary(figures: Figures) -> list[tuple[str, str]]:
    """The (number, name) pairs at the head of the page."""
    return [
        (texts.number(figures.questions), texts.SUMMARY_QUESTIONS),
        (texts.share(figures.answered, figures.questions), texts.SUMMARY_ANSWERED),
        (_at_least_k(figures.people), texts.SUMMARY_PEOPLE),
        (_at_least_k(figures.towns), texts.SUMMARY_TOWNS),
    ]


def _at_least_k(count: int) -> str:
    return texts.number(count) if count >= K else texts.LESS_THAN.format(k=K)


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
        questions=texts.number(line.questions),
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
    return texts.ENTRIES_TEXT.format(name=lines[0].name, times=texts.times(lines[0].questions))


def _subjects_text(figures: Figures) -> str:
    sentences = []
    if figures.subjects:
        sentences.append(texts.SUBJECTS_TEXT.format(count=len(figures.subjects)))
    if figures.small_subjects:
        count = texts.number(figures.small_subjects)
        sentences.append(texts.SMALL_SUBJECTS.format(count=count, k=K))
    return " ".join(sentences)


def _weeks_text(figures: Figures) -> str:
    week = datetime.timedelta(weeks=1)
    asked = [w.questions for w in figures.weeks if w.monday + week <= figures.made_on]
    if len(asked) < 2 * TREND_WEEKS:
        return texts.WEEKS_SHORT
    now = sum(asked[-TREND_WEEKS:])
    before = sum(asked[-2 * TREND_WEEKS : -TREND_WEEKS])
    trend = texts.TRENDS[(now > before) - (now < before)]
    return texts.WEEKS_TEXT.format(
        trend=trend, now=texts.number(now), before=texts.number(before), weeks=TREND_WEEKS
    )


def _most_in_a_week(figures: Figures) -> str:
    most = max((week.questions for week in figures.weeks), default=0)
    return texts.WEEKS_MOST.format(count=texts.number(most))


def _regions_text(figures: Figures) -> str:
    told = _told(figures)
    if not told:
        return ""
    first = _first(texts.REGIONS_TEXT, figures.regions, told)
    return first + " " + texts.REGIONS_KNOWN.format(share=texts.share(told, figures.questions))


def _told(figures: Figures) -> int:
    """Questions of which a region is shown."""
    return sum(line.questions for line in figures.regions)


def _feedback_row(figures: Figures) -> _Row | None:
    votes = figures.useful + figures.useless
    if not votes:
        return None
    label = texts.FEEDBACK_COUNT.format(
        useful=texts.number(figures.useful), useless=texts.number(figures.useless)
    )
    return _Row(texts.FEEDBACK_NAME, label, bar(votes, figures.useful, votes, label))


def _feedback_text(figures: Figures) -> str:
    votes = figures.useful + figures.useless
    if not votes:
        return ""
    return texts.FEEDBACK_TEXT.format(share=texts.share(figures.useful, votes))
