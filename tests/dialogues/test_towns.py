"""The town: told in a sentence, asked before it is kept, and shown with what waits."""

import pytest

from bot.questionlog.records import Filter, Sender
from bot.questionlog.store import QuestionLog
from handlers.context import App
from tests.conftest import play_anew
from tests.dialogue import Step, logged, play
from tests.telegram_server.server import TelegramServer


async def town_of(log: QuestionLog, number: int = 1001) -> str | None:
    sender = Sender("telegram", f"telegram:{number}", number)
    return (await log.people.town(sender))[1]


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("je suis maire de Bort-les-Orgues en Corrèze", "Bort-les-Orgues (Corrèze, 19110)"),
        ("mairie de Bourg-Lastic (63)", "Bourg-Lastic (Puy-de-Dôme, 63760)"),
        ("je suis maire de saint flour 15100", "Saint-Flour (Cantal, 15100)"),
        ("je suis maire de Murat dans le cantal", "Murat (Cantal, 15300)"),
        ("maire du Puy-en-Velay", "Le Puy-en-Velay (Haute-Loire, 43000)"),
        ("Murat, Cantal", "Murat (Cantal, 15300)"),
        ("je suis Jean, le nouveau maire de Gannat depuis 2020", "Gannat (Allier, 03800)"),
    ],
)
async def test_an_exact_name_in_a_sentence_is_asked_then_kept(
    serving: App, server: TelegramServer, log: QuestionLog, typed: str, asked: str
) -> None:
    person = server.user(1001)
    await play(
        person,
        [
            Step(send="/commune", reply="Quelle est votre commune"),
            Step(send=typed, reply=f"Votre commune est-elle {asked}", buttons=["Oui", "Non"]),
        ],
    )
    assert await town_of(log) is None
    await play(person, [Step(send="oui", reply=f"C'est noté : {asked}")])
    assert await town_of(log) == asked.partition(" (")[0]


async def test_namesakes_are_a_choice_and_no_means_another(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    await play(
        server.user(1001),
        [
            Step(
                send="/commune on est à Murat",
                reply="De quelle commune",
                buttons=["1. Murat (Cantal", "2. Murat (Allier", "Écrire un autre nom"],
            ),
            Step(send="/commune mairie de gueret", reply="Votre commune est-elle Guéret"),
            Step(press="Non", reply="Quelle est votre commune"),
            Step(send="maire de la ferté", reply="De quelle commune"),
            Step(send="2", reply="C'est noté"),
        ],
    )


async def test_where_one_is_from_is_no_question_wherever_it_is_said(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    person = server.user(1001)
    await play(
        person,
        [
            Step(send="Bonjour, je suis le maire de Murat dans le Cantal", reply="Murat (Cantal"),
            Step(send="Oui", reply="C'est noté"),
            Step(send="le maire peut-il élever des dromadaires à Murat", absent="Votre commune"),
        ],
    )
    assert [q.text async for q in log.stream(Filter())] == [
        "le maire peut-il élever des dromadaires à Murat"
    ]
    group = server.group(person)
    said = Step(send="/question je suis le maire de Murat", absent="Votre commune")
    await play(group.as_seen_by(person), [said])


async def test_a_question_is_no_town_where_nobody_asked_for_one(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    person = server.user(1001)
    await play(
        person,
        [
            Step(send="Bonjour, je suis maire de Murat", reply="De quelle commune"),
            Step(send="le compost sent mauvais", reply="manque d'air", absent="Je ne trouve pas"),
            Step(send="merci", reply="Avec plaisir"),
            Step(do="location", reply="De quelle commune"),
            Step(send="c'est quoi le PEB", reply="médiathèque", absent="Je ne trouve pas"),
            Step(do="location", reply="De quelle commune"),
            Step(send="Livré", reply=["De quelle commune", "Livré-sur-Changeon"]),
            Step(do="location", reply="De quelle commune"),
            Step(send="rappelez-moi", reply="1 sur 5"),
            Step(send="annuler", reply="C'est annulé"),
            Step(send="je suis maire de Murat", reply="De quelle commune"),
            Step(send="annuler", reply="C'est annulé"),
            Step(send="je suis maire de Murat", reply="De quelle commune"),
            Step(send="Murat, Cantal", reply="Votre commune est-elle Murat (Cantal, 15300)"),
            Step(send="oui", reply="C'est noté"),
        ],
    )
    assert [q.text async for q in log.stream(Filter())] == [
        "le compost sent mauvais",
        "merci",
        "c'est quoi le PEB",
        "rappelez-moi",
    ]
    assert await town_of(log) == "Murat"


async def test_a_town_told_afterwards_is_told_with_the_questions_that_wait(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    person = server.user(1001)
    await play(
        person,
        [
            Step(send="c'est quoi le PEB", reply="médiathèque"),
            Step(
                send="vitesse de la lumière",
                reply=["n° 2", "Dites votre commune"],
                buttons=["Ne pas me prévenir", "Mes questions", "Indiquer ma", "Parcourir"],
            ),
            Step(press="Indiquer ma", reply="sauront d'où vous écrivez"),
            Step(send="gueret", reply=["C'est noté : Guéret", "votre question en attente"]),
            Step(send="vitesse du son", reply="n° 3", absent="Dites votre commune"),
        ],
    )
    assert [(await logged(log, number)).town for number in (1, 2, 3)] == [None, "23096", "23096"]
    await play(server.user(1002), [Step(send="vitesse de l'escargot", reply="n° 4")])
    assert (await logged(log, 4)).town is None, "one's own questions alone"
    await play(person, [Step(send="/commune tulle", reply="vos 2 questions en attente")])
    assert (await logged(log, 2)).town == "19272", "the town that was told last"


async def test_the_town_reaches_what_waits_whatever_restarts(
    server: TelegramServer, database: str
) -> None:
    steps = (
        Step(send="vitesse de la lumière", reply="n° 1"),
        Step(press="Indiquer ma", reply="Quelle est votre commune"),
        Step(send="je suis maire de Murat dans le cantal", reply="Votre commune est-elle Murat"),
        Step(press="Oui", reply="votre question en attente"),
    )
    await play_anew(server, database, server.user(1001), steps)
