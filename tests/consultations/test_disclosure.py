"""No figure of fewer than five towns, in any page, message or sheet, also by subtraction.

Beside looking at every figure, an attacker is played: all that is told of a question is written
as equations over the cells of the whole table; a cell, or a sum that means something, that the
equations determine must be nothing or large enough.
"""

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.clock import utc_now
from bot.consultations import course
from bot.consultations.disclosure import options, partition
from bot.consultations.export import sheets
from bot.consultations.models import Consultation
from bot.consultations.results import Figures, cell_of, cells_of, count
from bot.consultations.results_pages import page, plain
from bot.consultations.rounds import size_of
from bot.consultations.staff import progress
from bot.knowledge.towns import load_towns
from bot.questionlog.consultation_records import Given, Kept, Session
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


def fine(number: float) -> bool:
    return number == 0 or number >= 5


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SESSIONS)
def test_no_figure_is_of_few_towns(drawn: list[dict[str, Any]]) -> None:
    sessions = [session(number, one) for number, one in enumerate(drawn)]
    figures = Figures.load(count(ONE, sessions).dump())
    sent = [one for one in sessions if one.sent_at is not None]
    assert all(fine(number) for number in _told(figures))
    kept = Kept("essai", "fermee", ONE.dump(), NOW, "x", figures=figures.dump())
    text = plain(page(kept, figures, sent[0].values() if sent else {}, "0"))
    assert all(fine(int(n)) for n in re.findall(r"\((\d+)\)", text)), text
    assert all(fine(int(n)) for n in re.findall(r"(\d+) communes ont", text)), text
    assert all(fine(int(n)) for n in re.findall(r"Posée à (\d+)", text)), text
    said = "\n".join(line for line in progress(figures).splitlines() if "département" not in line)
    assert all(fine(int(n)) for n in re.findall(r": (\d+)(?=[,.)])", said)), said
    _look_at_sheets(ONE, sessions, figures)
    _attack(sent, figures)


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


def _look_at_sheets(one: Consultation, sessions: list[Session], figures: Figures) -> None:
    rows, _, told = sheets(one, sessions, figures)
    assert all(isinstance(cell, str) for row in rows.rows for cell in row)
    for column in zip(*rows.rows, strict=True):
        assert all(fine(number) for number in Counter(column).values()), column
    assert all(fine(float(row[2])) for row in told.rows)
    assert not any(code in str(rows.rows) for code in TOWNS)


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


def _solve(
    atoms: list[Any], counts: Counter[Any], told: list[set[Any]], asked: list[set[Any]]
) -> None:
    """Fail when a sum in ``asked`` follows from those in ``told`` and is of few towns."""
    rows = np.array([[atom in one for atom in atoms] for one in told], dtype=float)
    rank = np.linalg.matrix_rank(rows)
    for wanted in asked:
        row = np.array([[atom in wanted for atom in atoms]], dtype=float)
        if np.linalg.matrix_rank(np.vstack([rows, row])) == rank:
            number = sum(counts[atom] for atom in wanted)
            assert fine(number), (wanted, number, told)


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
    _solve(atoms, counts, known, asked)


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
    _solve(atoms, counts, known, asked)


def _several(sent: list[Session], groups: Any, answered: int) -> None:
    names = ["visite", "etude", "guide"]
    atoms = [frozenset(c) for n in range(1, 3) for c in combinations(names, n)]
    counts = Counter(frozenset(one.values()["formes"]) for one in sent)
    used = {atom for atom in atoms if any(name in _chosen(counts) for name in atom)}
    possible = [a for a in atoms if a in used and a <= _chosen(counts)]
    told = {group.keys[0] for group in groups}
    # What nobody chose is told as nobody: those patterns are known to be empty.
    left = possible if _chosen(counts) | told == set(names) else atoms
    known: list[set[Any]] = [set(left)]
    known += [{a for a in left if name in a} for name in names if name in told]
    asked = [{a} for a in left] + [{a for a in left if len(a) == 2}]
    asked += [{a for a in left if name in a} for name in names]
    if groups:
        _solve(left, counts, known, asked)
    assert answered == sum(counts.values())


def _chosen(counts: Counter[frozenset[str]]) -> frozenset[str]:
    return frozenset(name for pattern in counts for name in pattern)


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
