"""Towns found however their name is typed: sure, or asked first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.town_search import MOST, find_towns, towns_near
from bot.knowledge.town_sentence import town_in


@pytest.mark.parametrize(
    ("typed", "name", "department"),
    [
        ("st flour", "Saint-Flour", "Cantal"),
        ("amberieu en bugey", "Ambérieu-en-Bugey", "Ain"),
        ("01500 ambronay", "Ambronay", "Ain"),
        ("Nantes", "Nantes", "Loire-Atlantique"),
        ("aix en provence", "Aix-en-Provence", "Bouches-du-Rhône"),
        ("Étampes", "Étampes", "Essonne"),
        ("Saint-Laurent-du-Maroni", "Saint-Laurent-du-Maroni", "Guyane"),
        ("Le Lamentin", "Le Lamentin", "Martinique"),
        ("Saint-Denis 974", "Saint-Denis", "La Réunion"),
        ("Nouméa", "Nouméa", "Nouvelle-Calédonie"),
    ],
)
def test_a_name_as_it_is_is_sure(typed: str, name: str, department: str) -> None:
    found = find_towns(typed)
    assert found.sure
    assert [(town.name, town.department) for town in found.towns] == [(name, department)]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("Ambérieu-en-Buget", "Ambérieu-en-Bugey"),
        ("Villefranche", "Villefranche-sur-Saône"),
        ("La Ferté", "La Ferté-Bernard"),
        ("Bourg", "Bourg-en-Bresse"),
        ("Castelnau", "Castelnau-le-Lez"),
        ("Chateauneuf", "Châteauneuf"),
        ("Montreuil", "Montreuil"),
        ("Saint-Denis", "Saint-Denis"),
        ("Arbignieu", "Arboys en Bugey"),
        ("01500", "Ambérieu-en-Bugey"),
    ],
)
def test_what_is_repaired_completed_or_shared_is_asked(typed: str, offered: str) -> None:
    found = find_towns(typed)
    assert not found.sure
    assert offered in [town.name for town in found.towns]


def test_a_postcode_and_a_name_that_do_not_fit_find_nothing() -> None:
    assert not find_towns("01004 ambronay").towns


def test_where_one_stands_is_asked_too() -> None:
    found = towns_near(45.03, 3.09)
    assert "Saint-Flour" in [town.name for town in found.towns]
    assert not found.sure
    assert not towns_near(0.0, 0.0).towns


@given(st.text(max_size=80))
def test_any_text_finds_some_or_none(text: str) -> None:
    assert len(find_towns(text).towns) <= MOST


@pytest.mark.parametrize(
    "typed",
    [
        "le maire est en vacances",
        "nous sommes en ORT",
        "je suis maire et j'ai un pont à Murat qui s'effondre",
        "le maire de Murat peut-il louer la salle ?",
        "ma commune",
        "Murat",
    ],
)
def test_a_sentence_that_says_something_else_tells_no_town(typed: str) -> None:
    assert not town_in(typed, alone=True).towns


def test_a_part_of_a_longer_name_is_not_that_of_another_town() -> None:
    assert not town_in("aix provence", alone=False).towns
    assert [town.name for town in town_in("maire du Puy-en-Velay", alone=False).towns] == [
        "Le Puy-en-Velay"
    ]


@given(st.text(max_size=80), st.booleans())
def test_what_a_sentence_names_is_never_sure(text: str, alone: bool) -> None:
    found = town_in(text, alone=alone)
    assert not found.sure
    assert len(found.towns) <= MOST
