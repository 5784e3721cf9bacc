"""Every reply, as much of it as a phone shows before anything is opened."""

from pathlib import Path

import pytest

from bot.clock import local_today
from bot.config import Settings
from bot.conversation.assistant import Assistant
from bot.conversation.served import Served
from bot.knowledge.models import Entry, KnowledgeBase
from bot.pages.fiches import answer
from bot.pages.rows import MAX_ROWS
from tests.conftest import open_log
from tests.phone.crawl import Crawl
from tests.phone.measure import SCREEN_PX, cut, height

pytestmark = pytest.mark.slow


def heights(base: KnowledgeBase) -> dict[str, int]:
    def one(entry: Entry) -> int:
        return height(answer(base, entry, local_today(), 1, bot="petites_villes_bot"))

    return {entry.id: one(entry) for entry in base.entries.values()}


def test_nine_answers_in_ten_fit_one_screen_and_none_is_much_longer(
    shipped_base: KnowledgeBase,
) -> None:
    found = heights(shipped_base)
    longer = {entry: px for entry, px in found.items() if px > SCREEN_PX}
    assert len(longer) <= len(found) / 10, longer
    assert {entry: px for entry, px in longer.items() if px > 1.3 * SCREEN_PX} == {}


async def test_whatever_is_shown_fits_a_phone(shipped_base: KnowledgeBase, tmp_path: Path) -> None:
    log = await open_log(f"sqlite+aiosqlite:///{tmp_path / 'log.db'}")
    served = Served.of(shipped_base, "petites_villes_bot")
    shown = await Crawl(Assistant(served, log, Settings().promises)).everything()
    await log.close()
    assert {done: reply.rows for done, reply in shown.items() if len(reply.rows) > MAX_ROWS} == {}
    assert {done: labels for done, reply in shown.items() if (labels := cut(reply))} == {}
    high = {done: height(reply) for done, reply in shown.items()}
    assert {done: px for done, px in high.items() if px > 1.3 * SCREEN_PX} == {}
    for of_fiches in (True, False):
        some = {d: px for d, px in high.items() if bool(shown[d].entry) == of_fiches}
        longer = {done: px for done, px in some.items() if px > SCREEN_PX}
        assert len(longer) <= len(some) / 10, longer
