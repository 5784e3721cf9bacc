"""Consultations in the report: what was asked, what was answered, what came of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.clock import paris_day
from bot.consultations.models import Consultation
from bot.consultations.results import UNANSWERED, Figures, QuestionFigures
from bot.consultations.results_pages import label, percent
from bot.questionlog.consultation_records import Kept
from bot.questionlog.records import Filter
from bot.texts import report as texts
from bot.texts.typography import grouped


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and what was answered in one sentence."""

    text: str
    answers: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A consultation that is closed."""

    title: str
    about: str
    """Who asked, when it closed, how many answered."""
    why: str
    questions: Sequence[Question]
    comment: str


def closed(everything: Iterable[Kept], chosen: Filter) -> list[Asked]:
    """Those that closed in the period, the last first.

    Args:
        everything: all consultations.
        chosen: the period.
    """
    found = []
    for kept in everything:
        at = kept.closed_at
        if kept.figures is None or at is None:
            continue
        if (chosen.since and at < chosen.since) or (chosen.until and at >= chosen.until):
            continue
        found.append((at, _asked(kept, Figures.load(kept.figures))))
    return [asked for _, asked in sorted(found, key=lambda pair: pair[0], reverse=True)]


def _asked(kept: Kept, figures: Figures) -> Asked:
    one = Consultation.load(kept.definition)
    answered = texts.ASKED_FEW
    if not figures.too_few:
        answered = texts.ASKED_TOWNS.format(count=grouped(figures.answered))
    closed_on = paris_day(kept.closed_at) if kept.closed_at is not None else one.closes
    comment = kept.comment or texts.ASKED_OWED.format(date=texts.day(one.results.comment_before))
    return Asked(
        one.title,
        texts.ASKED_ABOUT.format(by=one.by, date=texts.day(closed_on), answered=answered),
        one.why,
        [
            Question(question.text, _answers(one, number, told))
            for number, (question, told) in enumerate(
                zip(one.questions, figures.questions, strict=False)
            )
        ],
        comment,
    )


def _answers(one: Consultation, number: int, told: QuestionFigures) -> str:
    if told.hidden or not told.base:
        return texts.ASKED_HIDDEN if told.hidden else texts.ASKED_NOBODY
    shares = ", ".join(
        texts.ASKED_SHARE.format(
            label=label(one, one.questions[number], group),
            percent=percent(group.count, told.base),
        )
        for group in sorted(told.groups, key=lambda group: group.keys == (UNANSWERED,))
        if group.count
    )
    return texts.ASKED_ANSWERS.format(shares=shares, base=grouped(told.base))
