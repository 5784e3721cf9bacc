"""No figure of fewer than five towns, in any page, message or sheet, also by subtraction.

Beside looking at every figure, an attacker is played: all that is told of a question is written
as equations over the cells of the whole table; a cell, or a sum that means something, that the
equations determine must be nothing or large enough.
"""

import datetime
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from bot.clock import utc_now
from bot.consultations import course
from bot.consultations.asked import Asked
from bot.consultations.disclosure import options, partition
from bot.consultations.export import sheets, write
from bot.consultations.models import Consultation
from bot.consultations.results import Figures, cell_of, cells_of, count
from bot.consultations.results_pages import page, plain
from bot.consultations.rounds import size_of
from bot.consultations.staff import progress
from bot.exports.report_consultations import closed
from bot.knowledge.towns import load_towns
from bot.questionlog.consultation_records import Given, Kept, Session
from bot.questionlog.records import Filter
from tests.consultations.attacker import attack, fine
from tests.consultations.opened import consultation

NOW = utc_now()
TOWNS = [town.code for town in load_towns().small()][:400]
ONE = consultation()
SKEWED = st.sampled_from(["eau"] * 6 + ["rue"] * 3 + ["autre"])
FORMS = st.sampled_from([["visite"]] * 4 + [["etude"], ["visite", "etude"], ["guide", "visite"]])
NUMBER = st.one_of(st.none(), st.sampled_from([0, 10, 10, 10, 60, 199]))
SESSIONS = st.lists(
    st.fixed_dictionaries(
        {
            "sujet": SKEWED,
            "lequel": st.sampled_from(["un texte", "un autre"]),
            "formes": FORMS,
            "deja": st.sampled_from(["oui", "oui", "oui", "non"]),
            "km": NUMBER,
            "note": st.integers(1, 5),
            "quand": st.one_of(st.none(), st.sampled_from(["2026-12-01", "2027-05-01"])),
            "sent": st.sampled_from([True, True, True, False]),
            "verified": st.booleans(),
            "town": st.integers(0, 399),
        }
    ),
    max_size=60,
    unique_by=lambda one: one["town"],
)


def session(number: int, drawn: dict[str, Any]) -> Session:
    values = {k: v for k, v in drawn.items() if k not in ("sent", "verified", "town")}
    values = course.relevant(ONE, values)
    sent = NOW + datetime.timedelta(days=number % 4) if drawn["sent"] else None
    given = {name: Given(value, "p", NOW) for name, value in values.items()}
    return Session(number, TOWNS[drawn["town"]], drawn["verified"], sent, given, NOW)


@settings(max_examples=70, suppress_health_check=[HealthCheck.too_slow])
@given(SESSIONS)
def test_no_figure_is_of_few_towns(drawn: list[dict[str, Any]]) -> None:
    sessions = [session(number, one) for number, one in enumerate(drawn)]
    figures = Figures.load(count(ONE, sessions).dump())
    sent = [one for one in sessions if one.sent_at is not None]
    assert all(fine(number) for number in _told(figures))
    _look_at_words(ONE, sent, figures)
    _look_at_workbook(ONE, sessions, figures)
    _attack(sent, figures)


def _look_at_words(one: Consultation, sent: list[Session], figures: Figures) -> None:
    """Messages and pages on phones, the staff's page and terminal, the report."""
    told = {"figures": figures.dump(), "closed_at": NOW, "comment": "Oui."}
    kept = Kept(one.id, "fermee", one.dump(), NOW, NOW, "x", **told)  # type: ignore[arg-type]
    readers = [(town.values(), size_of(town.town)) for town in sent[:3]]
    for own, size in readers or [({}, "")]:
        text = plain(page(kept, figures, own, size))
        for figure in (r"\((\d+)\)", r"(\d+) communes ont", r"Posée à (\d+)", r"code .*?(\d+)"):
            assert all(fine(int(n)) for n in re.findall(figure, text)), text
    said = progress(figures, Asked.of(one, frozenset()))
    assert all(fine(int(n)) for n in re.findall(r": (\d+)(?= sur )", said)), said
    assert all(fine(int(n)) for n in re.findall(r"\d{4}-\d\d-\d\d : (\d+)", said)), said
    assert all(fine(int(n)) for n in re.findall(r"(?:code|Commencées) : (\d+)", said)), said
    for asked in closed([kept], Filter()):
        text = f"{asked.about} {asked.questions}"
        assert all(fine(int(n)) for n in re.findall(r"(\d+) communes", text)), text


def _told(figures: Figures) -> Iterator[int]:
    yield figures.answered
    yield figures.began or 0
    if figures.verified is not None:
        yield figures.verified
        yield figures.answered - figures.verified
    for groups in (figures.sizes, figures.departments, figures.days):
        yield from (group.count for group in groups)
    for question in figures.questions:
        yield question.base
        yield figures.answered - question.base
        yield from (group.count for group in question.groups)
        yield from (number for _, row in question.sizes for number in row)


def _look_at_workbook(one: Consultation, sessions: list[Session], figures: Figures) -> None:
    """The file as a spreadsheet opens it, with the free texts that the named team may read."""
    found = sheets(one, sessions, figures, Asked.of(one, frozenset()), free_texts=True)
    file = io.BytesIO()
    write(file, found)
    book = load_workbook(file)
    rows, _, told, texts = (list(sheet.iter_rows(values_only=True)) for sheet in book)
    assert all(isinstance(cell, str) for row in rows for cell in row)
    for column in zip(*rows[1:], strict=True):
        assert all(fine(number) for number in Counter(column).values()), column
    assert all(fine(float(row[2])) for row in told[1:])
    assert fine(sum(row[1] != "" for row in texts[1:])), texts
    assert not any(code in f"{rows}{texts}" for code in TOWNS)
    told_by = {question.id: question for question in figures.questions}
    for name, number in Counter(row[0] for row in texts[1:]).items():
        base = told_by[str(name)].base
        assert fine(base - number), (name, base, number)


def _attack(sent: list[Session], figures: Figures) -> None:
    if figures.too_few:
        return
    told = {question.id: question for question in figures.questions}
    for question in ONE.questions:
        if question.kind == "choix_multiple":
            _several(sent, told[question.id].groups, figures.answered)
        elif question.hangs_on is None:
            _crossed(sent, question.id, figures)
    _conditional(sent, figures)


def _crossed(sent: list[Session], name: str, figures: Figures) -> None:
    question = ONE.questions[ONE.position(name)]
    told = next(one for one in figures.questions if one.id == name)
    sizes = ["0", "1", "2", "-"]
    cells = cells_of(question)
    atoms = [(s, c) for s in sizes for c in cells]
    counts = Counter(
        (size_of(one.town) or "-", cell_of(ONE, question, one.values().get(name))) for one in sent
    )
    known = [set(atoms)]
    known += [{(s, c) for s in group.keys for c in cells} for group in figures.sizes]
    known += [{(s, c) for s in sizes for c in group.keys} for group in told.groups]
    for keys, _ in told.sizes:
        known += [{(s, c) for s in keys.split("+") for c in g.keys} for g in told.groups]
    asked = [{atom} for atom in atoms]
    asked += [{(s, c) for s in sizes} for c in cells] + [{(s, c) for c in cells} for s in sizes]
    attack(counts, known, asked)


def _conditional(sent: list[Session], figures: Figures) -> None:
    parent, child = (
        next(one for one in figures.questions if one.id == name) for name in ("sujet", "lequel")
    )
    subjects = [*cells_of(ONE.questions[0])]
    atoms: list[Any] = [(s, "") for s in subjects if s != "autre"]
    atoms += [("autre", "+"), ("autre", "-")]
    counts: Counter[Any] = Counter()
    for one in sent:
        values = one.values()
        subject = values["sujet"]
        given = "+" if values.get("lequel") else "-"
        counts[subject, given if subject == "autre" else ""] += 1
    known: list[set[Any]] = [set(atoms)]
    known += [{a for a in atoms if a[0] in group.keys} for group in parent.groups]
    if not child.hidden:
        known.append({a for a in atoms if a[0] == "autre"})
        known += [{("autre", key) for key in group.keys} for group in child.groups]
    asked = [{atom} for atom in atoms] + [{("autre", "+"), ("autre", "-")}]
    attack(counts, known, asked)


def _several(sent: list[Session], groups: Any, answered: int) -> None:
    names = ["visite", "etude", "guide"]
    atoms = [frozenset(c) for n in range(1, 3) for c in combinations(names, n)]
    counts = Counter(frozenset(one.values()["formes"]) for one in sent)
    assert answered == sum(counts.values())
    told = {group.keys[0]: group.count for group in groups if group.keys != ("-",)}
    known: list[set[Any]] = [set(atoms)]
    known += [{a for a in atoms if name in a} for name in told]
    if len(told) == len(names):  # their sum tells whether anybody chose two, or everybody did
        known += [{a for a in atoms if len(a) == 2}]
    asked = [{a} for a in atoms] + [{a for a in atoms if len(a) == n} for n in (1, 2)]
    asked += [{a for a in atoms if name in a} for name in names]
    if told:
        attack(counts, known, asked)


def test_small_cells_are_merged_and_never_alone() -> None:
    cells = [("a", 20), ("b", 2), ("c", 9), ("d", 0)]
    groups = partition(cells)
    assert groups is not None
    assert [(g.keys, g.count) for g in groups] == [(("a",), 20), (("d",), 0), (("b", "c"), 11)]
    ordered = partition([("1", 2), ("2", 3), ("3", 7), ("4", 1)], ordered=True)
    assert ordered is not None
    assert [(g.keys, g.count) for g in ordered] == [(("1", "2"), 5), (("3", "4"), 8)]
    assert partition([("a", 3)]) is None
    assert partition([("a", 3)], 1) is not None


def test_two_options_that_tell_who_chose_both_are_not_told() -> None:
    assert options({"a": 45, "b": 10, "c": 0}, both=3, base=52, most=2) is None
    assert options({"a": 40, "b": 20, "c": 0}, both=8, base=52, most=2) is not None
    assert "c" not in (options({"a": 20, "b": 20, "c": 15}, both=0, base=52, most=2) or {})
