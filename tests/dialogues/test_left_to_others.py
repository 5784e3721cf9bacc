"""A subject left to others: whose it is, no promise, and a way to send it on all the same."""

from typing import get_args

from bot.questionlog.lifecycle import Status
from bot.questionlog.store import QuestionLog
from bot.texts import review as texts
from handlers.context import App
from tests.dialogue import Step, logged, play
from tests.telegram_server.server import TelegramServer

CEMETERY = "quel est le prix d'une concession au cimetière ?"


async def test_pointed_elsewhere_without_a_promise(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    mayor = server.user(1001)
    await play(
        mayor,
        [
            Step(
                send=CEMETERY,
                reply=["concessions du cimetière", "<de la mairie>", "page officielle"],
                absent=["jours", "experts", "n° 1"],
            ),
        ],
    )
    assert (await logged(log, 1)).status == "orientee"
    assert (await log.desk.inbox(("nouvelle", "en_cours"), None, 0, 10))[1].all == 0


async def test_sent_on_all_the_same(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    mayor = server.user(1001)
    await play(
        mayor,
        [
            Step(send=CEMETERY, reply="concessions"),
            Step(press="Je veux quand même", reply=["transmise", "n° 1"]),
        ],
    )
    assert (await logged(log, 1)).status == "nouvelle"


def test_every_status_has_its_words() -> None:
    assert set(texts.STATUSES) == set(texts.MINE_STATUSES) == set(get_args(Status))
