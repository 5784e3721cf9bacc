"""Towns found however their name is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.town_search import find_towns


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("st flour", "Saint-Flour"),
        ("SAINT FLOUR", "Saint-Flour"),
        ("amberieu en bugey", "Ambérieu-en-Bugey"),
        ("Ambérieu-en-Buget", "Ambérieu-en-Bugey"),
        ("01004 ambronay", None),
        ("01500 ambronay", "Ambronay"),
    ],
)
def test_found(typed: str, name: str | None) -> None:
    found = find_towns(typed)
    assert [town.name for town in found] == ([name] if name else [])


def test_same_names_are_a_choice() -> None:
    found = find_towns("vernouillet")
    assert len(found) > 1
    assert len({town.code for town in found}) == len(found)


@given(st.text(max_size=80))
def test_any_text_finds_some_or_none(text: str) -> None:
    assert len(find_towns(text)) <= 6
