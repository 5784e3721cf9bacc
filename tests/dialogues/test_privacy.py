"""What is kept, shown whole and erased whole."""

import json

import pytest
from sqlalchemy import select

from bot.config import Settings
from bot.pages.my_data import policy
from bot.questionlog.outbox import opened
from bot.questionlog.records import Filter
from bot.questionlog.store import QuestionLog
from bot.questionlog.tables import outbox
from handlers.context import App
from tests.dialogue import Step, play
from tests.dialogues.test_staff import reviewer, staff
from tests.telegram_server.groups import Group
from tests.telegram_server.people import Person
from tests.telegram_server.server import TelegramServer

__all__ = ["reviewer", "staff"]


KEPT_WORDS = "les mots déjà repris dans une fiche ou son brouillon"
"""What neither an erasure nor a clock takes: nothing goes through the files of fiches."""


def test_who_answers_for_the_data_is_what_the_operator_says() -> None:
    told = policy(Settings(data_controller="Cerema & APVF, donnees@exemple.fr").promises).html
    assert "Cerema &amp; APVF, donnees@exemple.fr" in told
    assert "demandez-le" not in told


async def test_see_and_erase_everything(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    person, other = server.user(1001), server.user(1002)
    await play(other, [Step(send="c'est quoi le PEB", reply="Vérifié")])
    await play(
        person,
        [
            Step(start="", reply=["365 jours", "/confidentialite"]),
            Step(
                send="/confidentialite", reply=["Vos droits", "365 jours", "au Cerema", KEPT_WORDS]
            ),
            Step(
                send="vitesse de la lumière, appelez-moi au 06 12 34 56 78",
                reply=["n° 2", "masqué : un numéro de téléphone"],
            ),
            Step(send="c'est quoi le PEB", reply="Vérifié"),
            Step(press="Utile", notice="Merci"),
            Step(send="/mesdonnees", replies=[["page à lire"], ["même chose"]]),
        ],
    )
    page, file = person.replies[-2].file, person.last.file
    assert page is not None
    assert file is not None
    for words in (
        *("vitesse de la lumière, appelez-moi au [téléphone]", "en attente", "Utile"),
        *("Sûreté de la réponse", "Fiches proches"),
    ):
        assert words in page.decode()
    assert "<script" not in page.decode()
    held = json.loads(file)
    assert [row["text"] for row in held["questions"]] == [
        "vitesse de la lumière, appelez-moi au [téléphone]",
        "c'est quoi le PEB",
    ]
    assert held["votes"][0]["vote"] == "utile"
    assert held["addresses"] == [{"chat_id": 1001, "thread_id": None}]
    await play(
        person,
        [
            Step(send="/effacer", reply="sans retour"),
            Step(press="Non", reply="Rien n'a été effacé"),
            Step(send="/effacer", reply="sans retour"),
            Step(send="non merci", reply="Rien n'a été effacé"),
            Step(send="/effacer", reply="sans retour"),
            Step(send="oui", reply="Dernière confirmation"),
            Step(send="non", reply="Rien n'a été effacé"),
            Step(send="/effacer", reply="sans retour"),
            Step(press="Continuer", reply="Dernière confirmation"),
            Step(
                press="Oui, tout effacer",
                reply=["2 questions", "La date de cet effacement est gardée", KEPT_WORDS],
            ),
            Step(send="/mesdonnees", reply="sinon la date de votre effacement"),
            Step(send="/mesquestions", reply="pas encore posé"),
        ],
    )
    left = [question async for question in log.stream(Filter())]
    assert [question.text for question in left] == ["c'est quoi le PEB", "", ""]
    assert left[1].person is None


async def test_only_yes_itself_typed_erases(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    person = server.user(1001)
    asked = [
        Step(send="/effacer", reply="sans retour"),
        Step(send="oui", reply="Dernière confirmation"),
    ]
    await play(
        person,
        [
            Step(send="vitesse de la lumière", reply="n° 1"),
            *asked,
            Step(send="1", absent="C'est effacé"),
            *asked,
            Step(send="ok", absent="C'est effacé"),
            Step(send="oui", absent="C'est effacé"),
            *asked,
            Step(send="Oui !", reply="C'est effacé"),
        ],
    )
    assert [question.text async for question in log.stream(Filter())][:1] == [""]


async def test_the_page_tells_in_words_what_is_being_filled_in(
    serving: App, server: TelegramServer
) -> None:
    person = server.user(1001)
    await play(
        person,
        [
            Step(send="/appui", reply="1 sur 5"),
            Step(send="Refaire la <place>", reply="2 sur 5"),
            Step(send="/mesdonnees", replies=[["page à lire"], ["même chose"]]),
        ],
    )
    page = (person.replies[-2].file or b"").decode()
    assert "Demande d'appui : Refaire la &lt;place&gt;" in page
    assert "message_" not in page
    assert "message_besoin" in (person.last.file or b"").decode(), "the file has everything"


@pytest.mark.parametrize("command", ["/question 1", "/questions", "/rattacher 1", "/repondre 1"])
async def test_a_page_of_the_staff_that_waits_goes_with_the_question_it_shows(
    command: str,
    serving: App,
    server: TelegramServer,
    log: QuestionLog,
    staff: Group,
    reviewer: Person,
) -> None:
    anne = server.user(1001)
    await play(anne, [Step(send="vitesse de la lumière chez Ravachol", reply="n° 1")])
    server.world.faults.flood("sendMessage", retry_after=60)
    sent = await staff.as_seen_by(reviewer).send_text(command)
    await server.settled(sent.update_ids)
    assert ["Ravachol" in words for words in await waiting(log)] == [True]
    await play(
        anne,
        [
            Step(send="/effacer", reply="sans retour"),
            Step(press="Continuer", reply="Dernière"),
            Step(press="Oui, tout effacer", reply="C'est effacé"),
        ],
    )
    assert await waiting(log) == []


async def waiting(log: QuestionLog) -> list[str]:
    """The words of what is to be sent later."""
    database = log.outbox._database
    async with database.read() as connection:
        rows = await connection.execute(select(outbox.c.reply).where(outbox.c.reply != ""))
        return [opened(database.vault, reply) for reply in rows.scalars()]
