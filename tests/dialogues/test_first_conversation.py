"""The whole conversation of an official, as Telegram shows it, on both databases."""

from bot.questionlog.records import Filter, LoggedQuestion
from bot.questionlog.store import QuestionLog
from bot.texts import conversation as texts
from handlers.context import App
from tests.dialogue import Step, play
from tests.telegram_server.server import TelegramServer

THIRTY = [
    Step(
        start="",
        reply=["je réponds aux élus", "Jardins partagés et Bibliothèque", "Par exemple"],
        buttons=["Jardins partagés", "Bibliothèque"],
    ),
    Step(send="bonjour", reply="Quelle est votre question"),
    Step(
        send="comment instaler un composteur colectif",
        reply=[
            "Comment installer un composteur collectif ?",
            "un référent",
            "1. Réunir les habitants.",
            "Guide <des> communes & jardins",
            "1er mars 2025",
            "deux fois par an",
            "• Prévoir",
            "Vérifié le 12 janvier 2026.",
        ],
        buttons=[
            "Utile",
            "Pas utile",
            "Citer",
            "?",
            "Poser",
            "Suivre",
            "commune",
        ],
    ),
    Step(press="Utile", notice="Merci"),
    Step(press="Pas utile", reply=["transmise aux experts", "n° 2"]),
    Step(send="c'est quoi le PEB", reply=["médiathèque départementale"], buttons=["Utile", "…"]),
    Step(send="utile", reply="Merci"),
    Step(send="bibliothèque", reply="porte-t-elle sur", buttons=["1", "2", "…"]),
    Step(send="2", reply="Vérifié le", buttons=["Utile", "…"]),
    Step(send="problème de compost", reply="porte-t-elle sur"),
    Step(press="1", reply="Vérifié le"),
    Step(send="la bibliothèque", reply="porte-t-elle sur"),
    Step(press="Aucune de ces", reply=["transmise", "n° 6", "la bibliothèque"]),
    Step(send="bibliothèque", reply="porte-t-elle sur"),
    Step(send="Aucune de ces réponses", reply=["transmise", "n° 7"]),
    Step(send="recette de la tarte aux pommes", reply=["pas de réponse sûre", "n° 8"]),
    Step(press="Parcourir", reply=["Les sujets", "1. Jardins partagés (4 fiches)"]),
    Step(press="1. Jardins", edited="Fiches 1 à 4 sur 4"),
    Step(press="1", reply=["devait être revue le 1er février"]),
    Step(send="/domaines", reply="Les sujets", buttons=["1. Jardins", "2. Bibliothèque"]),
    Step(send="2", reply="Fiches 1 à 4 sur 4"),
    Step(press="Tous les sujets", reply="Les sujets"),
    Step(send="/aide", reply="Comment faire"),
    Step(do="voice", reply="micro du clavier"),
    Step(do="sticker", reply="messages écrits"),
    Step(correct="merci beaucoup", reply="rien changé"),
    Step(send="/inconnue", reply="Je ne connais pas cette commande"),
    Step(press_data="v0:f:compost-installer", reply="n'est plus valable"),
    Step(press_data="v1:p:999:compost-installer", reply="revient à la personne"),
    Step(send="merci", reply="Avec plaisir"),
]


async def test_thirty_exchanges(serving: App, server: TelegramServer, log: QuestionLog) -> None:
    person = server.user()
    await play(person, THIRTY)
    logged = [question async for question in log.stream(Filter())]
    by_text = {question.text: question for question in logged}
    assert all(question.channel == "telegram" for question in logged)
    assert by_text["comment instaler un composteur colectif"].feedback == "inutile"
    assert by_text["comment instaler un composteur colectif"].status == "nouvelle"
    assert by_text["c'est quoi le PEB"].feedback == "utile"
    assert by_text["la bibliothèque"].status == "nouvelle"
    assert _kinds(by_text["la bibliothèque"]) == ["aucune"]
    assert by_text["recette de la tarte aux pommes"].outcome == "none"


async def test_flood_is_told_once_and_logged_whole(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    person = server.user()
    for number in range(60):
        await person.send_text(f"question numéro {number} sur les dromadaires")
    await server.idle()
    said = [message.text for message in person.replies]
    assert said.count(texts.TOO_FAST) == 1
    assert len(said) == 41
    logged = [question async for question in log.stream(Filter())]
    assert len(logged) == 60


async def test_group_is_left_alone(serving: App, server: TelegramServer) -> None:
    person = server.user()
    group = server.group(person)
    await play(
        group.as_seen_by(person),
        [
            Step(send="comment installer un composteur collectif", silence=True),
            Step(send="/aide@petites_villes_test_bot", reply="Comment faire"),
        ],
    )


def _kinds(question: LoggedQuestion) -> list[str]:
    return [kind for _, kind, _ in question.events]
