"""What leads nowhere elsewhere leads on here: dead links, old buttons, words out of place."""

import pytest

from bot.questionlog.store import QuestionLog
from handlers.context import App
from tests.dialogue import Step, play
from tests.telegram_server.server import TelegramServer

BROWSE = ["Parcourir les sujets"]


@pytest.mark.parametrize(
    "step",
    [
        Step(start="fiche_disparue", reply=["n'existe plus", "élus"], buttons=["Jardins", "…"]),
        Step(press_data="v0:f:compost-installer", reply="n'est plus valable", buttons=BROWSE),
        Step(press_data="v1:f:disparue", reply="n'existe plus", buttons=BROWSE),
        Step(press_data="v1:q:999", reply="ne retrouve plus", buttons=BROWSE),
        Step(press_data="v1:form:envoyer", reply=["formulaire est fermé", "/appui"]),
        Step(send="stop", reply="rien à annuler", buttons=["Ne plus me prévenir", "Mes"]),
    ],
)
async def test_it_leads_on(serving: App, server: TelegramServer, step: Step) -> None:
    await play(server.user(), [Step(send="bonjour", reply="Quelle est votre question"), step])


async def test_back_in_a_form_is_the_step_before(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    await play(
        server.user(),
        [
            Step(send="/appui", reply="1 sur 5"),
            Step(send="Rénover l'école", reply="2 sur 5"),
            Step(send="retour", reply="1 sur 5"),
            Step(send="Rénover la mairie", reply="2 sur 5"),
            Step(send="tant pis", reply="Rien n'a été envoyé"),
            Step(send="/commune", reply="Quelle est votre commune"),
            Step(send="retour", reply="annulé"),
        ],
    )
    assert await log.get(1) is None


async def test_who_replies_no_number_is_shown_the_numbers_again(
    serving: App, server: TelegramServer
) -> None:
    await play(
        server.user(),
        [
            Step(send="bibliothèque", reply="porte-t-elle sur"),
            Step(send="🤔", reply="Touchez un numéro", buttons=["1", "2", "Aucune"]),
            Step(send="2", reply="Vérifié le"),
        ],
    )


async def test_a_double_tap_opens_a_fiche_once(serving: App, server: TelegramServer) -> None:
    await play(
        server.user(),
        [
            Step(start="dom_jardins", reply="Fiches 1 à 4"),
            Step(press="1", reply="Vérifié"),
            Step(press="1", silence=True),
            Step(press="2", reply="Vérifié"),
            Step(send="bibliothèque", reply="porte-t-elle sur"),
            Step(press="1", reply="Vérifié"),
            Step(press="1", silence=True),
        ],
    )
