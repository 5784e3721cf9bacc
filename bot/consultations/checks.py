"""What may be wrong with a consultation that reads well: one function a family of faults."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from bot.consultations.files import Folder, Read
from bot.consultations.models import (
    CONDITION_KINDS,
    MAX_DAYS,
    MAX_QUESTIONS,
    Question,
)
from bot.knowledge.faults import Fault
from bot.knowledge.towns import load_towns
from bot.knowledge.yaml_reader import Key
from bot.texts import consultations_staff as texts

Found = Iterator[tuple[Key, str]]
MAX_MINUTES: Final = 5
MAX_A_YEAR: Final = 4
FITS: Final = 30
"""Characters of a label that a narrow phone shows, its number and « ✓ » aside."""
_WITH_OPTIONS: Final = frozenset({"choix", "choix_multiple"})
_FIELDS: Final = {
    "min": {"nombre"},
    "max": {"nombre", "choix_multiple", "echelle"},
    "unite": {"nombre"},
    "de": {"echelle"},
    "a": {"echelle"},
}
"""Fields, and the types of question that they mean something for."""


def faults(folder: Folder) -> list[Fault]:
    """Every fault of a folder, those of reading included."""
    found = list(folder.faults)
    for read in folder.read:
        for check in (_name, _dates, _public, _questions, _team):
            found += [read.fault(place, message) for place, message in check(read)]
        found += [read.fault(*told, warning=True) for told in _long_labels(read)]
        minutes = re.search(r"\d+", read.consultation.duration)
        if minutes is not None and int(minutes[0]) > MAX_MINUTES:
            found.append(read.fault(("duree",), texts.LONG_DURATION, warning=True))
    found += _too_often(folder)
    return sorted(found)


def _name(read: Read) -> Found:
    if read.consultation.id != read.path.stem:
        message = texts.NAME_DIFFERS.format(id=read.consultation.id, stem=read.path.stem)
        yield ("id",), message


def _dates(read: Read) -> Found:
    one = read.consultation
    days = (one.closes - one.opens).days
    if days <= 0:
        yield ("ferme",), texts.CLOSES_BEFORE
    elif days > MAX_DAYS:
        yield ("ferme",), texts.TOO_LONG_OPEN.format(days=days)
    if one.reminder is not None and not one.opens < one.reminder < one.closes:
        yield ("rappel",), texts.REMINDER_OUTSIDE
    if one.results.comment_before <= one.closes:
        yield ("resultats", "commentaire_avant"), texts.COMMENT_EARLY


def _public(read: Read) -> Found:
    public = read.consultation.public
    said = (public.who is not None, bool(public.departments), public.sizes is not None)
    if sum(said) != 1:
        yield ("public",), texts.NO_PUBLIC
    known = {town.department_code for town in load_towns().all()}
    for at, code in enumerate(public.departments):
        if code not in known:
            message = texts.UNKNOWN_DEPARTMENT.format(code=code)
            yield ("public", "departements", at), message
    if public.sizes is not None and public.sizes[0] >= public.sizes[1]:
        yield ("public", "strate"), texts.BAD_SIZES


def _team(read: Read) -> Found:
    one = read.consultation
    free = any(question.kind == "texte" for question in one.questions)
    if one.is_confidential and free and not one.team:
        yield ("mode",), texts.NEEDS_TEAM


def _questions(read: Read) -> Found:
    questions = read.consultation.questions
    if not questions:
        yield ("questions",), texts.NO_QUESTION
    if len(questions) > MAX_QUESTIONS:
        message = texts.TOO_MANY_QUESTIONS.format(count=len(questions))
        yield ("questions", MAX_QUESTIONS), message
    seen: set[str] = set()
    for at, question in enumerate(questions):
        place: Key = ("questions", at)
        if question.id in seen:
            yield (*place, "id"), texts.TWICE.format(id=question.id)
        seen.add(question.id)
        for name, message in _question(question):
            yield (*place, name), message
        for message in _condition(question, at, questions):
            yield (*place, "si"), message


def _long_labels(read: Read) -> Found:
    """Buttons of one line: the end of a longer label is not seen."""
    for at, question in enumerate(read.consultation.questions):
        for key, label in question.options.items():
            if len(label) > FITS:
                place: Key = ("questions", at, "options", key)
                yield place, texts.LONG_LABEL.format(label=label, most=FITS)


def _question(question: Question) -> Iterator[tuple[str, str]]:
    kind = question.kind
    count = len(question.options)
    if kind in _WITH_OPTIONS and not 2 <= count <= 10:
        yield "options", texts.NEEDS_OPTIONS.format(kind=kind)
    if kind not in _WITH_OPTIONS and count:
        yield "options", texts.NO_OPTIONS.format(kind=kind)
    for label, times in Counter(question.options.values()).items():
        if times > 1:
            yield "options", texts.SAME_LABEL.format(label=label)
    given = {
        "min": question.minimum,
        "max": question.maximum,
        "unite": question.unit,
        "de": question.low,
        "a": question.high,
    }
    for name, value in given.items():
        if value is not None and kind not in _FIELDS[name]:
            yield name, texts.NOT_FOR_KIND.format(name=name, kind=kind)
    yield from _bounds(question, count)


def _bounds(question: Question, count: int) -> Iterator[tuple[str, str]]:
    low, high = question.minimum, question.maximum
    if question.kind == "choix_multiple" and high is not None and not 1 <= high <= count:
        yield "max", texts.BAD_MOST.format(count=count)
    if question.kind == "echelle" and high is not None and not 3 <= high <= 10:
        yield "max", texts.BAD_SCALE
    if question.kind != "nombre":
        return
    if question.unit is None or low is None or high is None:
        yield "type", texts.NEEDS_UNIT
    elif low >= high:
        yield "max", texts.BAD_BOUNDS


def _condition(question: Question, at: int, questions: tuple[Question, ...]) -> Iterator[str]:
    if len(question.condition) > 1:
        yield texts.ONE_CONDITION
    hangs = question.hangs_on
    if hangs is None:
        return
    name, wanted = hangs
    positions = {one.id: n for n, one in enumerate(questions)}
    if name not in positions:
        yield texts.CONDITION_UNKNOWN.format(id=name)
        return
    if positions[name] >= at:
        yield texts.CONDITION_LATER.format(id=name)
        return
    other = questions[positions[name]]
    if other.kind not in CONDITION_KINDS:
        yield texts.CONDITION_KIND.format(id=name, kind=other.kind)
        return
    for value in wanted:
        if value not in other.choices:
            yield texts.CONDITION_VALUE.format(value=value, id=name)


def _too_often(folder: Folder) -> Iterator[Fault]:
    """Warnings for a fifth consultation in a year: those who answer have a part-time secretary."""
    a_year: Counter[int] = Counter()
    for read in sorted(folder.read, key=lambda one: one.consultation.opens):
        year = read.consultation.opens.year
        a_year[year] += 1
        if a_year[year] > MAX_A_YEAR:
            yield read.fault(("ouvre",), texts.FIVE_A_YEAR.format(year=year), warning=True)
