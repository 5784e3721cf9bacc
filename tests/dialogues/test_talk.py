"""What is asked of the service itself, choices typed in words, and what follows an answer."""

import pytest

from bot.questionlog.store import QuestionLog
from handlers.context import App
from tests.dialogue import Step, logged, play
from tests.telegram_server.server import TelegramServer

PAGES = {
    "aide": "Comment faire",
    "accueil": "je réponds aux élus",
    "je veux parler à un humain": "Une personne peut vous répondre",
    "parler à quelqu'un du Cerema": "Une personne peut vous répondre",
    "où en est ma question": "pas encore posé",
    "je voudrais être rappelé": "1 sur 5",
    "annule": "rien à annuler",
    "c'est noté": "Une autre question",
    "pas compris": "Dites-le autrement",
    "g pas compris": "Dites-le autrement",
    "supprimez mes données": "sans retour",
}


@pytest.mark.parametrize("text", PAGES)
async def test_the_right_page_and_nothing_for_the_experts(
    serving: App, server: TelegramServer, log: QuestionLog, text: str
) -> None:
    await play(server.user(1001), [Step(send=text, reply=PAGES[text])])
    assert (await log.desk.inbox(("nouvelle", "en_cours"), None, 0, 10))[1].all == 0


@pytest.mark.parametrize("text", ["la première", "le 1er", "n° 1", "1️⃣", "le 1", "1"])
async def test_a_choice_in_words(serving: App, server: TelegramServer, text: str) -> None:
    steps = [Step(send="bibliothèque", reply="porte-t-elle sur"), Step(send=text, reply="Vérifié")]
    await play(server.user(1001), steps)


@pytest.mark.parametrize("text", ["aucune", "aucun", "Aucune de ces réponses"])
async def test_none_of_a_list(serving: App, server: TelegramServer, text: str) -> None:
    steps = [Step(send="bibliothèque", reply="porte-t-elle"), Step(send=text, reply="transmise")]
    await play(server.user(1001), steps)


async def test_an_answer_that_is_rejected_brings_the_others(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    steps = [
        Step(send="c'est quoi le PEB", reply="Vérifié"),
        Step(send="ce n'est pas ma question", reply="Merci de me le dire"),
        Step(press="Poser au Cerema", reply="n° 1"),
    ]
    await play(server.user(1001), steps)
    assert (await logged(log, 1)).status == "nouvelle"


async def test_what_follows_is_not_answered_by_the_same_page(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    steps = [
        Step(send="comment installer un composteur collectif", reply="Vérifié"),
        Step(send="et combien ça coûte ?", reply=["ne répond pas à ce point", "n° 2"]),
    ]
    await play(server.user(1001), steps)
    question = await logged(log, 2)
    assert (question.outcome, question.status, question.entry) == ("none", "nouvelle", None)


async def test_the_sentence_that_speaks_to_the_point_is_quoted(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    steps = [
        Step(send="comment installer un composteur collectif", reply="Vérifié"),
        Step(
            send="et les consignes ?", reply=["le dit ainsi", "visibles de tous"], absent="Vérifié"
        ),
    ]
    await play(server.user(1001), steps)
    assert (await logged(log, 2)).status == "repondue"


async def test_a_list_ends_the_context_of_the_answer_before(
    serving: App, server: TelegramServer
) -> None:
    steps = [
        Step(send="comment installer un composteur collectif", reply="Vérifié"),
        Step(send="bibliothèque", reply="porte-t-elle sur"),
        Step(send="et combien ça coûte ?", absent="ci-dessus", reply=""),
    ]
    await play(server.user(1001), steps)
