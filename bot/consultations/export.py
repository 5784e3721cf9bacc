"""What leaves the service of a consultation: answers, codebook, figures, free texts.

In confidence, nothing in the file is of fewer than five towns: answers stand in the groups that
may be told, and each column is shuffled by itself, for the row of a town that is known by one
answer would tell all its others.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, Any

import xlsxwriter

from bot.consultations import answers, course
from bot.consultations.asked import Asked
from bot.consultations.disclosure import Group
from bot.consultations.models import Consultation, Question
from bot.consultations.results import (
    GIVEN,
    Figures,
    cell_of,
    is_partition,
)
from bot.consultations.results_pages import label, sizes_named
from bot.knowledge.towns import load_towns
from bot.privacy.communes import masked
from bot.questionlog.consultation_records import Session
from bot.texts import consultations_staff as texts

Row = list[str | float]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of the file."""

    name: str
    header: list[str]
    rows: list[Row]


def sheets(
    one: Consultation,
    sessions: Sequence[Session],
    figures: Figures,
    asked: Asked,
    *,
    identified: bool = False,
    free_texts: bool = False,
) -> list[Sheet]:
    """The whole file.

    Args:
        one: the consultation.
        sessions: what every town answered.
        figures: what may be told.
        asked: how many towns were asked.
        identified: towns by name and code; in named mode only.
        free_texts: what was written freely; for the named team.
    """
    sent = [session for session in sessions if session.sent_at is not None]
    found = [_rows(one, sent, figures, identified and not one.is_confidential)]
    found += [_codebook(one), _figures(one, figures, asked)]
    if free_texts:
        found.append(_texts(one, sent, figures))
    return found


def write(file: IO[bytes], found: Sequence[Sheet]) -> None:
    """Write them as one spreadsheet."""
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        bold = book.add_format({"bold": True})
        for sheet in found:
            page = book.add_worksheet(sheet.name)
            page.freeze_panes(1, 0)
            page.write_row(0, 0, sheet.header, bold)
            for number, row in enumerate(sheet.rows, 1):
                for column, cell in enumerate(row):
                    if isinstance(cell, str):
                        page.write_string(number, column, cell)
                    else:
                        page.write_number(number, column, cell)


def _rows(one: Consultation, sent: Sequence[Session], figures: Figures, identified: bool) -> Sheet:
    questions = [question for question in one.questions if question.kind != "texte"]
    if one.is_confidential:
        return _confidential(one, questions, sent, figures)
    header = [*(texts.COLUMNS_TOWN if identified else ()), *texts.COLUMNS_STATE]
    rows: list[Row] = []
    for session in sent:
        state = texts.STATE_VERIFIED if session.verified else texts.STATE_DECLARED
        values = course.relevant(one, session.values())
        cells: Row = [_plain(question, values) for question in questions]
        rows.append([*(_town(session) if identified else ()), state, *cells])
    if not identified:
        secrets.SystemRandom().shuffle(rows)
    return Sheet(texts.SHEET_ANSWERS, [*header, *(q.id for q in questions)], rows)


def _confidential(
    one: Consultation, questions: Sequence[Question], sent: Sequence[Session], figures: Figures
) -> Sheet:
    told = {question.id: question for question in figures.questions}
    shown = [q for q in questions if q.id in told and not told[q.id].hidden and is_partition(q)]
    columns = []
    for question in shown:
        column = [_grouped(one, question, told[question.id].groups, s) for s in sent]
        secrets.SystemRandom().shuffle(column)
        columns.append(column)
    rows: list[Row] = [list(row) for row in zip(*columns, strict=True)]
    return Sheet(texts.SHEET_ANSWERS, [q.id for q in shown], rows)


def _grouped(
    one: Consultation, question: Question, groups: Sequence[Group], session: Session
) -> str:
    values = session.values()
    if not course.is_asked(one, question, values):
        return texts.NOT_ASKED
    value = values.get(question.id)
    if isinstance(value, list):
        value = value[0] if value else None
    cell = cell_of(one, question, value)
    return next(label(one, question, group) for group in groups if cell in group.keys)


def _plain(question: Question, values: dict[str, Any]) -> str | float:
    if question.id not in values:
        return texts.NOT_ASKED
    value = values[question.id]
    if question.kind in ("nombre", "echelle") and value is not None:
        return float(value)
    return answers.words(question, value)


def _town(session: Session) -> Row:
    town = load_towns().by_code(session.town or "")
    if town is None:
        return [session.town or "", "", "", ""]
    size = str(town.population)
    return [town.code, town.name, town.department, size]


def _codebook(one: Consultation) -> Sheet:
    rows: list[Row] = []
    for question in one.questions:
        hangs = question.hangs_on
        condition = "" if hangs is None else f"{hangs[0]} = {' | '.join(hangs[1])}"
        options = " | ".join(f"{key} : {text}" for key, text in question.choices.items())
        if question.kind == "nombre":
            options = texts.BOUNDS.format(**answers.bounds(question))
        rows.append([question.id, question.text, question.kind, options, condition])
    note = texts.NOTE_CONFIDENTIAL if one.is_confidential else texts.NOTE_NAMED
    rows.append(["", note, "", "", ""])
    return Sheet(texts.SHEET_CODEBOOK, list(texts.COLUMNS_CODEBOOK), rows)


def _figures(one: Consultation, figures: Figures, asked: Asked) -> Sheet:
    rows: list[Row] = []
    if not figures.too_few:
        rows.append([texts.ANSWERED, "", figures.answered, asked.whole])
    if figures.verified is not None:
        rows.append([texts.STATE_VERIFIED, "", figures.verified])
        rows.append([texts.STATE_DECLARED, "", figures.answered - figures.verified])
    if figures.began is not None:
        rows.append([texts.BEGUN, "", figures.began])
    for group in figures.sizes:
        named = sizes_named(group.keys)
        rows.append([texts.BY_SIZE, named, group.count, asked.size(group.keys)])
    for group in figures.departments:
        named = ", ".join(group.keys)
        rows.append([texts.BY_DEPARTMENT, named, group.count, asked.department(group.keys)])
    for group in figures.days:
        rows.append([texts.BY_DAY, ", ".join(group.keys), group.count])
    for question, told in zip(one.questions, figures.questions, strict=False):
        for group in told.groups:
            rows.append([question.id, label(one, question, group), group.count])
        for size, counts in told.sizes:
            for group, number in zip(told.groups, counts, strict=True):
                where = f"{label(one, question, group)} / {sizes_named(size.split('+'))}"
                rows.append([question.id, where, number])
    return Sheet(texts.SHEET_FIGURES, list(texts.COLUMNS_FIGURES), rows)


def _texts(one: Consultation, sent: Sequence[Session], figures: Figures) -> Sheet:
    """What was written; in confidence only where how many wrote may be told."""
    told = {figure.id: (GIVEN,) in [g.keys for g in figure.groups] for figure in figures.questions}
    rows: list[Row] = []
    for question in one.questions:
        if question.kind != "texte" or not told.get(question.id):
            continue
        for session in sent:
            value = course.relevant(one, session.values()).get(question.id)
            if value:
                rows.append([question.id, masked(str(value), load_towns())])
    secrets.SystemRandom().shuffle(rows)
    return Sheet(texts.SHEET_TEXTS, list(texts.COLUMNS_TEXTS), rows)
