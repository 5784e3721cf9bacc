"""The same of questions that hang on one another: one answer, two answers, one among several."""

from collections import Counter
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.clock import utc_now
from bot.consultations import course
from bot.consultations.models import Consultation
from bot.consultations.results import UNANSWERED, Figures, QuestionFigures, count
from bot.knowledge.towns import load_towns
from bot.questionlog.consultation_records import Given, Session
from tests.consultations.attacker import Atoms, attack, fine
from tests.consultations.opened import consultation

NOW = utc_now()
TOWNS = [town.code for town in load_towns().small()]
OPTIONS = {"a": "Une", "b": "Deux", "c": "Trois"}
CHAIN: Consultation = consultation(
    questions=[
        {"id": "un", "texte": "Un ?", "type": "choix", "options": OPTIONS},
        {
            "id": "deux",
            "texte": "Deux ?",
            "type": "choix",
            "options": OPTIONS,
            "si": {"un": ["a", "b"]},
            "facultatif": True,
        },
        {"id": "trois", "texte": "Trois ?", "type": "oui_non", "si": {"deux": "a"}},
        {"id": "dont", "texte": "Dont ?", "type": "choix_multiple", "options": OPTIONS},
        {"id": "ce", "texte": "Ce ?", "type": "oui_non", "si": {"dont": "c"}},
    ]
)
SEVERAL = st.lists(st.sampled_from(["a", "a", "b", "c"]), min_size=1, max_size=3, unique=True)
ANSWERS = st.lists(
    st.fixed_dictionaries(
        {
            "un": st.sampled_from(["a", "a", "a", "b", "c"]),
            "deux": st.sampled_from(["a", "a", "a", "b", "c", None]),
            "trois": st.sampled_from(["oui", "oui", "non"]),
            "dont": SEVERAL.map(sorted),
            "ce": st.sampled_from(["oui", "non"]),
        }
    ),
    min_size=5,
    max_size=60,
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(ANSWERS)
def test_no_condition_tells_of_few_towns(drawn: list[dict[str, Any]]) -> None:
    sent = []
    for number, one in enumerate(drawn):
        answers = {k: Given(v, "p", NOW) for k, v in course.relevant(CHAIN, one).items()}
        sent.append(Session(number, TOWNS[number], False, NOW, answers, NOW))
    figures = count(CHAIN, sent)
    told = {question.id: question for question in figures.questions}
    for question in figures.questions:
        assert fine(question.base)
        assert all(fine(group.count) for group in question.groups)
    values = [session.values() for session in sent]
    _chain(told, values)
    _among_several(told, values, figures)


def _chain(told: dict[str, QuestionFigures], values: list[dict[str, Any]]) -> None:
    """Atoms are what was answered to the three questions together."""
    counts = Counter(tuple(_cell(one, name) for name in ("un", "deux", "trois")) for one in values)
    atoms: Atoms = {
        (un, deux, trois)
        for un in "abc"
        for deux in (("a", "b", "c", UNANSWERED) if un != "c" else ("",))
        for trois in (("oui", "non") if deux == "a" else ("",))
    }
    known = [atoms]
    asked = [{atom} for atom in atoms]
    for place, name in enumerate(("un", "deux", "trois")):
        cells = {atom[place] for atom in atoms if atom[place]}
        asked += [{atom for atom in atoms if atom[place] == cell} for cell in cells]
        asked += [{atom for atom in atoms if atom[place]}, {a for a in atoms if not a[place]}]
        if told[name].hidden:
            continue
        known.append({atom for atom in atoms if atom[place]})
        known += [{a for a in atoms if a[place] in group.keys} for group in told[name].groups]
    attack(counts, known, [one for one in asked if one])


def _among_several(
    told: dict[str, QuestionFigures], values: list[dict[str, Any]], figures: Figures
) -> None:
    """Atoms are which options were chosen, with what was answered to the question on the third."""
    counts = Counter(("".join(one["dont"]), _cell(one, "ce")) for one in values)
    patterns = ("a", "b", "c", "ab", "ac", "bc", "abc")
    atoms: Atoms = {(p, ce) for p in patterns for ce in (("oui", "non") if "c" in p else ("",))}
    known = [atoms]
    shown = [group.keys[0] for group in told["dont"].groups if group.keys != (UNANSWERED,)]
    known += [{atom for atom in atoms if key in atom[0]} for key in shown]
    if not told["ce"].hidden:
        known.append({atom for atom in atoms if atom[1]})
        known += [{a for a in atoms if a[1] in group.keys} for group in told["ce"].groups]
    asked = [{atom} for atom in atoms]
    asked += [{atom for atom in atoms if key in atom[0]} for key in "abc"]
    asked += [{atom for atom in atoms if atom[1] == cell} for cell in ("oui", "non")]
    attack(counts, known, asked)
    assert figures.answered == len(values)


def _cell(values: dict[str, Any], name: str) -> str:
    if name not in values:
        return ""
    return UNANSWERED if values[name] is None else str(values[name])
