"""A question that leans on the one before, and one that only comes after it."""

import pytest

from bot.matching.followup import continuation, follow_up
from bot.matching.index import Index

SUBJECT = "opération de revitalisation de territoire"


@pytest.mark.parametrize("text", ["et les étapes ?", "et quels avantages ?"])
def test_a_question_without_its_subject_leans(index: Index, text: str) -> None:
    found = follow_up(text, SUBJECT, index)
    assert found is not None
    assert found.candidates[0].entry.startswith("ort-")


@pytest.mark.parametrize(
    "text", ["mariage samedi", "et le divorce ?", "un passeport comment faire"]
)
def test_a_subject_that_nothing_found_holds_does_not_lean(index: Index, text: str) -> None:
    assert follow_up(text, SUBJECT, index) is None


def test_a_subject_of_its_own_does_not_lean(index: Index) -> None:
    assert follow_up("ravalement des façades", SUBJECT, index) is None


@pytest.mark.parametrize(
    "text",
    ["et pour une commune de 3000 habitants ?", "et pour nous qui sommes 3 000 ?", "et en 2027 ?",
     "3 500 habitants", "et pour un village ?", "et à Lavaur ?", "et pour nous ?",
     "et l'année prochaine ?", "mais chez nous on est trois mille cinq cents ?",
     "et dans une ville de dix mille habitants ?"],
)  # fmt: skip
def test_a_size_a_date_or_a_place_stays_on_the_subject(index: Index, text: str) -> None:
    found = continuation(text, SUBJECT, "ort-definition", index)
    assert found is not None
    assert found.same
    assert found.circumstance
    assert found.match.candidates[0].entry == "ort-definition"


@pytest.mark.parametrize("text", ["ça coûte combien ?", "c'est combien", "combien ça coûte ?"])
def test_a_bare_point_never_leads_to_the_price_of_something_else(index: Index, text: str) -> None:
    found = continuation(text, SUBJECT, "ort-definition", index)
    assert found is not None
    assert found.match.candidates[0].entry.startswith("ort-")


@pytest.mark.parametrize(
    "text",
    ["ravalement des façades", "zone 30", "et le divorce ?", "un passeport comment faire", "merci",
     "combien coûte l'adhésion au Cerema ?", "annule", "l'école est une passoire, quelles aides ?",
     "fibre raccordement échoué"],
)  # fmt: skip
def test_context_does_not_outlive_a_new_subject(index: Index, text: str) -> None:
    found = continuation(text, SUBJECT, "ort-definition", index)
    assert found is None or not found.same


def test_a_better_entry_on_the_same_subject_is_given(index: Index) -> None:
    found = continuation("et quels avantages ?", SUBJECT, "ort-mise-en-place", index)
    assert found is not None
    assert not found.same
    assert found.match.candidates[0].entry.startswith("ort-")


def test_an_unknown_entry_on_screen_is_no_context(index: Index) -> None:
    assert continuation("et en 2027 ?", SUBJECT, "retiree", index) is None
