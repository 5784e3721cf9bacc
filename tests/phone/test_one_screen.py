"""Every shipped answer, as much of it as a phone shows before anything is opened."""

import pytest

from bot.clock import local_today
from bot.config import SHIPPED_KNOWLEDGE
from bot.knowledge.files import read_folder
from bot.knowledge.models import Entry, KnowledgeBase
from bot.pages.directory import trainings
from bot.pages.fiches import answer, welcome
from tests.phone.measure import SCREEN_PX, height

pytestmark = pytest.mark.slow


def heights(base: KnowledgeBase) -> dict[str, int]:
    def one(entry: Entry) -> int:
        return height(answer(base, entry, local_today(), 1, bot="petites_villes_bot"))

    return {entry.id: one(entry) for entry in base.entries.values()}


def test_nine_answers_in_ten_fit_one_screen_and_none_is_much_longer() -> None:
    found = heights(read_folder(SHIPPED_KNOWLEDGE).base)
    longer = {entry: px for entry, px in found.items() if px > SCREEN_PX}
    assert len(longer) <= len(found) / 10, longer
    assert {entry: px for entry, px in longer.items() if px > 1.3 * SCREEN_PX} == {}


def test_the_first_screen_is_one_screen() -> None:
    base = read_folder(SHIPPED_KNOWLEDGE).base
    assert height(welcome(base, 365, alone=True)) <= SCREEN_PX


def test_training_takes_less_than_two_screens() -> None:
    base = read_folder(SHIPPED_KNOWLEDGE).base
    pages = [height(trainings(base, None, local_today(), page)) for page in range(5)]
    assert max(pages) < 2 * SCREEN_PX
