"""A consultation before it opens: every message as a phone shows it, and answering for nothing."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup

from bot.clock import utc_now
from bot.console.phone import drawn
from bot.consultations import answers, course, pages
from bot.consultations.models import MAX_TEXT, Consultation, Question
from bot.pages.reply import Reply
from bot.questionlog.consultation_records import Given, Session
from bot.texts import consultations as texts
from bot.texts import consultations_staff as staff_texts
from bot.texts.typography import unbroken

PASSED: Final = "-"
"""What a field holds where a question is passed."""


@dataclass(frozen=True, slots=True)
class Bubble:
    """A message with its buttons."""

    label: str
    html: Markup
    buttons: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """How far somebody is who answers for nothing."""

    bubble: Bubble
    given: Sequence[tuple[str, str]]
    """What the address holds so far: names of fields and what was typed."""
    question: Question | None = None
    """What is asked now; None at the end."""
    field: str = ""
    fault: str = ""


def preview(one: Consultation, today: datetime.date) -> list[Bubble]:
    """Every message, in the order in which a mayor meets them."""
    found = [
        bubble(staff_texts.PREVIEW_INVITATION, pages.pushed(texts.INVITATION, one, today)),
        bubble(
            staff_texts.PREVIEW_INTRO,
            pages.intro(one, today, staff_texts.PREVIEW_TOWN, None, False, False),
        ),
    ]
    for position, question in enumerate(one.questions):
        rank = position + 1
        label = staff_texts.PREVIEW_QUESTION.format(rank=rank)
        if question.hangs_on is not None:
            label = staff_texts.PREVIEW_HANGS.format(rank=rank)
        shown = pages.question(one, position, _leading_to(one, question), {})
        found.append(bubble(label, shown))
    return found


def rehearsed(one: Consultation, typed: Mapping[str, Sequence[str]]) -> Rehearsal:
    """Read what was answered so far, and ask the next question or show the summary.

    Args:
        one: the consultation.
        typed: for each field (``q0``: the first question), what it holds.
    """
    values: dict[str, Any] = {}
    given: list[tuple[str, str]] = []
    while left := course.missing(one, values):
        question, field = one.questions[left[0]], f"q{left[0]}"
        fault = ""
        if field in typed:
            try:
                values[question.id] = _read(one, question, typed[field])
            except answers.BadAnswerError as error:
                fault = str(error)
            else:
                given += [(field, part) for part in typed[field]]
                continue
        shown = bubble(question.text, pages.question(one, left[0], values, {}))
        return Rehearsal(shown, given, question, field, fault)
    return Rehearsal(_end(one, values), given)


def _end(one: Consultation, values: Mapping[str, Any]) -> Bubble:
    now = utc_now()
    readable = {name: Given(value, None, now) for name, value in values.items()}
    session = Session(0, None, False, None, readable, now)
    shown = pages.summary(one, session, staff_texts.PREVIEW_TOWN, readable)
    return bubble(staff_texts.PREVIEW_SUMMARY, shown)


def bubble(label: str, reply: Reply) -> Bubble:
    """A message as a phone draws it."""
    rows = [[choice.label for choice in row] for row in reply.rows]
    return Bubble(label, drawn(unbroken(reply.html)), rows)


def _read(one: Consultation, question: Question, typed: Sequence[str]) -> Any:
    """What a field holds, as an answer.

    Raises:
        BadAnswerError: it is none.
    """
    if question.optional and PASSED in typed:
        return None
    if question.choices:
        places = [str(place) for place in range(len(question.choices))]
        picked = [at for at, place in enumerate(places) if place in typed]
        if not 1 <= len(picked) <= question.most:
            many = texts.TOO_MANY.format(most=question.most)
            raise answers.BadAnswerError(many if picked else texts.CHOOSE_ONE)
        return answers.chosen(question, picked)
    text = next((part for part in typed if part.strip()), "")
    if not text or len(text) > MAX_TEXT:
        raise answers.BadAnswerError(texts.TOO_LONG if text else staff_texts.EMPTY_ANSWER)
    return answers.free(one, text) if question.kind == "texte" else answers.typed(question, text)


def _leading_to(one: Consultation, question: Question) -> dict[str, Any]:
    """Answers after which a question is asked."""
    hangs = question.hangs_on
    if hangs is None:
        return {}
    name, wanted = hangs
    return {**_leading_to(one, one.questions[one.position(name)]), name: wanted[0]}
