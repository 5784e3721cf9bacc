"""However an apostrophe or a number is typed: the same group, search, town and export."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.editorial.groups import group
from bot.knowledge.town_search import find_towns
from bot.knowledge.towns import load_towns
from bot.matching.normalize import normal_form
from bot.privacy.communes import town_mask
from bot.privacy.town_names import TownMask
from bot.questionlog.queue import Chosen
from bot.questionlog.records import Sender
from bot.questionlog.store import QuestionLog
from tests.editorial.conftest import Ask, ask
from tests.questionlog.test_store import question

__all__ = ["ask"]

MARKS = ("'", "\u2019", "\u2018")
NUMBERS = ("3500", "3 500", "3\u00a0500", "3\u202f500", "3.500", "trois mille cinq cents")
TOWNS = sorted({one.name for one in load_towns().all() if "'" in one.name})
TEXTS = [f"l{mark}eau de l{mark}école à Tombouctou" for mark in MARKS]
SIZES = [f"le sel pour {number} habitants" for number in NUMBERS]


@pytest.fixture(scope="module")
def towns() -> TownMask:
    return town_mask(load_towns())


@pytest.mark.parametrize("same", [TEXTS, SIZES], ids=["apostrophes", "numbers"])
def test_one_group(ask: Ask, same: list[str]) -> None:
    (found,) = group([ask(text) for text in same])
    assert found.size == len(same)


@pytest.mark.parametrize("same", [TEXTS, SIZES], ids=["apostrophes", "numbers"])
async def test_one_search(log: QuestionLog, same: list[str]) -> None:
    for number, text in enumerate(["le brouillard", *same]):
        asked = question(Sender("telegram", "telegram:42", 42, number), text)
        await log.record(replace(asked, status="nouvelle", normal=normal_form(text)))
    for words in same:
        found = await log.console.queue.page(Chosen(words=words))
        assert sorted(line.text for line in found.lines) == sorted(same), words


@given(name=st.sampled_from(TOWNS), mark=st.sampled_from(MARKS))
def test_one_town(towns: TownMask, name: str, mark: str) -> None:
    typed = name.replace("'", mark)
    assert find_towns(typed) == find_towns(name)
    masked = towns.mask(f"maire de {typed}")
    assert masked.replace(mark, "'") == towns.mask(f"maire de {name}")


def test_a_number_stays_in_an_export_however_it_is_typed(towns: TownMask) -> None:
    for text in (*SIZES, *TEXTS):
        assert towns.mask_all(text) == text
