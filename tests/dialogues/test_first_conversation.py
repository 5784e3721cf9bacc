"""The whole conversation of an official, as Telegram shows it, on both databases."""

import time

import pytest

from bot.questionlog.records import Filter, LoggedQuestion, Sender
from bot.questionlog.store import QuestionLog
from bot.texts import conversation as texts
from bot.texts import transport as transport_texts
from handlers import late
from handlers.context import App
from tests.dialogue import Step, logged, play
from tests.telegram_server.server import TelegramServer

THIRTY = [
    Step(
        start="",
        reply=["je réponds aux élus", "touchez un sujet", "Par exemple"],
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
    Step(
        press="Parcourir",
        reply=["Les sujets", "1. Jardins partagés (4 fiches)"],
        buttons=["1", "2"],
    ),
    Step(press="1", edited=["Fiches 1 à 4 sur 4", "1. Comment installer un composteur"]),
    Step(press="4", reply=["devait être revue le 1er février"]),
    Step(send="/domaines", reply="Les sujets", buttons=["1", "2"]),
    Step(send="2", reply="Fiches 1 à 4 sur 4"),
    Step(press="Sujets", reply="Les sujets"),
    Step(send="/aide", reply="Comment faire"),
    Step(do="voice", reply="micro du clavier"),
    Step(do="sticker", reply="messages écrits"),
    Step(correct="merci beaucoup", reply="rien changé"),
    Step(send="/inconnue", reply="Je ne connais pas cette commande"),
    Step(press_data="v0:f:compost-installer", reply="n'est plus valable", buttons=["Parcourir"]),
    Step(press_data="v1:p:999:compost-installer", reply="ne retrouve plus"),
    Step(send="merci", reply="Avec plaisir"),
]


async def test_thirty_exchanges(serving: App, server: TelegramServer, log: QuestionLog) -> None:
    person = server.user()
    await play(person, THIRTY)
    kept = [question async for question in log.stream(Filter())]
    by_text = {question.text: question for question in kept}
    assert all(question.channel == "telegram" for question in kept)
    assert by_text["comment instaler un composteur colectif"].feedback == "inutile"
    assert by_text["comment instaler un composteur colectif"].status == "nouvelle"
    assert by_text["c'est quoi le PEB"].feedback == "utile"
    assert by_text["la bibliothèque"].status == "nouvelle"
    assert _kinds(by_text["la bibliothèque"]) == ["aucune"]
    assert by_text["recette de la tarte aux pommes"].outcome == "none"


async def test_nothing_is_shown_with_a_preview(serving: App, server: TelegramServer) -> None:
    await play(server.user(), [Step(send="c'est quoi le PEB", reply="Vérifié")])
    [sent] = server.calls_of("sendMessage")
    shown = sent.params["link_preview_options"]
    assert shown in ({"is_disabled": True}, '{"is_disabled": true}')


@pytest.mark.parametrize(
    "asked", ["/Question le dromadaire {}", "/question\nle dromadaire {}", "/!\\ le dromadaire {}"]
)
async def test_a_flood_of_questions_is_logged_however_they_begin(
    asked: str, serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    person = server.user()
    for number in range(45):
        await person.send_text(asked.format(number))
    await server.idle()
    kept = [question.text async for question in log.stream(Filter())]
    assert len(kept) == 45
    assert all("le dromadaire" in text for text in kept)


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
    assert len([question async for question in log.stream(Filter())]) == 60


async def test_a_flood_is_logged_beside_a_form_that_takes_no_words(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    person = server.user()
    await play(person, [Step(send="/effacer", reply="Effacer tout")])
    for number in range(45):
        await person.send_text(f"question numéro {number} sur les dromadaires")
    await server.idle()
    assert person.last.text == texts.TOO_FAST
    assert len([question async for question in log.stream(Filter())]) == 45


async def test_what_a_group_asks_the_assistant_in_a_flood_is_logged(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    person = server.user()
    group = server.group(person)
    for number in range(45):
        await group.send(person, f"/question le dromadaire numéro {number}")
    await server.idle()
    assert len([question async for question in log.stream(Filter())]) == 45


@pytest.mark.parametrize("where", ["private", "group"])
async def test_a_command_in_bold_is_a_command(
    where: str, serving: App, server: TelegramServer
) -> None:
    person = server.user()
    place = server.group(person).as_seen_by(person) if where == "group" else person
    place.chat.opened = True
    marks = [{"type": kind, "offset": 0, "length": 6} for kind in ("bold", "bot_command")]
    message = server.world.new_message(place.chat, person.user, "/fiche", marks)
    server.world.updates.push("message", message.to_json())
    await server.idle()
    assert "Donnez l'identifiant" in place.last.text


async def test_what_is_typed_into_a_form_in_a_flood_is_not_logged(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    person = server.user()
    for _ in range(39):
        await person.send_text("bonjour")
    await server.idle()
    await play(person, [Step(send="/appui", reply="1 sur 5")])
    await play(
        person, [Step(send="refaire la place aux dromadaires", reply=transport_texts.TOO_MANY)]
    )
    kept = [question.text async for question in log.stream(Filter())]
    assert "dromadaires" not in " ".join(kept)


async def test_what_is_corrected_or_called_from_elsewhere_in_a_flood_is_not_logged(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    person, other = server.user(), server.user()
    for _ in range(40):
        await person.send_text("merci")
    await server.idle()
    await play(person, [Step(correct="le dromadaire corrigé", reply=transport_texts.TOO_MANY)])
    elsewhere = {"id": other.id, "type": "private", "first_name": "Autre"}
    for number in range(45):
        called = f"le dromadaire {number} @{server.world.bot['username']}"
        await person.call(called, chat=elsewhere)
    await server.idle()
    kept = [q.text async for q in log.stream(Filter()) if "dromadaire" in q.text]
    assert sorted(kept) == sorted(f"le dromadaire {number}" for number in range(40))


async def test_what_asks_nothing_in_a_flood_goes_to_no_expert(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    person = server.user()
    for _ in range(41):
        await person.send_text("bonjour")
    for text in ("2", "la deuxième", "retour", "merci", "le prix du sel à Tombouctou"):
        await person.send_text(text)
    await server.idle()
    waiting, count = await log.desk.inbox(("nouvelle", "en_cours"), None, 0, 10)
    assert [question.text for question in waiting] == ["le prix du sel à Tombouctou"]
    assert count.all == 1


async def test_the_last_question_of_a_flood_is_answered_when_it_is_over(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    person = server.user()
    for number in range(41):
        await person.send_text("merci" if number % 2 else "bonjour")
    await server.idle()
    await play(person, [Step(send="c'est quoi le PEB", silence=True)])
    await late.answer_due(serving, time.monotonic() + 59)
    assert person.last.text == texts.TOO_FAST
    for _ in range(2):
        await late.answer_due(serving, time.monotonic() + 61)
    assert "médiathèque" in person.last.text
    assert person.replies[-2].text == texts.TOO_FAST
    sent = server.calls_of("sendMessage")[-1].params["reply_parameters"]
    assert sent["message_id"] == person.messages[-2].message_id
    assert (await logged(log, 42)).entry == "pret-entre-bibliotheques"
    await play(person, [Step(press="Utile", notice="Merci")])


async def test_what_was_erased_meanwhile_is_not_asked_again_for_its_author(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    person = server.user(1001)
    for _ in range(41):
        await person.send_text("merci")
    await server.idle()
    await play(person, [Step(send="vitesse de la lumière", silence=True)])
    assert await log.privacy.erase(Sender("telegram", "telegram:1001", 1001)) == 42
    seen = len(person.replies)
    await late.answer_due(serving, time.monotonic() + 61)
    assert len(person.replies) == seen
    assert [q.text async for q in log.stream(Filter()) if q.text] == []


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
