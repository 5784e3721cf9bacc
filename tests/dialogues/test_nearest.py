"""Between a sure answer and a choice: the nearest page, with its first sentence."""

import pytest

from bot.questionlog.store import QuestionLog
from handlers.context import App
from tests.dialogue import Step, play
from tests.running.command import run
from tests.telegram_server.server import TelegramServer

ASKED = Step(
    send="prêt de livres ailleurs",
    reply=["pas de réponse sûre", "La page la plus proche", "prêt entre bibliothèques"],
    buttons=["Lire cette page", "Ce n'est pas ma question"],
)


async def test_it_is_read_at_one_tap(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    steps = [ASKED, Step(press="Lire cette page", reply="Vérifié le")]
    await play(server.user(1001), steps)
    question = await log.get(1)
    assert question is not None
    assert (question.outcome, question.entry) == ("suggest", "pret-entre-bibliotheques")


async def test_it_is_not_the_question(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    steps = [
        ASKED,
        Step(press="Ce n'est pas ma question", reply=["est transmise", "n° 1"]),
    ]
    await play(server.user(1001), steps)


@pytest.mark.parametrize("typed", ["oui", "lire", "lire cette page", "ok", "la première"])
async def test_yes_reads_it(typed: str, serving: App, server: TelegramServer) -> None:
    await play(server.user(1001), [ASKED, Step(send=typed, reply="Vérifié le")])


@pytest.mark.parametrize("typed", ["non", "aucune", "ce n'est pas ma question", "pas ça"])
async def test_no_goes_on(typed: str, serving: App, server: TelegramServer) -> None:
    await play(server.user(1001), [ASKED, Step(send=typed, reply="experts")])


def test_yes_reads_it_in_the_terminal() -> None:
    done = run("chat", given=f"{ASKED.send}\noui\n")
    assert done.stdout.index("La page la plus proche") < done.stdout.index("Vérifié le")


async def test_what_follows_it_reaches_experts_with_its_subject(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    steps = [
        ASKED,
        Step(send="et si le voisin refuse", reply="n° 2", absent="Je continue"),
        Step(send="et si le maire refuse", reply="n° 3"),
    ]
    await play(server.user(1001), steps)
    second, third = await log.get(2), await log.get(3)
    assert second is not None
    assert third is not None
    assert second.text.startswith("et si le voisin refuse\n\nDemandé à propos de : Comment")
    assert "prêt entre bibliothèques" in second.text
    assert third.text == "et si le maire refuse", "no page is on screen any more"
