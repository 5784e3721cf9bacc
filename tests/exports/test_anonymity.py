"""Anonymous exports: nobody is told apart, and nothing in the text names anybody."""

import datetime
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.exports.anonymity import Crowd, K, anonymous
from bot.knowledge.towns import load_towns
from bot.questionlog.records import LoggedQuestion

NOON = datetime.datetime(2026, 11, 23, 12, 0, tzinfo=datetime.UTC)
SAINT_FLOUR, AURILLAC = "15187", "15014"  # 5,000 to 9,999; not a small town
CANTAL = "Cantal, 5\u202f000 à 9\u202f999 habitants"


def asked(person: str | None, town: str | None, text: str = "q", **more: Any) -> LoggedQuestion:
    values: dict[str, Any] = {
        "id": 1, "asked_at": NOON, "channel": "telegram", "outcome": "none", "entry": None,
        "confidence": None, "candidates": (), "domain": None, "knowledge": "0123456789ab",
        "feedback": None, "status": "nouvelle", "person": person, "town": town, "text": text,
    }  # fmt: skip
    return LoggedQuestion(**(values | more))


def reading(
    questions: Sequence[LoggedQuestion],
) -> Callable[[], AsyncIterator[LoggedQuestion]]:
    async def read() -> AsyncIterator[LoggedQuestion]:
        for question in questions:
            yield question

    return read


async def exported(*questions: LoggedQuestion) -> list[LoggedQuestion]:
    return [q async for q in anonymous(reading(questions), load_towns())]


async def test_five_people_share_a_department_and_a_size() -> None:
    found = await exported(*(asked(f"p{n}", SAINT_FLOUR) for n in range(K)))
    assert {question.town for question in found} == {CANTAL}


async def test_four_people_are_merged_with_others() -> None:
    few = [asked(f"p{n}", SAINT_FLOUR) for n in range(K - 1)] * 3  # many questions, few people
    others = [asked(f"q{n}", AURILLAC) for n in range(K - 1)]
    found = await exported(*few, *others)
    assert {question.town for question in found} == {"regroupé"}


async def test_a_merged_group_that_is_still_small_is_not_told() -> None:
    found = await exported(asked("p", SAINT_FLOUR), asked("p", AURILLAC))
    assert [question.town for question in found] == [None, None]


async def test_people_whose_link_was_dropped_count_for_nobody() -> None:
    found = await exported(*(asked(None, SAINT_FLOUR) for _ in range(K)))
    assert {question.town for question in found} == {None}


async def test_pseudonyms_hold_within_one_export_only() -> None:
    questions = [asked("0123456789abcdef", None), asked("f" * 16, None), asked(None, None)]
    first, second = await exported(*questions, *questions), await exported(*questions)
    people = [question.person for question in first]
    assert people[:3] == people[3:]
    assert people[0] != people[1]
    assert people[2] is None
    assert not {"0123456789abcdef", "f" * 16} & set(people)
    assert second[0].person != people[0]


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
    assert (found.assignee, found.normal) == (None, "")
    assert [detail for _, _, detail in found.events] == [
        "écrire à [adresse électronique]",
        "ort-definition",
    ]
    assert found.asked_at == NOON


@given(st.lists(st.tuples(st.sampled_from("abc"), st.none() | st.integers(0, 8).map(str))))
def test_a_crowd_is_k_people(added: list[tuple[str, str | None]]) -> None:
    crowd: Crowd[str] = Crowd()
    people: dict[str, set[str]] = {"a": set(), "b": set(), "c": set()}
    for group, person in added:
        crowd.add(group, person)
        if person is not None:
            people[group].add(person)
    small = [found for found in people.values() if len(found) < K]
    assert all(crowd.is_large(group) == (len(found) >= K) for group, found in people.items())
    assert crowd.rest_is_large() == (len(set().union(*small)) >= K)
