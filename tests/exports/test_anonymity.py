"""Anonymous exports: nobody is told apart, and nothing in the text names anybody."""

import datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.exports.anonymity import Hiding, K
from bot.exports.numbering import Numbering
from bot.exports.territories import Crowd, Territories, Thresholds
from bot.knowledge.towns import load_towns
from bot.questionlog.exporting import Row
from bot.questionlog.records import LoggedQuestion
from tests.exports.rows import as_row

NOON = datetime.datetime(2026, 11, 23, 12, 0, tzinfo=datetime.UTC)
SAINT_FLOUR, AURILLAC = "15187", "15014"  # 5,000 to 9,999; not a small town
AIN = ("01034", "01043", "01071")  # 5,000 to 9,999
AIN_LARGE = "01004"


def asked(person: str | None, town: str | None, text: str = "q", **more: Any) -> LoggedQuestion:
    values: dict[str, Any] = {
        "id": 1, "asked_at": NOON, "channel": "telegram", "outcome": "none", "entry": None,
        "confidence": None, "candidates": (), "domain": None, "knowledge": "0123456789ab",
        "feedback": None, "status": "nouvelle", "person": person, "town": town, "text": text,
    }  # fmt: skip
    return LoggedQuestion(**(values | more))


async def exported(*questions: LoggedQuestion) -> list[Row]:
    towns = load_towns()
    people = {(question.town, question.person) for question in questions}
    last = max((question.id for question in questions), default=0)
    return Hiding(Territories(people, towns), towns, last).batch([*map(as_row, questions)])


async def test_five_people_of_three_towns_share_a_department_and_a_size() -> None:
    found = await exported(*(asked(f"p{n}", AIN[n % 3]) for n in range(K)))
    assert {question.town for question in found} == {"Ain, 5\u202f000 à 9\u202f999 habitants"}


async def test_four_people_are_merged_with_those_of_other_sizes() -> None:
    few = [asked(f"p{n}", AIN[n % 3]) for n in range(K - 1)] * 3  # many questions, few people
    others = [asked(f"q{n}", AIN_LARGE) for n in range(K - 1)]
    found = await exported(*few, *others)
    assert {question.town for question in found} == {"Ain (regroupé)"}


async def test_five_people_of_two_towns_are_merged() -> None:
    found = await exported(*(asked(f"p{n}", AIN[n % 2]) for n in range(9)))
    assert {question.town for question in found} == {None}
    elsewhere = (asked(f"q{n}", code) for n, code in enumerate(("59005", "44001", "33003")))
    found = await exported(*(asked(f"p{n}", AIN[n % 2]) for n in range(9)), *elsewhere)
    assert {question.town for question in found} == {"regroupé"}


async def test_a_class_of_few_towns_of_france_is_merged_however_many_ask() -> None:
    towns = load_towns()
    rare = [t for t in towns.all() if towns.count(towns.area(t.code)) in (3, 4)]
    area = towns.area(rare[0].code)
    same = [t.code for t in towns.all() if towns.area(t.code) == area]
    found = await exported(*(asked(f"p{n}", same[n % len(same)]) for n in range(30)))
    assert area.size is not None
    assert {question.town for question in found} <= {f"{area.department} (regroupé)"}


async def test_departments_too_small_are_merged_into_their_region() -> None:
    few = [asked(f"p{n}", AIN[n % 2]) for n in range(3)]
    others = [asked(f"q{n}", SAINT_FLOUR) for n in range(2)]
    found = await exported(*few, *others)
    assert {question.town for question in found} == {"Auvergne-Rhône-Alpes (regroupé)"}


async def test_a_merged_group_that_is_still_small_is_not_told() -> None:
    found = await exported(asked("p", SAINT_FLOUR), asked("p", AURILLAC))
    assert [question.town for question in found] == [None, None]


async def test_people_whose_link_was_dropped_count_for_nobody() -> None:
    found = await exported(*(asked(None, AIN[n % 3]) for n in range(9)))
    assert {question.town for question in found} == {None}


def test_a_setting_says_how_many_are_enough() -> None:
    found = [(AIN[n % 3], f"p{n}") for n in range(3)]
    assert Territories(found, load_towns()).shown(AIN[0]) is None
    assert Territories(found, load_towns(), Thresholds(people=3)).shown(AIN[0]) is not None


async def test_pseudonyms_hold_within_one_export_only() -> None:
    people = ("0123456789abcdef", "f" * 16, None)
    asked_twice = [
        asked(person, None, f"question {n}", id=n + 1) for n, person in enumerate(people * 2)
    ]
    first = {row.text: row.person for row in await exported(*asked_twice)}
    second = {row.text: row.person for row in await exported(*asked_twice)}
    assert [first[f"question {n}"] for n in range(3)] == [
        first[f"question {n + 3}"] for n in range(3)
    ]
    assert first["question 0"] != first["question 1"]
    assert first["question 2"] is None
    assert not {*people[:2]} & {*first.values()}
    assert second["question 0"] != first["question 0"]


async def test_every_text_is_masked() -> None:
    question = asked(
        "p",
        None,
        "Mme Martin, 06 12 34 56 78",
        reply="Bonjour M. Durand",
        assignee="Sophie",
        normal="martin 06 12 34 56 78",
        events=((NOON, "repondue", "écrire à a@b.fr"), (NOON, "rattachee", "ort-definition")),
    )
    (found,) = await exported(question)
    assert found.text == "Mme [nom], [téléphone]"
    assert found.reply == "Bonjour M. [nom]"
    assert not {"assignee", "normal"} & {*found._fields}
    assert [detail for _, _, detail in found.events] == [
        "écrire à [adresse électronique]",
        "ort-definition",
    ]
    assert found.asked_at == datetime.date(2026, 11, 23)


async def test_the_place_of_a_request_goes_whole() -> None:
    place = "Vous connaissez Zozoville ? Sinon :\nGlanouille les Z'oies ? ou à côté"
    (found,) = await exported(asked("p", None, f"Besoin\nLieu : {place}\nDélai : Vite"))
    assert found.text == "Besoin\nLieu : [commune]\nDélai : Vite"


async def test_towns_are_masked_in_every_text() -> None:
    question = asked(
        "p", None, "Je suis maire de Saint-Flour (15100)", reply="Bonjour Saint-Flour",
        events=((NOON, "repondue", "vu avec saint flour"),),
    )  # fmt: skip
    (found,) = await exported(question)
    assert found.text == "Je suis maire de [commune] ([code postal])"
    assert found.reply == "Bonjour [commune]"
    assert found.events == [(datetime.date(2026, 11, 23), "repondue", "vu avec [commune]")]


async def test_numbers_are_drawn_for_each_export() -> None:
    questions = [asked("p", None, id=n, duplicate_of=n - 1 or None) for n in range(1, 1_001)]
    first, second = await exported(*questions), await exported(*questions)
    assert {row.id for row in first} == {row.id for row in second} == set(range(1, 1_001))
    assert [row.id for row in first] == sorted(row.id for row in first)  # one day: no order tells
    links = {row.id: row.duplicate_of for row in first}
    assert links != {row.id: row.duplicate_of for row in second}
    assert sum(duplicate is None for duplicate in links.values()) == 1  # they still lead somewhere


async def test_no_number_of_the_log_stands_in_a_history() -> None:
    filed = ((NOON, "doublon", "1"), (NOON, "doublon", ""))  # one whose text is gone
    questions = [asked("p", None, id=n, duplicate_of=1, events=filed) for n in range(2, 1_001)]
    found = await exported(asked("p", None), *questions)
    told = {detail for row in found for _, _, detail in row.events}
    assert told == {"", *(str(row.duplicate_of) for row in found if row.duplicate_of)}
    assert len(told) == 2


@given(st.integers(1, 5_000))
def test_a_numbering_is_an_order(last: int) -> None:
    drawn = Numbering(last)
    assert sorted(map(drawn, range(1, last + 1))) == list(range(1, last + 1))
    assert (drawn(0), drawn(last + 1)) == (0, 0)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.none() | st.integers(0, 8).map(str))))
def test_a_crowd_is_five_people_of_three_towns(added: list[tuple[str, str | None]]) -> None:
    crowd: Crowd[str] = Crowd()
    people: dict[str, set[str]] = {"a": set(), "b": set(), "c": set()}
    for group, person in added:
        crowd.add(group, person, town=f"t{int(person or 0) % 4}")
        if person is not None:
            people[group].add(person)
    for group, found in people.items():
        towns = {int(person) % 4 for person in found}
        assert crowd.is_large(group) == (len(found) >= K and len(towns) >= 3)
