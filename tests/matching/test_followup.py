"""A question that leans on the one before, and one that only comes after it."""

import pytest

from bot.matching.followup import follow_up
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
