"""What a reviewer writes leaves only after he has seen it, and is nobody's question."""

import datetime
from functools import partial

import pytest
from sqlalchemy import update

from bot.clock import utc_now
from bot.config import Settings
from bot.knowledge.loader import load
from bot.questionlog.records import Filter, Sender
from bot.questionlog.store import QuestionLog
from bot.questionlog.tables import questions
from bot.review.acts import Review
from bot.review.lists import announcement
from handlers.context import App, Services, serve_with, services_of
from handlers.flood import MESSAGES, Flood
from handlers.transport.notices import Notices
from tests.conftest import SAMPLE
from tests.dialogue import Step, play
from tests.telegram_server.groups import Group
from tests.telegram_server.people import Person
from tests.telegram_server.server import TelegramServer

MAYOR, REVIEWER, OTHER = 1001, 2002, 3003


@pytest.fixture
def reviewer(server: TelegramServer) -> Person:
    return server.user(REVIEWER, "Rita")


@pytest.fixture
def staff(serving: App, server: TelegramServer, log: QuestionLog, reviewer: Person) -> Group:
    group = server.group(reviewer, server.user(OTHER))
    settings = Settings(
        telegram_bot_token=server.token,
        telegram_api_url=server.root,
        reviewer_ids=frozenset({REVIEWER}),
        staff_chat_id=group.id,
    )
    serve_with(serving, Services(services_of(serving).assistant, settings, Flood()))
    return group


async def announce(serving: App, log: QuestionLog, group: Group) -> None:
    await log.desk.announce(partial(announcement, group.id), 8)
    await Notices(serving, log, group.id).send_due()


async def aged(log: QuestionLog, number: int, days: int) -> None:
    async with log._database.write() as connection:
        at = utc_now() - datetime.timedelta(days=days)
        await connection.execute(
            update(questions).where(questions.c.id == number).values(asked_at=at)
        )


async def logged(log: QuestionLog) -> list[str]:
    return [question.text async for question in log.stream(Filter())]


async def test_an_answer_is_seen_before_it_leaves(
    serving: App, server: TelegramServer, log: QuestionLog, staff: Group, reviewer: Person
) -> None:
    mayor = server.user(MAYOR)
    await play(mayor, [Step(send="vitesse de la lumière", reply="n° 1")])
    await play(mayor, [Step(send="le prix du sel", reply="n° 2")])
    await play(
        reviewer,
        [
            Step(send="/repondre 2 Trois cent mille", reply=["le prix du sel", "Trois cent"]),
            Step(send="/repondre 2 Appelez le 06 12 34 56 78", reply="contient : "),
            Step(press="Annuler", reply="Rien n'a été envoyé"),
            Step(press="Envoyer", reply=["plus le dernier", "Où en est la question"]),
            Step(
                send="/repondre 1 Trois cent mille",
                reply=["vitesse de la lumière", "Trois cent mille", "1 personne sera prévenue"],
                buttons=["Envoyer", "Annuler"],
            ),
        ],
    )
    await Notices(serving, log, staff.id).send_due()
    assert "Trois cent mille" not in mayor.last.text
    await play(reviewer, [Step(press="Envoyer", reply="1 personne sera prévenue")])
    await Notices(serving, log, staff.id).send_due()
    assert "Trois cent mille" in mayor.last.text
    told = ["Une personne a été prévenue le", "réponse personnelle, par Rita"]
    await play(reviewer, [Step(send="/question 1", reply=told)])


async def test_replying_to_an_announcement_answers_after_a_preview(
    serving: App, server: TelegramServer, log: QuestionLog, staff: Group, reviewer: Person
) -> None:
    await play(server.user(MAYOR), [Step(send="vitesse de la lumière", reply="n° 1")])
    await announce(serving, log, staff)
    seen = staff.as_seen_by(reviewer)
    announced, other = seen.last, staff.as_seen_by(server.user(OTHER))
    await other.send_text("Oui, dix mille", reply_to=announced)
    await server.idle()
    assert "Rien n'a été enregistré" in other.last.text, "who is no reviewer answers nobody"
    await seen.send_text("Oui, trois cent mille", reply_to=announced)
    await server.idle()
    assert "voici ce que recevra" in seen.last.text
    assert "vitesse de la lumière" in seen.last.text
    await play(seen, [Step(press="Envoyer", reply="1 personne sera prévenue")])
    first = await log.get(1)
    assert first is not None
    assert first.reply == "Oui, trois cent mille"
    assert len(await logged(log)) == 1


async def test_help_tells_the_staffs_commands_where_the_staff_alone_reads(
    server: TelegramServer, staff: Group, reviewer: Person
) -> None:
    elsewhere = server.group(reviewer, server.user(MAYOR)).as_seen_by(reviewer)
    for place in (reviewer, staff.as_seen_by(reviewer)):
        await play(place, [Step(send="/aide", reply=["/question", "/repondre"])])
    await play(elsewhere, [Step(send="/aide", reply="/question", absent="/repondre")])
    await play(elsewhere, [Step(press_data="v1:aide", reply="/question", absent="/repondre")])


async def test_nothing_said_in_the_staff_group_is_a_question(
    serving: App, server: TelegramServer, log: QuestionLog, staff: Group, reviewer: Person
) -> None:
    mayor = server.user(MAYOR)
    for words in ("vitesse de la lumière", "le prix du sel à Tombouctou"):
        await play(mayor, [Step(send=words, reply="n° ")])
    await announce(serving, log, staff)
    for person in (reviewer, server.user(OTHER)):
        seen = staff.as_seen_by(person)
        await seen.send_text("M. Martin a droit à 50 000 €", reply_to=seen.last)
        await server.idle()
        assert "Rien n'a été enregistré" in seen.last.text
        assert "répondez à une annonce qui n'en porte qu'une" in seen.last.text
    [refused] = await play(staff.as_seen_by(reviewer), [Step(send="/export")])
    assert "en privé seulement" in refused.written[0].text
    assert len(await logged(log)) == 2


async def test_nor_is_what_is_said_there_too_fast_to_get_a_reply(
    serving: App, server: TelegramServer, log: QuestionLog, staff: Group, reviewer: Person
) -> None:
    await play(server.user(MAYOR), [Step(send="vitesse de la lumière", reply="n° 1")])
    await announce(serving, log, staff)
    seen = staff.as_seen_by(server.user(OTHER))
    announced = seen.last
    for _ in range(MESSAGES + 2):
        await seen.send_text("M. Martin a droit à 50 000 €", reply_to=announced)
    await server.idle()
    assert "très vite" in seen.last.text
    assert len(await logged(log)) == 1


async def test_where_a_staff_command_does_not_exist_it_is_not_counted(
    server: TelegramServer, staff: Group, reviewer: Person
) -> None:
    for place in (
        server.group(reviewer).as_seen_by(reviewer),
        staff.as_seen_by(server.user(OTHER)),
    ):
        await play(place, [Step(send="/domaines", reply="Jardins")])
        for _ in range(MESSAGES + 2):
            await place.send_text("/bilan", reply_to=place.last)
        await play(place, [Step(send="/domaines", reply="Jardins")])
        assert len(place.replies) == 2


async def test_a_corrected_command_of_a_reviewer_is_told(
    serving: App, server: TelegramServer, log: QuestionLog, staff: Group, reviewer: Person
) -> None:
    await play(server.user(MAYOR), [Step(send="vitesse de la lumière", reply="n° 1")])
    await play(
        reviewer,
        [
            Step(send="/repondre 1 première réponse", reply="première réponse"),
            Step(correct="/repondre 1 réponse pour M. Martin", reply="n'est pas relue"),
        ],
    )
    assert len(await logged(log)) == 1


async def test_an_answer_that_reached_nobody_says_so(
    serving: App, server: TelegramServer, log: QuestionLog, staff: Group, reviewer: Person
) -> None:
    mayor = server.user(MAYOR)
    await play(mayor, [Step(send="vitesse de la lumière", reply="n° 1")])
    await mayor.block()
    await server.idle()
    review = Review(services_of(serving).assistant.base, log)
    await review.answer(1, "La réponse.", "Rita")
    assert "Une personne sera prévenue" in (await review.show(1)).html
    await Notices(serving, log, staff.id).send_due()
    why = ["n'a pas été jointe", "a bloqué l'assistant"]
    await play(reviewer, [Step(send="/question 1", reply=why)])


async def test_a_reply_too_long_for_the_preview_is_refused(
    serving: App, server: TelegramServer, log: QuestionLog, staff: Group, reviewer: Person
) -> None:
    await play(server.user(MAYOR), [Step(send="vitesse de la lumière", reply="n° 1")])
    review = Review(load(SAMPLE), log)
    assert "trop longue" in (await review.preview(1, "é" * 4_000)).html
    assert "Écrivez la réponse" in (await review.preview(1, " ")).html


async def test_the_queue_shows_what_waits_longest_first_with_its_age_and_town(
    serving: App, server: TelegramServer, log: QuestionLog, staff: Group, reviewer: Person
) -> None:
    await play(
        server.user(MAYOR),
        [
            Step(send="/commune Guéret", reply="Guéret"),
            Step(send="vitesse de la lumière", reply="n° 1"),
            Step(send="le prix du sel à Tombouctou", reply="n° 2"),
        ],
    )
    await aged(log, 1, 12)
    [seen] = await play(reviewer, [Step(send="/questions", reply=["il y a 12 jours", "Guéret"])])
    text = seen.written[0].text
    assert text.index("vitesse") < text.index("prix du sel")
    await play(
        reviewer,
        [Step(press="n° 1", reply=["il y a 12 jours", "Guéret", "Creuse", "habitants"])],
    )
    await announce(serving, log, staff)
    assert "Guéret" in staff.as_seen_by(reviewer).last.text


async def test_a_fiche_is_found_by_words_and_attached_by_tapping(
    serving: App, server: TelegramServer, log: QuestionLog, staff: Group, reviewer: Person
) -> None:
    mayor = server.user(MAYOR)
    await play(mayor, [Step(send="vitesse de la lumière", reply="n° 1")])
    await play(
        reviewer,
        [
            Step(send="/question 1", reply="vitesse"),
            Step(press="Rattacher", reply="écrivez quelques mots"),
            Step(send="zzzz", reply="Aucune fiche", buttons=[]),
            Step(send="installer un composteur collectif", reply="Fiches trouvées"),
            Step(press="composteur collectif", reply=["rattachée", "1 personne sera prévenue"]),
        ],
    )
    await Notices(serving, log, staff.id).send_due()
    assert "référent" in mayor.last.text
    assert len(await logged(log)) == 1


async def test_one_goes_from_question_to_question_and_sees_which_one_is_answered(
    serving: App, server: TelegramServer, log: QuestionLog, staff: Group, reviewer: Person
) -> None:
    mayor = server.user(MAYOR)
    for words in ("vitesse de la lumière", "le prix du sel", "la hauteur du mont Blanc"):
        await play(mayor, [Step(send=words, reply="n° ")])
    await play(
        reviewer,
        [
            Step(send="/rattacher 1", reply=["n° 1", "vitesse de la lumière"]),
            Step(send="/doublon 3", reply=["n° 3", "la hauteur du mont Blanc"]),
            Step(send="/doublon 3 2", reply="doublon", buttons=["n°\u00a03", "Question suivante"]),
            Step(press="Question suivante", reply="vitesse de la lumière"),
            Step(press="Répondre", reply=["n° 1", "vitesse de la lumière"]),
            Step(send="Trois cent mille", reply="Trois cent mille"),
            Step(press="Envoyer", reply="1 personne sera prévenue"),
            Step(press="Question suivante", reply="le prix du sel"),
            Step(press="Hors périmètre", reply=["vers qui", "le prix du sel"]),
            Step(send="Voyez la chambre de commerce.", reply="classée"),
            Step(press="Question suivante", reply="Aucune question à traiter"),
            Step(send="/repondre 1", reply="déjà répondue"),
            Step(send="/question 3", reply="la hauteur du mont Blanc", absent="(0\u00a0%)"),
        ],
    )
    await Notices(serving, log, staff.id).send_due()
    told = [message.text for message in mayor.replies if "chambre de commerce" in message.text]
    assert len(told) == 2, "who asked it, and who asked its duplicate"


async def test_the_queue_counts_what_is_taken_and_keeps_its_status_from_page_to_page(
    serving: App, server: TelegramServer, log: QuestionLog, staff: Group, reviewer: Person
) -> None:
    mayor = server.user(MAYOR)
    for rank in range(12):
        await play(mayor, [Step(send=f"vitesse de la lumière {rank} zut", reply="n° ")])
    await play(
        reviewer,
        [
            Step(send="/question 1", reply="vitesse"),
            Step(press="Prendre", reply="prise"),
            Step(send="/questions", reply="Questions à traiter : 12, dont 1 déjà prise"),
            Step(send="/questions nouvelle", reply="« nouvelle » : 11", absent="n° 12"),
            Step(press="Page suivante", reply=["« nouvelle » : 11", "n° 12"], absent="n° 3 "),
        ],
    )


async def test_what_was_asked_for_is_given_up_by_a_word(
    serving: App, server: TelegramServer, log: QuestionLog, staff: Group, reviewer: Person
) -> None:
    await play(server.user(MAYOR), [Step(send="vitesse de la lumière", reply="n° 1")])
    dropped = "Rien n'a été envoyé pour la question n° 1"
    await play(
        reviewer,
        [
            Step(send="/question 1", reply="vitesse"),
            Step(press="Répondre", reply="Écrivez la réponse"),
            Step(send="/annuler", reply=dropped),
            Step(send="/repondre 1 Trois cent mille", reply="voici ce que recevra"),
            Step(send="/annuler", reply=dropped),
            Step(send="/annuler", reply="rien à annuler"),
        ],
    )
    found = await log.get(1)
    assert found is not None
    assert found.reply is None


async def test_a_button_asks_for_the_reply_and_for_the_other_question(
    serving: App, server: TelegramServer, log: QuestionLog, staff: Group, reviewer: Person
) -> None:
    mayor = server.user(MAYOR)
    for words in ("vitesse de la lumière", "la lumière, quelle vitesse"):
        await play(mayor, [Step(send=words, reply="n° ")])
    await announce(serving, log, staff)
    seen = staff.as_seen_by(reviewer)
    await play(seen, [Step(press="n° 2", reply="quelle vitesse")])
    await play(seen, [Step(press="Doublon", reply="Écrivez le numéro")])
    await seen.send_text("la première", reply_to=seen.last)
    await server.idle()
    assert "Écrivez le numéro" in seen.last.text
    await seen.send_text("n° 1", reply_to=seen.last)
    await server.idle()
    assert "doublon de la n° 1" in seen.last.text.replace("\u00a0", " ")
    await play(
        reviewer,
        [
            Step(send="/rattacher 1", reply="écrivez quelques mots"),
            Step(send="/doublon 1", reply="Écrivez le numéro"),
            Step(send="/repondre 1", reply="Écrivez la réponse"),
            Step(send="/question 1", reply="vitesse"),
            Step(press="Répondre", reply="Écrivez la réponse"),
            Step(send="Trois cent mille.", reply=["voici ce que recevra", "Trois cent mille."]),
            Step(press="Envoyer", reply="Réponse enregistrée"),
        ],
    )
    assert len(await logged(log)) == 2


async def test_who_asked_what_is_out_of_scope_is_told_so(
    serving: App, server: TelegramServer, log: QuestionLog, staff: Group, reviewer: Person
) -> None:
    mayor = server.user(MAYOR)
    await play(mayor, [Step(send="vitesse de la lumière", reply="n° 1")])
    await play(
        reviewer,
        [
            Step(send="/question 1", reply="vitesse"),
            Step(press="Hors périmètre", reply="vers qui"),
            Step(press="Classer sans", reply=["hors périmètre", "1 personne sera prévenue"]),
        ],
    )
    await Notices(serving, log, staff.id).send_due()
    assert "sort du champ de ce service" in mayor.last.text


async def test_stray_words_of_a_reviewer_are_nobodys_question_unless_he_says_so(
    serving: App, server: TelegramServer, log: QuestionLog, staff: Group, reviewer: Person
) -> None:
    await play(
        reviewer,
        [
            Step(send="brouillard de Tombouctou", reply="Rien n'a été enregistré"),
            Step(correct="brouillard de Zanzibar", reply="Rien n'a été enregistré"),
            Step(send="/question abc", reply="Rien n'a été enregistré"),
        ],
    )
    assert await logged(log) == []
    await play(
        reviewer,
        [
            Step(send="brouillard de Tombouctou, 06 12 34 56 78", reply="Rien n'a été enregistré"),
        ],
    )
    told = Sender("telegram", f"telegram:{REVIEWER}", REVIEWER)
    waiting = (await log.privacy.held(told))["conversations"][0]["form"]
    assert "Tombouctou, [téléphone]" in waiting
    await play(
        reviewer,
        [
            Step(press="Poser cette question", reply="n° 1"),
            Step(press_data="v1:r:poser:0", reply="n'est plus valable"),
        ],
    )
    assert await logged(log) == ["brouillard de Tombouctou, [téléphone]"]


async def test_a_staff_group_that_moved_is_still_the_staffs(
    serving: App, server: TelegramServer, log: QuestionLog, staff: Group, reviewer: Person
) -> None:
    await play(server.user(MAYOR), [Step(send="vitesse de la lumière", reply="n° 1")])
    larger = await staff.migrate(reviewer)
    await log.desk.announce(partial(announcement, staff.id), 8)
    await Notices(serving, log, staff.id).send_due()
    seen = larger.as_seen_by(reviewer)
    [announced] = [m for m in larger.chat.messages.values() if m.from_bot]
    await seen.send_text("Un mot entre nous", reply_to=announced)
    await server.idle()
    assert "Un mot entre nous" in seen.last.text
    await play(seen, [Step(send="/questions", reply="n° 1")])
    assert await logged(log) == ["vitesse de la lumière"]


async def test_what_is_cut_says_so(
    serving: App, server: TelegramServer, log: QuestionLog, staff: Group, reviewer: Person
) -> None:
    mayor = server.user(MAYOR)
    long = "vitesse de la lumière " * 15 + "dans le vide"
    await play(mayor, [Step(send=long, reply="n° 1"), Step(send="le prix du sel", reply="n° 2")])
    await announce(serving, log, staff)
    assert "la lum…\n" in staff.as_seen_by(reviewer).last.text
    answer = Step(send="/repondre 1 Trois cent mille", reply=["vitesse de la…", "Trois cent"])
    await play(reviewer, [answer])
