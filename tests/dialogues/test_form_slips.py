"""Slips in a form: a message corrected, a question asked in the middle, a contact too many."""

import pytest

from bot.questionlog.records import Filter
from bot.questionlog.store import QuestionLog
from handlers.context import App
from tests.conftest import play_anew
from tests.dialogue import Step, play
from tests.telegram_server.server import TelegramServer

NEED = "Rénover l'école et joindre le 06 12 34 56 78"
TO_THE_CONTACT = [
    Step(send="/appui", reply="1 sur 5"),
    Step(send=NEED, reply="2 sur 5"),
    Step(send="1", reply="3 sur 5"),
    Step(send="Guéret", reply="4 sur 5"),
    Step(send="Avant l'été", reply="5 sur 5"),
]


async def logged(log: QuestionLog) -> list[str]:
    return [question.text async for question in log.stream(Filter())]


@pytest.mark.parametrize("steps", range(1, 6))
async def test_a_corrected_answer_corrects_its_step(
    serving: App, server: TelegramServer, log: QuestionLog, steps: int
) -> None:
    person = server.user(1001)
    await play(person, TO_THE_CONTACT)
    await play(person, [Step(send="jeane@mairie-gueret.fr", reply="Rien n'est encore envoyé")])
    own = [message for message in person.messages if not message.from_bot]
    new = ("", "Rénover la mairie", "2", "Aubusson", "Dans l'année", "jeanne@mairie-gueret.fr")
    await person.edit(own[steps], new[steps])
    await server.idle()
    shown = "Bibliothèque" if steps == 2 else new[steps]
    assert shown in person.last.text
    assert "Rien n'est encore envoyé" in person.last.text
    assert await logged(log) == [], "nothing of it is a question"


async def test_forms_go_on_after_a_restart_between_any_two_steps(
    server: TelegramServer, database: str
) -> None:
    steps = (
        Step(send="/commune vernouillet", reply="De quelle commune"),
        Step(press="Écrire un autre nom", reply="Quelle est votre commune"),
        Step(send="petit hameau", reply="Je ne trouve pas"),
        Step(press="Garder", reply="petit hameau"),
        *TO_THE_CONTACT,
        Step(press="Par Telegram", reply="Rien n'est encore envoyé"),
        Step(press="Délai", reply="4 sur 5"),
        Step(send="retour", reply="3 sur 5"),
        Step(press="petit hameau", reply="4 sur 5"),
        Step(send="2", reply="Rien n'est encore envoyé"),
        Step(press="Envoyer", reply=["n° 1", "enverrai ici"]),
        Step(press="Envoyer", reply="formulaire est fermé"),
        Step(press="Ne pas me prévenir", notice="Pas de message"),
        Step(send="/effacer", reply="Effacer tout"),
        Step(press="Continuer", reply="Dernière confirmation"),
        Step(press="Oui", reply="C'est effacé : 1 question"),
    )
    await play_anew(server, database, server.user(1001), steps)


async def test_the_contact_corrected_after_sending_is_no_question(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    person = server.user(1001)
    await play(
        person,
        [
            *TO_THE_CONTACT,
            Step(send="Jeanne Martin, jeane@mairie.fr", reply="Rien n'est encore envoyé"),
            Step(press="Envoyer", reply="n° 1"),
            Step(correct="Jeanne Martin, jeanne@mairie.fr", reply="recommencez avec /appui"),
        ],
    )
    assert len(await logged(log)) == 1


async def test_a_town_corrected_is_no_question(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    person = server.user(1001)
    await play(
        person,
        [
            Step(send="/commune", reply="Quelle est votre commune"),
            Step(send="Guerret, appelez le 06 12 34 56 78", reply="Je ne trouve pas"),
            Step(correct="Guéret", edited="C'est noté"),
            Step(correct="Guéret (Creuse)", reply="/commune"),
        ],
    )
    assert await logged(log) == []


async def test_a_number_typed_as_a_town_is_masked(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    person = server.user(1001)
    await play(
        person,
        [
            Step(send="/commune", reply="Quelle est votre commune"),
            Step(send="hameau, 06 12 34 56 78", reply="", absent="06 12"),
            Step(press="Garder", reply="[téléphone]", absent="06 12"),
        ],
    )


async def test_a_question_in_the_middle_is_not_taken_silently(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    person = server.user(1001)
    await play(
        person,
        [
            Step(send="/appui", reply="1 sur 5"),
            Step(send="c'est quoi le PEB ?", reply=["J'ai noté, besoin", "PEB", "2 sur 5"]),
            Step(press="C'était une question", reply=["médiathèque", "/appui pour la reprendre"]),
            Step(send="vitesse de la lumière", reply="n° 2"),
            Step(send="/appui", reply="1 sur 5"),
            Step(send="Refaire la place", reply="2 sur 5", absent="J'ai noté"),
        ],
    )
    assert await logged(log) == ["c'est quoi le PEB ?", "vitesse de la lumière"]


async def test_a_question_asked_before_sending_is_not_dropped(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    person = server.user(1001)
    await play(
        person,
        [
            *TO_THE_CONTACT,
            Step(send="mairie@example.org", reply="Rien n'est encore envoyé"),
            Step(send="et le PEB, c'est quoi", reply=["pas ajouté « et le PEB", "encore envoyé"]),
            Step(press="C'était une question", reply=["médiathèque", "/appui pour la reprendre"]),
            Step(send="/appui", reply="Rien n'est encore envoyé", absent="PEB"),
        ],
    )
    assert await logged(log) == ["et le PEB, c'est quoi"]


async def test_what_is_no_answer_to_a_step_is_asked_again(
    serving: App, server: TelegramServer
) -> None:
    person = server.user(1001)
    await play(
        person,
        [
            Step(send="/appui", reply="1 sur 5"),
            Step(send="👍", reply=["pas compris « 👍 »", "1 sur 5"]),
            Step(send="Rénover l'école", reply="2 sur 5"),
            Step(send="12", reply=["pas compris « 12 »", "2 sur 5"], buttons=["1", "…"]),
            Step(send="1", reply="3 sur 5"),
            Step(send="23000", reply="4 sur 5"),
        ],
    )


async def test_yes_or_no_answers_whether_to_keep_a_name(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    person = server.user(1001)
    await play(
        person,
        [
            Step(send="/commune", reply="Quelle est votre commune"),
            Step(send="petit hameau", reply="Voulez-vous que je garde ce nom"),
            Step(send="non", reply="Quelle est votre commune"),
            Step(send="grand hameau", reply="Voulez-vous que je garde ce nom"),
            Step(send="Oui", reply="C'est noté : grand hameau"),
        ],
    )
    assert await logged(log) == []


async def test_a_town_is_no_emoji_and_no_question(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    person = server.user(1001)
    await play(
        person,
        [
            Step(send="/commune", reply="Quelle est votre commune"),
            Step(send="👍", reply="Quelle est votre commune", buttons=[]),
            Step(
                send="15100",
                reply=["D'autres ont ce code postal", "2. Neuvéglise-sur-Truyère (Cantal, 15100)"],
                buttons=["1", "2", "3", "4", "5", "Écrire"],
            ),
            Step(
                send="bibliothèque",
                reply="garde ce nom",
                buttons=["Garder", "Écrire un autre nom", "C'était une question"],
            ),
            Step(
                send="c'est quoi le PEB ?",
                reply="Je ne trouve pas",
                buttons=["Écrire un autre nom", "C'était une question"],
            ),
            Step(press="C'était une question", reply="médiathèque", absent="appui"),
            Step(send="le compost sent mauvais", reply="manque d'air"),
        ],
    )
    assert await logged(log) == ["c'est quoi le PEB ?", "le compost sent mauvais"]


async def test_the_receipt_of_a_request_says_when_and_where(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    person = server.user(1001)
    await play(
        person,
        [
            *TO_THE_CONTACT,
            Step(send="05 55 00 00 00", reply="Rien n'est encore envoyé"),
            Step(
                press="Envoyer",
                reply=["n° 1", "réponse d'ici au", "Rénover l'école", "05 55 00 00 00"],
                buttons=["Ne pas me prévenir", "Mes questions"],
            ),
            Step(press="Ne pas me prévenir", notice="Pas de message"),
            Step(send="/mesquestions", reply="1. Rénover l'école"),
        ],
    )
    assert not await log.people.wants_reply(1)
    [text] = await logged(log)
    assert text.startswith("Rénover l'école et joindre le [téléphone]")
    assert "05 55" not in text, "the contact stands apart, sealed"


async def test_who_asks_to_be_reached_on_telegram_is_told(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    person = server.user(1001)
    await play(
        person,
        [
            Step(send="/mesquestions", reply="pas encore posé"),
            Step(press="Ne plus me prévenir", notice="recevrez plus"),
            *TO_THE_CONTACT,
            Step(press="Par Telegram", reply="Rien n'est encore envoyé"),
            Step(press="Envoyer", reply=["n° 1", "enverrai ici"], buttons=["Ne pas", "Mes"]),
        ],
    )
    assert await log.people.wants_reply(1)


async def test_a_corrected_command_is_told_and_not_logged(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    person = server.user(1001)
    await play(
        person,
        [
            Step(send="/fiche compost-odeurs", reply="sent mauvais"),
            Step(correct="/fiche nulle-part", reply="n'est pas relue"),
        ],
    )
    assert await logged(log) == []


async def test_who_asks_or_refuses_is_not_taken_for_a_town(
    serving: App, server: TelegramServer
) -> None:
    await play(
        server.user(),
        [
            Step(send="/commune", reply="Quelle est votre commune"),
            Step(send="/question c'est quoi le PEB", reply="Vérifié"),
            Step(send="/commune", reply="Quelle est votre commune"),
            Step(send="non merci", reply="Rien n'a été"),
            Step(send="je suis maire d'une commune de 900 habitants", reply="", absent="Vieux"),
            Step(send="mairie de Beaumont", reply="D'autres portent ce nom"),
        ],
    )


async def test_the_first_screen_leaves_an_open_request_waiting(
    serving: App, server: TelegramServer
) -> None:
    await play(
        server.user(),
        [
            Step(send="/appui", reply="1 sur 5"),
            Step(send="Rénover l'école", reply="2 sur 5"),
            Step(send="/start", reply="Écrivez votre question"),
            Step(send="c'est quoi le PEB", reply="Vérifié"),
            Step(send="/appui", reply="2 sur 5"),
        ],
    )
