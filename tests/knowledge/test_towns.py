"""The small towns of France."""

import itertools

from bot.knowledge.towns import SIZES, Area, load_towns


def test_a_town_by_its_code() -> None:
    town = load_towns().by_code("15187")
    assert town is not None
    assert (town.name, town.department, town.department_code) == ("Saint-Flour", "Cantal", "15")
    assert town.region == "Auvergne-Rhône-Alpes"
    assert town.size == (5_000, 9_999)
    assert "15100" in town.postcodes


def test_read_once() -> None:
    assert load_towns() is load_towns()


def test_an_area_never_tells_the_town() -> None:
    towns = load_towns()
    assert towns.area("15187") == Area("Cantal", (5_000, 9_999))
    assert towns.area("69123") == Area("Rhône", None)  # Lyon is no small town
    assert towns.area("2A004") == Area("Corse-du-Sud", None)
    assert towns.area("97411") == Area("La Réunion", None)
    assert towns.area("98818") == Area("Nouvelle-Calédonie", None)
    assert towns.area("99818") == Area("99", None)
    assert towns.area("") == Area("", None)


def test_regions() -> None:
    towns = load_towns()
    assert towns.region("15187") == "Auvergne-Rhône-Alpes"
    assert towns.region("69123") == "Auvergne-Rhône-Alpes"
    assert towns.region("99999") is None


def test_size_classes_leave_no_gap() -> None:
    assert all(before[1] + 1 == after[0] for before, after in itertools.pairwise(SIZES))
