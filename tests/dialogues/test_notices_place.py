"""What was asked in private is told in private, each in his own words, where it was asked."""

from functools import partial

import pytest

from bot.questionlog.records import Sender
from bot.questionlog.store import QuestionLog
from bot.review.acts import Review
from bot.review.lists import announcement
from handlers.context import App
from handlers.transport.notices import Notices
from tests.dialogue import Step, logged, play
from tests.telegram_server.server import TelegramServer


@pytest.fixture
def review(serving: App, log: QuestionLog) -> Review:
    return Review(serving.bot_data["services"].assistant.base, log)


async def test_an_answer_goes_where_that_question_was_asked(
    serving: App, server: TelegramServer, log: QuestionLog, review: Review
) -> None:
    anne = server.user(1001)
    group = server.group(anne)
    seen = group.as_seen_by(anne)
    await play(anne, [Step(send="vitesse de la lumière chez M. Dupont", reply="n° 1")])
    await play(seen, [Step(send="/question vitesse du son sur Mars", reply="n° 2")])
    before = len(seen.replies)
    await review.answer(1, "Ma réponse confidentielle", "Rita")
    done = await review.answer(2, "La réponse au groupe", "Rita")
    assert "1 personne" in done.html
    await Notices(serving, log, None).send_due()
    assert len(seen.replies) == before + 1
    assert "La réponse au groupe" in seen.last.text
    assert seen.last.labels == ["Utile", "Pas utile"], "settings are for private chats"
    assert "confidentielle" not in "".join(m.text for m in seen.replies)
    assert "confidentielle" in anne.last.text


async def test_one_tap_stops_what_concerns_that_question_alone(
    serving: App, server: TelegramServer, log: QuestionLog, review: Review
) -> None:
    anne = server.user(1001)
    seen = server.group(anne).as_seen_by(anne)
    hush = Step(press="Ne pas me prévenir", notice="Pas de message")
    await play(seen, [Step(send="/question vitesse du son sur Mars", reply="n° 1"), hush])
    await play(
        anne,
        [
            Step(send="vitesse de la lumière", reply="n° 2"),
            hush,
            Step(send="vitesse de la lumière deux", reply=["n° 3", "enverrai ici"]),
            Step(send="/mesquestions", reply="n° 2"),
            Step(press="2", reply="n° 2", buttons=["Retirer", "Me prévenir", "Mes questions"]),
        ],
    )
    for number in (1, 2, 3):
        await review.answer(number, f"Réponse {number}", "Rita")
    before = len(seen.replies), len(anne.replies)
    await Notices(serving, log, None).send_due()
    assert (len(seen.replies), len(anne.replies)) == (before[0], before[1] + 1)
    assert "Réponse 3" in anne.last.text


async def test_a_stop_holds_until_it_is_taken_back(
    serving: App, server: TelegramServer, log: QuestionLog, review: Review
) -> None:
    anne = server.user(1001)
    await play(
        anne,
        [
            Step(send="/mesquestions", reply="pas encore posé", buttons=["…"]),
            Step(press="Ne plus me prévenir", notice="recevrez plus"),
            Step(
                send="vitesse de la lumière",
                reply=["n° 1", "dans /mesquestions"],
                buttons=["Me prévenir de la réponse", "…"],
            ),
            Step(press="Me prévenir de la réponse", notice="enverrai la réponse"),
            Step(send="le brouillard à Tombouctou", reply=["n° 2", "dans /mesquestions"]),
            Step(send="/mesquestions", reply="n° 2", buttons=["1", "2", "à nouveau", "des corr"]),
            Step(press="Me prévenir à nouveau", notice="prochaines"),
            Step(send="le prix du sel", reply=["n° 3", "enverrai ici"]),
        ],
    )
    told = [(await review.answer(number, "Voici.", "Rita")).told for number in (1, 2, 3)]
    assert told == [1, 0, 1]


async def test_what_was_agreed_to_after_a_stop_is_stopped_in_the_same_place(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    anne, sender = server.user(1001), Sender("telegram", "telegram:1001", chat_id=1001)
    stop = "Ne plus me prévenir"
    await play(
        anne,
        [
            Step(send="/mesquestions", reply="pas encore posé"),
            Step(press=stop, notice="recevrez plus"),
            Step(send="/mesquestions", reply="posé", absent=stop),
        ],
    )
    await log.consultations.agree(sender)
    await play(
        anne,
        [
            Step(send="/mesquestions", reply="posé", buttons=["Parcourir", stop, "…"]),
            Step(press=stop, notice="recevrez plus"),
        ],
    )
    assert not await log.consultations.agrees(sender)


async def test_stopping_stops_everywhere(
    serving: App, server: TelegramServer, log: QuestionLog, review: Review
) -> None:
    anne = server.user(1001)
    seen = server.group(anne).as_seen_by(anne)
    await play(seen, [Step(send="/question vitesse du son sur Mars", reply="n° 1")])
    await play(anne, [Step(send="/mesquestions", reply="n° 1")])
    await play(anne, [Step(press="Ne plus me prévenir", notice="recevrez plus")])
    assert "Personne" in (await review.answer(1, "Réponse", "Rita")).html


async def test_an_answer_goes_to_the_topic_of_its_question(
    serving: App, server: TelegramServer, log: QuestionLog, review: Review
) -> None:
    anne = server.user(1001)
    group = server.group(anne)
    seen = group.as_seen_by(anne)
    await play(seen, [Step(send="/question vitesse du son", reply="n° 1")])
    asked = next(m for m in seen.messages if not m.from_bot)
    topic = {"message_thread_id": 77, "is_topic_message": True}
    message = asked.to_json() | topic | {"message_id": 9_001, "text": "/question le son sur Mars"}
    server.world.updates.push("message", message)
    await server.idle()
    await review.answer(2, "Réponse au sujet", "Rita")
    await Notices(serving, log, None).send_due()
    sent = server.calls_of("sendMessage", chat_id=group.id)[-1]
    assert "Réponse au sujet" in str(sent.params["text"])
    assert int(sent.params["message_thread_id"]) == 77
    replied = sent.params["reply_parameters"]
    assert replied["message_id"] == 9_001
    assert replied["allow_sending_without_reply"]


async def test_each_asker_of_a_duplicate_has_his_own_words_and_number(
    serving: App, server: TelegramServer, log: QuestionLog, review: Review
) -> None:
    anne, bruno = server.user(1001), server.user(1002)
    await play(anne, [Step(send="vitesse de la lumière chez M. Dupont", reply="n° 1")])
    await play(bruno, [Step(send="celerite de la lumiere bis", reply="n° 2")])
    await review.duplicate(2, 1, "Rita")
    assert "2 personnes" in (await review.answer(1, "La réponse.", "Rita")).html
    await Notices(serving, log, None).send_due()
    for person, number, words in ((anne, 1, "Dupont"), (bruno, 2, "celerite")):
        told = person.last.text.replace("\u00a0", " ")
        assert f"votre question n° {number}" in told
        assert words in told
    assert "Dupont" not in bruno.last.text
    await play(bruno, [Step(press="Utile", notice="Merci")])
    await play(
        bruno,
        [
            Step(send="/mesquestions", reply="déjà posée"),
            Step(press="1", reply=["celerite", "La réponse.", "répondue"], absent="Dupont"),
        ],
    )


@pytest.mark.parametrize("with_entry", [True, False])
async def test_a_duplicate_of_what_is_answered_gets_that_answer_at_once(
    serving: App, server: TelegramServer, log: QuestionLog, review: Review, with_entry: bool
) -> None:
    anne, bruno = server.user(1001), server.user(1002)
    await play(anne, [Step(send="vitesse de la lumière chez M. Dupont", reply="n° 1")])
    if with_entry:
        await review.attach(1, "pret-entre-bibliotheques", "Rita")
    else:
        await review.answer(1, "médiathèque départementale", "Rita")
    await play(bruno, [Step(send="celerite de la lumiere bis", reply="n° 2")])
    assert "1 personne" in (await review.duplicate(2, 1, "Rita")).html
    await Notices(serving, log, None).send_due()
    assert "votre question n°\u00a02" in bruno.last.text
    assert "médiathèque départementale" in bruno.last.text
    await play(bruno, [Step(press="Pas utile", reply="a déjà été traitée")])
    await play(bruno, [Step(press="Rouvrir", reply="est rouverte")])


async def test_duplicates_of_a_duplicate_are_told_too(
    serving: App, server: TelegramServer, log: QuestionLog, review: Review
) -> None:
    people = [server.user(1001 + n) for n in range(3)]
    words = ("la lumière chez M. Dupont", "celerite de la lumiere", "vitesse des photons")
    for n, (person, text) in enumerate(zip(people, words, strict=True), 1):
        await play(person, [Step(send=text, reply=f"n° {n}")])
    await review.duplicate(3, 2, "Rita")
    await review.duplicate(2, 1, "Rita")
    assert "3 personnes" in (await review.answer(1, "La réponse.", "Rita")).html


async def test_no_question_is_filed_where_it_would_never_be_answered(
    serving: App, server: TelegramServer, log: QuestionLog, review: Review
) -> None:
    """Neither in a circle, nor behind what its asker took back."""
    people = [server.user(1001 + n) for n in range(3)]
    words = ("la lumière chez M. Dupont", "le prix du sel", "le brouillard")
    for n, (person, text) in enumerate(zip(people, words, strict=True), 1):
        await play(person, [Step(send=text, reply=f"n° {n}")])
    await review.duplicate(1, 2, "Rita")
    assert "déjà classée comme doublon" in (await review.duplicate(2, 1, "Rita")).html
    await play(people[2], [Step(press_data="v1:rm:3", reply="")])
    assert "n'attend pas de réponse" in (await review.duplicate(2, 3, "Rita")).html
    assert [(await logged(log, n)).status for n in (1, 2)] == ["doublon", "nouvelle"]
    await play(people[1], [Step(press_data="v1:rm:2", reply="")])
    assert (await logged(log, 1)).status == "nouvelle"


async def test_an_announcement_names_no_number_of_telegram(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    reviewer = server.user(2002)
    staff = server.group(reviewer)
    await play(server.user(1001), [Step(send="vitesse de la lumière", reply="n° 1")])
    await log.desk.announce(partial(announcement, staff.id), 8)
    await Notices(serving, log, staff.id).send_due()
    assert "vitesse de la lumière" in staff.as_seen_by(reviewer).last.text


async def test_announcements_go_to_the_topic_of_the_staff(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    staff = server.group(server.user(2002))
    anne = server.user(1001)
    await play(anne, [Step(send="vitesse de la lumière", reply="n° 1")])
    await log.desk.announce(partial(announcement, staff.id), 8)
    await Notices(serving, log, staff.id, 12).send_due()
    [announced] = server.calls_of("sendMessage", chat_id=staff.id)
    assert int(announced.params["message_thread_id"]) == 12
    for call in server.calls_of("sendMessage", chat_id=anne.chat.id):
        assert "message_thread_id" not in call.params


async def test_what_a_group_asked_is_told_where_it_has_moved(
    serving: App, server: TelegramServer, log: QuestionLog, review: Review
) -> None:
    anne = server.user(1001)
    group = server.group(anne)
    seen = group.as_seen_by(anne)
    await play(seen, [Step(send="/question vitesse du son sur Mars", reply="n° 1")])
    larger = await group.migrate(anne)
    for _ in range(2):  # the second answer knows the way
        await review.answer(1, "La réponse au groupe", "Rita")
        await Notices(serving, log, None).send_due()
        told = [m for m in larger.chat.messages.values() if m.from_bot]
        await review.reopen(1, "Rita")
    assert len(told) == 2
    refused = [call for call in server.calls_of("sendMessage") if call.status == 400]
    assert len(refused) == 1
