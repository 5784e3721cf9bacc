"""The life of a question: presses that come after a decision, corrections, reopening."""

from typing import get_args

import pytest

from bot.questionlog.lifecycle import STATUSES, AskerAct, Status, after_press, allowed_from
from bot.questionlog.store import QuestionLog
from bot.review.acts import Review
from handlers.context import App, services_of
from tests.dialogue import Step, logged, play
from tests.telegram_server.server import TelegramServer

WORDS = "tarif des places de cinéma à Tombouctou"


def review_of(serving: App, log: QuestionLog) -> Review:
    return Review(services_of(serving).assistant.base, log)


@pytest.mark.parametrize("status", ["hors_perimetre", "doublon", "retiree", "effacee"])
@pytest.mark.parametrize("kind", get_args(AskerAct))
def test_no_press_moves_what_is_filed(kind: AskerAct, status: Status) -> None:
    assert after_press(kind, status, decided=False) == status


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("kind", get_args(AskerAct))
def test_no_press_moves_what_a_reviewer_settled(kind: AskerAct, status: Status) -> None:
    assert after_press(kind, status, decided=True) == status


def test_nobody_reopens_what_has_no_text() -> None:
    assert "effacee" not in allowed_from("rouverte", by_asker=True)


async def test_a_press_leaves_a_decision(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    mayor = server.user()
    await play(
        mayor,
        [Step(send="c'est quoi le PEB", reply="Vérifié"), Step(press="Pas utile", reply="n° 1")],
    )
    await review_of(serving, log).dismiss(1, "R")
    await play(mayor, [Step(press_data="v1:ok:1", notice="Merci")])
    assert (await logged(log, 1)).status == "hors_perimetre"


async def test_an_old_button_leaves_a_personal_reply(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    mayor = server.user()
    await play(mayor, [Step(send=WORDS, reply="n° 1")])
    await review_of(serving, log).answer(1, "Voici la réponse.", "R")
    await play(mayor, [Step(press_data="v1:no:1", reply="a déjà été traitée")])
    assert (await logged(log, 1)).status == "repondue"
    await play(mayor, [Step(press="Rouvrir", reply="est rouverte")])
    assert (await logged(log, 1)).status == "nouvelle"


async def test_what_was_withdrawn_is_reopened_by_its_asker_alone(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    mayor = server.user()
    mine = [Step(send="/mesquestions", reply="n° 1"), Step(press="1", reply="n° 1")]
    await play(mayor, [Step(send=WORDS, reply="n° 1"), *mine, Step(press="Retirer", reply="n° 1")])
    review = review_of(serving, log)
    shown = await review.show(1)
    assert "Rouvrir" not in [choice.label for row in shown.rows for choice in row]
    assert (await review.reopen(1, "R")).refused, "by an old button, or by the terminal"
    assert (await logged(log, 1)).status == "retiree"
    await play(mayor, [*mine, Step(press="Rouvrir", reply="est rouverte")])
    assert (await review.answer(1, "Voici la réponse.", "R")).refused is False


async def test_a_correction_promises_what_is_so(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    mayor = server.user()
    await play(mayor, [Step(send=WORDS, reply="n° 1")])
    await review_of(serving, log).dismiss(1, "R")
    await play(
        mayor,
        [
            Step(send="bidule machin zzz", reply="n° 2"),
            Step(correct=WORDS, edited="sort du périmètre"),
        ],
    )


async def test_words_corrected_after_a_reviewer_acted_are_a_new_question(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    mayor = server.user()
    await play(mayor, [Step(send=WORDS, reply="n° 1")])
    await review_of(serving, log).answer(1, "Voici la réponse.", "R")
    await play(mayor, [Step(correct="le prix du pain à Bamako", reply="n° 2")])
    first, second = await logged(log, 1), await logged(log, 2)
    assert (first.text, first.reply) == (WORDS, "Voici la réponse.")
    assert (second.text, second.reply, second.status) == (
        "le prix du pain à Bamako", None, "nouvelle",
    )  # fmt: skip


async def test_a_correction_takes_back_the_vote_on_the_words_before(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    mayor = server.user()
    await play(
        mayor,
        [
            Step(send="c'est quoi le PEB", reply="Vérifié"),
            Step(press="Utile", notice="Merci"),
            Step(correct=WORDS, edited="n° 1"),
        ],
    )
    assert (await logged(log, 1)).feedback is None


async def test_erased_questions_are_not_out_of_scope(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    mayor, other = server.user(1001), server.user(1002)
    await play(mayor, [Step(send=WORDS, reply="n° 1")])
    await play(other, [Step(send="le cinéma de Tombouctou", reply="n° 2")])
    await review_of(serving, log).duplicate(2, 1, "R")
    await play(
        mayor,
        [
            Step(send="/effacer", reply="sans retour"),
            Step(press="Continuer", reply="Dernière"),
            Step(press="Oui, tout effacer", reply="1 question"),
        ],
    )
    assert (await logged(log, 1)).status == "effacee"
    assert (await logged(log, 2)).status == "nouvelle", "its duplicate is open again"
