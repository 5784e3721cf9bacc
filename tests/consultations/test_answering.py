"""A mayor answers: link, town, every type, slips, questions in the middle, restarts anywhere."""

import datetime

import pytest

from bot.clock import local_today
from bot.questionlog.records import Sender
from bot.questionlog.store import QuestionLog
from bot.texts.conversation import day
from handlers.context import App
from tests.conftest import open_log, play_anew
from tests.consultations.opened import opened
from tests.dialogue import Step, play
from tests.telegram_server.server import TelegramServer

ANSWERING = [
    Step(start="cs_essai", reply=["Un <essai>", "dites-moi d'abord laquelle"]),
    Step(
        send="gueret",
        reply=["C'est noté", "Guéret", "7 questions, 3 minutes", "confidentielles"],
        buttons=["Commencer", "Me prévenir", "Ne plus me solliciter"],
    ),
    Step(
        press="Commencer",
        edited=["1 sur 6", "Quel sujet"],
        buttons=["1. L'eau", "2. La rue", "3. Autre"],
    ),
    Step(send="3", reply=["2 sur 7", "Lequel"], buttons=["Retour"]),
    Step(
        send="la forêt de Guéret, 06 12 34 56 78",
        reply=["Noté : la forêt de [commune], [téléphone", "3 sur 7"],
    ),
    Step(press="Retour", edited=["2 sur 7", "Réponse actuelle : la forêt"]),
    Step(press="Retour", edited="1 sur 7", buttons=["1. L'eau", "2. La rue", "3. ✓ Autre"]),
    Step(press="2. La rue", edited=["2 sur 6", "2 au plus"], absent="Lequel"),
    Step(press="1. Visite", edited="2 sur 6", buttons=["1. ✓", "2. É", "3. G", "(1 sur 2)", "R"]),
    Step(send="3", reply="2 sur 6", buttons=["1. ✓", "2. É", "3. ✓", "(2 sur 2)", "Retour"]),
    Step(press="2. Étude", notice="2 choix au plus"),
    Step(press="Valider", edited=["3 sur 6", "Déjà fait"], buttons=["1. Oui", "2. Non", "Retour"]),
    Step(send="bof", reply=["pas reconnu", "3 sur 6"]),
    Step(send="oui", reply=["4 sur 6", "de 0 à 200 km"], buttons=["Retour", "Passer"]),
    Step(send="300", reply="Un nombre est attendu"),
    Step(send="environ 12,5 km", reply=["Noté : 12,5 km", "5 sur 6"]),
    Step(press="4. 4", edited=["6 sur 6", "Pour quand"]),
    Step(send="31/02/2027", reply="Une date est attendue"),
    Step(
        send="mars 2027",
        reply=["Guéret", "La rue", "Visite, Guide", "12,5 km", "1er mars 2027", "encore envoyé"],
        absent="forêt",
        buttons=["Envoyer", "1", "…"],
    ),
    Step(press="Envoyer", edited=["réponse de Guéret est envoyée", "sans code"]),
]


async def test_the_whole_of_it_with_a_restart_between_any_two_steps(
    server: TelegramServer, database: str
) -> None:
    log = await open_log(database)
    await opened(log)
    await log.close()
    await play_anew(server, database, server.user(1001), ANSWERING)
    log = await open_log(database)
    sessions = await log.consultations.desk.sessions("essai")
    await log.close()
    assert [(one.town, one.sent_at is not None) for one in sessions] == [("23096", True)]
    assert sessions[0].values() == {
        "sujet": "rue",
        "lequel": "la forêt de [commune], [téléphone]",
        "formes": ["visite", "guide"],
        "deja": "oui",
        "km": 12.5,
        "note": 4,
        "quand": "2027-03-01",
    }


@pytest.mark.parametrize(
    ("days", "left"),
    [(0, "aujourd'hui"), (1, "demain"), (2, "dans 2 jours"), (30, "dans 30 jours")],
)
async def test_until_when_one_may_answer(
    days: int, left: str, serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    closes = local_today() + datetime.timedelta(days)
    await opened(log, ouvre=closes - datetime.timedelta(30), ferme=closes, rappel=None)
    said = f"Jusqu'au {day(closes)}, 23 h 59 ({left})"
    await play(
        server.user(1001),
        [Step(start="cs_essai", reply="laquelle"), Step(send="gueret", reply=said)],
    )


async def test_a_question_in_the_middle_is_told_apart(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    await opened(log)
    await play(
        server.user(),
        [
            Step(send="/commune gueret", reply="C'est noté"),
            Step(send="/start", reply=["Consultation ouverte : Un <essai>", "/consultations"]),
            Step(send="/consultations", reply=["n'a pas répondu"], buttons=["Répondre", "Me"]),
            Step(press="Répondre", reply="Pour Guéret"),
            Step(press="Commencer", edited="1 sur 6"),
            Step(send="c'est quoi le PEB ?", reply=["attend à la question 1"], buttons=["…"]),
            Step(press="Reprendre à la question 1", edited="Quel sujet"),
            Step(press="Autre", edited="Lequel"),
            Step(
                send="et si on parlait des lampadaires à Guéret ?",
                reply=["Est-ce votre réponse"],
                buttons=["C'est ma réponse", "C'est une question"],
            ),
            Step(correct="et si on parlait des bancs ?", edited=["Est-ce votre réponse", "bancs"]),
            Step(
                correct="et si on parlait des lampadaires à Guéret ?",
                edited=["Est-ce votre réponse", "lampadaires"],
            ),
            Step(press="C'est ma réponse", edited=["lampadaires à [commune]", "3 sur 7"]),
            Step(press_data="v1:cs:q:essai:1", edited="Lequel"),
            Step(send="c'est quoi le PEB ?", reply="Est-ce votre réponse"),
            Step(press="C'est une question", reply=["attend à la question 2"]),
            Step(send="/annuler", reply="gardé"),
            Step(send="/consultations", reply="Commencée : 2 sur 7", buttons=["Répondre", "Me"]),
            Step(
                press="Répondre",
                reply="déjà répondu à 2 sur 7",
                buttons=["Reprendre à la question 3", "Relire", "…"],
            ),
        ],
    )


async def test_what_may_be_a_question_waits_without_contacts(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    await opened(log)
    await play(
        server.user(1001),
        [
            Step(start="cs_essai", reply="laquelle"),
            Step(send="gueret", reply="C'est noté"),
            Step(press="Commencer", edited="1 sur 6"),
            Step(send="3", reply="2 sur 7"),
            Step(send="et si on appelait le 06 12 34 56 78 ?", reply="Est-ce votre réponse"),
        ],
    )
    held = await log.privacy.held(Sender("telegram", "telegram:1001", 1001))
    waiting = held["conversations"][0]["form"]
    assert "[téléphone]" in waiting
    assert "06 12" not in waiting


async def test_a_second_official_goes_on_and_the_first_is_told(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    await opened(log, mode="nominative")
    anne, bruno = server.user(1001, "Anne"), server.user(1002, "Bruno")
    begin = [
        Step(send="/commune gueret", reply="C'est noté"),
        Step(start="cs_essai", reply="nominatives"),
    ]
    await play(anne, [*begin, Step(press="Comm", edited="1 sur"), Step(send="1", reply="2 sur")])
    await play(
        bruno,
        [
            *begin[:1],
            Step(start="cs_essai", reply=["déjà répondu à 1 sur 6", "Une autre personne"]),
            Step(press="Relire", edited=["L'eau", "manque"]),
            Step(press="1", edited="Quel sujet"),
            Step(press="2. La rue", edited="2 sur 6"),
        ],
    )
    from handlers.transport.notices import Notices

    await Notices(serving, log, None).send_due()
    assert [r.text for r in anne.replies if "Une autre personne de votre" in r.text]
    assert not [r for r in bruno.replies if "a complété, changé" in r.text]
    sessions = await log.consultations.desk.sessions("essai")
    assert [one.values() for one in sessions] == [{"sujet": "rue"}]


async def test_confidential_answers_of_others_are_not_shown_and_codes_decide(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    await opened(log)
    await log.consultations.desk.import_codes("essai", [("ABC-1", "23096")])
    anne, bruno = server.user(1001, "Anne"), server.user(1002, "Bruno")
    town = Step(send="/commune gueret", reply="C'est noté")
    await play(bruno, [town, Step(start="cs_essai_faux", reply="n'est pas reconnu")])
    await play(bruno, [Step(press="Commencer", edited="1 sur"), Step(send="1", reply="2 sur 6")])
    await play(
        anne,
        [
            Step(start="cs_essai_abc-1", reply=["Guéret", "déjà répondu à 1"]),
            Step(press="Relire", edited="L'eau"),
            Step(press_data="v1:cs:o:essai:0:1", edited="2 sur 6"),
            Step(press_data="v1:cs:v:essai:2:1", edited="3 sur 6"),
            Step(press_data="v1:cs:o:essai:3:0", edited="4 sur 6"),
            Step(press_data="v1:cs:pass:essai:4", edited="5 sur 6"),
            Step(press_data="v1:cs:o:essai:5:0", edited="6 sur 6"),
            Step(press_data="v1:cs:pass:essai:6", edited="Rien n'est encore envoyé"),
            Step(press="Envoyer", edited="vérifiée"),
        ],
    )
    await play(
        bruno,
        [
            Step(press_data="v1:cs:o:essai:0:0", reply="avec le code"),
            Step(press_data="v1:cs:sum:essai", reply="avec le code"),
            Step(send="/consultations", reply="Votre commune a répondu"),
        ],
    )
    carla = server.user(1003, "Carla")
    await play(carla, [Step(start="cs_rien", reply="n'existe pas")])


async def test_what_another_declared_is_not_read_in_confidential_mode(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    await opened(log)
    anne, bruno = server.user(1001, "Anne"), server.user(1002, "Bruno")
    town = Step(send="/commune gueret", reply="C'est noté")
    await play(anne, [town, Step(start="cs_essai", reply="Pour"), Step(press="Com", edited="1")])
    await play(anne, [Step(press="3. Autre", edited="Lequel"), Step(send="SECRET", reply="3 sur")])
    await play(
        bruno,
        [
            town,
            Step(start="cs_essai", reply="déjà répondu"),
            Step(press="Relire", edited="répondu par une autre personne", absent="SECRET"),
            Step(press_data="v1:cs:q:essai:1", reply="n'est plus valable", absent="SECRET"),
        ],
    )


@pytest.mark.parametrize("answer", ["1. L'eau", "3. Autre"])
async def test_the_questions_that_are_asked_do_not_tell_what_another_answered(
    answer: str, serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    await opened(log)
    anne, bruno = server.user(1001, "Anne"), server.user(1002, "Bruno")
    town = Step(send="/commune gueret", reply="C'est noté")
    await play(anne, [town, Step(start="cs_essai", reply="Pour"), Step(press="Com", edited="1")])
    await play(anne, [Step(press=answer, edited="2 sur")])
    if answer == "3. Autre":
        await play(anne, [Step(send="SECRET", reply="3 sur 7")])
    await play(
        bruno,
        [
            town,
            Step(send="/consultations", reply="Commencée : 1 sur 6"),
            Step(start="cs_essai", reply="déjà répondu à 1 sur 6"),
            Step(press="Relire", edited=["question 2, 3", "6. Pour quand"], absent="Lequel"),
            Step(press_data="v1:cs:q:essai:0", edited="1 sur 6"),
            Step(press="3. Autre", edited=["2 sur 7", "Lequel"]),
            Step(press_data="v1:cs:sum:essai", edited=["Lequel ?\nsans réponse", "question 2, 3"]),
        ],
    )


async def test_the_list_does_not_tell_what_a_code_guards(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    await opened(log, mode="nominative")
    await log.consultations.desk.import_codes("essai", [("ABC-1", "23096")])
    anne, bruno = server.user(1001, "Anne"), server.user(1002, "Bruno")
    await play(anne, [Step(start="cs_essai_abc-1", reply="Pour"), Step(press="Com", edited="1")])
    await play(anne, [Step(press="3. Autre", edited="2 sur 7")])
    await play(
        bruno,
        [
            Step(send="/commune gueret", reply="C'est noté"),
            Step(send="/consultations", reply="Commencée : 1 sur 6"),
        ],
    )


async def test_opened_before_its_first_day_it_waits(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    await opened(log, ouvre=local_today() + datetime.timedelta(1))
    await play(
        server.user(),
        [
            Step(send="/commune gueret", reply="C'est noté"),
            Step(send="/start", reply="Bonjour", absent="Consultation ouverte"),
            Step(send="/consultations", reply="Aucune consultation"),
            Step(start="cs_essai", reply="pas encore ouverte"),
            Step(press_data="v1:cs:o:essai:0:0", reply="pas encore ouverte"),
        ],
    )
    assert not await log.consultations.desk.sessions("essai")


async def test_forged_buttons_and_groups_change_nothing(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    await opened(log, public={"departements": ["34"]})
    anne = server.user(1001, "Anne")
    group = server.group(anne)
    await play(group.as_seen_by(anne), [Step(send="/consultations", reply="en privé")])
    await play(
        anne,
        [
            Step(send="/commune gueret", reply="C'est noté"),
            Step(start="cs_essai", reply="ne s'adresse pas à Guéret"),
            Step(press_data="v1:cs:o:essai:0:0", reply="ne s'adresse pas"),
            Step(send="/commune lodeve", reply="C'est noté"),
            Step(start="cs_essai", reply="Pour Lodève"),
            *(
                Step(press_data=f"v1:cs:{forged}", reply="")
                for forged in ("o:essai:9:0", "o:essai:0:99", "o:essai:1:0", "pass:essai:0",
                               "zz:essai", "o:essai", "q:essai:-1", "t:essai:2:x", "is:essai:1")
            ),
        ],
    )  # fmt: skip
    assert not [s for s in await log.consultations.desk.sessions("essai") if s.answers]
