"""A question that was taken is answered: each ending is told, once, and so is a promise missed."""

import datetime
from functools import partial
from typing import Literal

import pytest
from sqlalchemy import update

from bot.clock import PARIS
from bot.questionlog.records import Sender
from bot.questionlog.store import QuestionLog
from bot.questionlog.tables import questions
from bot.review.acts import Review
from bot.review.keeping import Keeping
from bot.review.lists import announcement
from bot.working_days import promised
from handlers.context import App
from handlers.transport.notices import Notices
from tests.dialogue import Step, play
from tests.telegram_server.people import Person
from tests.telegram_server.server import TelegramServer

ENTRY = "pret-entre-bibliotheques"
UNKNOWN = "vitesse de la lumière"
ASKED = datetime.datetime(2026, 12, 17, 23, 30, tzinfo=PARIS)
LONG_AGO = datetime.datetime(2020, 6, 1, tzinfo=PARIS)
PROMISED = datetime.date(2027, 1, 4)
"""Ten working days later: Christmas and New Year's Day are none."""


@pytest.fixture
def review(serving: App, log: QuestionLog) -> Review:
    return Review(serving.bot_data["services"].assistant.base, log)


def replied_to(server: TelegramServer, person: Person) -> int:
    """The message that the last one sent to a person replies to."""
    sent = server.calls_of("sendMessage", chat_id=person.chat.id)[-1]
    return int(sent.params["reply_parameters"]["message_id"])


@pytest.mark.parametrize(
    ("act", "words"),
    [("answer", "Trois cent mille"), ("attach", "médiathèque"), ("dismiss", "Votre préfecture")],
)
async def test_every_ending_is_told_under_the_question(
    serving: App, server: TelegramServer, log: QuestionLog, review: Review, act: str, words: str
) -> None:
    anne, bruno = server.user(1001), server.user(1002)
    for person, text in ((anne, UNKNOWN), (bruno, "celerite des photons")):
        await play(person, [Step(send=text, reply="enverrai ici")])
    await review.duplicate(2, 1, "Rita")
    done = {
        "answer": lambda: review.answer(1, "Trois cent mille", "Rita"),
        "attach": lambda: review.attach(1, ENTRY, "Rita"),
        "dismiss": lambda: review.dismiss(1, "Rita"),
    }
    assert (await done[act]()).told == 2
    await Notices(serving, log, None).send_due()
    for person in (anne, bruno):
        assert words in person.last.text
        [asked] = [m for m in person.messages if not m.from_bot]
        assert replied_to(server, person) == asked.message_id
    await play(bruno, [Step(send="/mesquestions", reply="déjà posée")])
    await play(bruno, [Step(press="1", reply="celerite", absent="déjà posée")])


@pytest.mark.parametrize("kind", ["rattachee", "publiee"])
async def test_the_same_fiche_is_told_again_after_the_question_was_reopened(
    serving: App,
    server: TelegramServer,
    log: QuestionLog,
    review: Review,
    kind: Literal["rattachee", "publiee"],
) -> None:
    anne, bruno = server.user(1001), server.user(1002)
    await both_ask(server, log, review)
    for times in (1, 2):
        assert (await review.attach(1, ENTRY, "Rita", kind)).told == 2
        await Notices(serving, log, None).send_due()
        for person in (anne, bruno):
            told = [reply for reply in person.replies if "médiathèque" in reply.text]
            assert len(told) == times
        await review.reopen(1, "Rita")


async def test_a_duplicate_of_what_is_out_of_scope_is_told_the_pointer(
    serving: App, server: TelegramServer, log: QuestionLog, review: Review
) -> None:
    anne, bruno = server.user(1001), server.user(1002)
    await play(anne, [Step(send=UNKNOWN, reply="n° 1")])
    await review.dismiss(1, "Rita", "Voyez l'observatoire de Paris.")
    await play(bruno, [Step(send="celerite des photons", reply="n° 2")])
    assert "hors périmètre. 1 personne" in (await review.duplicate(2, 1, "Rita")).html
    await Notices(serving, log, None).send_due()
    assert "observatoire de Paris" in bruno.last.text
    await play(
        bruno,
        [
            Step(send="/mesquestions", reply="n° 2"),
            Step(press="1", reply="observatoire de Paris"),
        ],
    )
    await play(anne, [Step(press="quand même une réponse", reply=["rouverte", "enverrai ici"])])


@pytest.mark.parametrize("gone", ["erased", "forgotten"])
@pytest.mark.parametrize(
    ("act", "words"),
    [("answer", "Trois cent mille"), ("attach", "répondue"), ("dismiss", "observatoire")],
)
async def test_a_duplicate_keeps_its_answer_when_the_first_goes(
    serving: App,
    server: TelegramServer,
    log: QuestionLog,
    review: Review,
    act: str,
    words: str,
    gone: str,
) -> None:
    await both_ask(server, log, review)
    done = {
        "answer": lambda: review.answer(1, "Trois cent mille", "Rita"),
        "attach": lambda: review.attach(1, ENTRY, "Rita"),
        "dismiss": lambda: review.dismiss(1, "Rita", "Voyez l'observatoire de Paris."),
    }
    assert (await done[act]()).told == 2
    await first_goes(log, gone)
    assert await log.desk.announce(partial(announcement, -1), 8) == 0
    bruno = server.user(1002)
    await play(bruno, [Step(send="/mesquestions", reply="n° 2", absent="en attente")])
    await play(bruno, [Step(press="1", reply=["celerite", words], absent="en attente")])


@pytest.mark.parametrize("gone", ["erased", "forgotten"])
async def test_a_duplicate_waits_again_when_the_first_goes_unanswered(
    serving: App, server: TelegramServer, log: QuestionLog, review: Review, gone: str
) -> None:
    await both_ask(server, log, review)
    await first_goes(log, gone)
    assert [line.id for line in await log.desk.awaited()] == [2]
    assert await log.desk.announce(partial(announcement, -1), 8) == 1
    assert (await review.answer(2, "Trois cent mille", "Rita")).told == 1


async def both_ask(server: TelegramServer, log: QuestionLog, review: Review) -> None:
    """Anne, long ago, and Bruno, whose question is filed as the same; both are announced."""
    for number, text in ((1001, UNKNOWN), (1002, "celerite des photons")):
        await play(server.user(number), [Step(send=text, reply="enverrai ici")])
    async with log._database.write() as connection:
        old = update(questions).where(questions.c.id == 1)
        await connection.execute(old.values(asked_at=LONG_AGO))
    await log.desk.announce(partial(announcement, -1), 8)
    await review.duplicate(2, 1, "Rita")


async def first_goes(log: QuestionLog, gone: str) -> None:
    if gone == "erased":
        await log.privacy.erase(Sender("telegram", "telegram:1001", 1001))
    else:
        assert await log.privacy.forget_texts(LONG_AGO + datetime.timedelta(1)) == 1


async def test_a_promise_is_a_working_day() -> None:
    assert promised(ASKED, 10) == PROMISED
    assert promised(datetime.datetime(2027, 3, 25, 12, tzinfo=PARIS), 1) == datetime.date(
        2027, 3, 26
    ), "Good Friday is worked"
    assert promised(datetime.datetime(2027, 3, 26, 12, tzinfo=PARIS), 1) == datetime.date(
        2027, 3, 30
    ), "Easter Monday is not"


async def test_the_staff_is_reminded_and_the_asker_excused_once(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    anne, bruno, rita = server.user(1001), server.user(1002), server.user(2002)
    staff = server.group(rita)
    seen = staff.as_seen_by(rita)
    await play(anne, [Step(send=UNKNOWN, reply="d'ici au")])
    await play(bruno, [Step(send="le prix du sel", reply="n° 2")])
    await play(bruno, [Step(press="Ne pas me prévenir", notice="Pas de message")])
    async with log._database.write() as connection:
        await connection.execute(update(questions).values(asked_at=ASKED))
    keeping, notices = Keeping(log, 10, staff.id), Notices(serving, log, None)

    async def at(year: int, month: int, day: int, hour: int = 10) -> tuple[int, int, int]:
        before = len(seen.replies), len(anne.replies), len(bruno.replies)
        for _ in range(2):
            await keeping.once(datetime.datetime(year, month, day, hour, tzinfo=PARIS))
        await notices.send_due()
        after = len(seen.replies), len(anne.replies), len(bruno.replies)
        return after[0] - before[0], after[1] - before[1], after[2] - before[2]

    assert await at(2026, 12, 29) == (0, 0, 0)
    assert await at(2026, 12, 30) == (1, 0, 0), "two working days before"
    assert "4 janvier 2027 : 2 questions" in seen.last.text.replace("\u00a0", " ")
    assert await at(2026, 12, 31) == (0, 0, 0)
    assert await at(2027, 1, 4) == (0, 0, 0)
    assert await at(2027, 1, 5, hour=3) == (0, 0, 0), "nobody is woken"
    assert await at(2027, 1, 5) == (0, 1, 0), "and nobody written to who wants nothing"
    assert "visée pour le 4 janvier 2027" in anne.last.text
    assert replied_to(server, anne) == anne.messages[0].message_id
    assert await at(2027, 1, 6) == (0, 0, 0)


async def test_the_asker_of_a_duplicate_is_excused_when_the_own_day_passes(
    serving: App, server: TelegramServer, log: QuestionLog, review: Review
) -> None:
    await both_ask(server, log, review)
    async with log._database.write() as connection:
        later = update(questions).where(questions.c.id == 2)
        await connection.execute(later.values(asked_at=ASKED))
    keeping, notices = Keeping(log, 10, -2), Notices(serving, log, None)
    told = [len(server.user(number).replies) for number in (1001, 1002)]
    for day in (4, 5, 6):
        await keeping.once(datetime.datetime(2027, 1, day, 10, tzinfo=PARIS))
        await notices.send_due()
    anne, bruno = server.user(1001), server.user(1002)
    assert [len(anne.replies), len(bruno.replies)] == [told[0], told[1] + 1]
    assert "visée pour le 4 janvier 2027" in bruno.last.text
    assert replied_to(server, bruno) == bruno.messages[0].message_id
    assert not server.calls_of("sendMessage", chat_id=-2), "the staff has the first alone"


async def test_what_was_only_offered_a_choice_is_promised_nothing(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    anne = server.user(1001)
    await play(anne, [Step(send="bibliothèque", reply="porte-t-elle sur")])
    assert (await log.get(1)).status == "nouvelle"  # type: ignore[union-attr]
    assert await log.desk.awaited() == []
    await play(anne, [Step(press="Aucune", reply="d'ici au")])
    assert [line.id for line in await log.desk.awaited()] == [1]


async def test_handing_on_twice_gives_one_receipt(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    anne = server.user(1001)
    await play(anne, [Step(send="bibliothèque", reply="porte-t-elle sur")])
    await play(anne, [Step(press="Aucune", reply="n° 1")])
    await play(anne, [Step(press="Aucune", notice="déjà transmis, sous le n° 1")])


async def test_who_asked_sees_that_an_expert_has_it(
    serving: App, server: TelegramServer, log: QuestionLog, review: Review
) -> None:
    anne, bruno = server.user(1001), server.user(1002)
    for person, text in ((anne, UNKNOWN), (bruno, "le prix du sel")):
        await play(person, [Step(send=text, reply="enverrai ici")])
    await play(bruno, [Step(press="Ne pas me prévenir", notice="Pas de message")])
    before = len(anne.messages)
    for number in (1, 2):
        await review.assign(number, "Rita")
    await Notices(serving, log, None).send_due()
    assert anne.messages[0].reactions == ["👀"]
    assert len(anne.messages) == before, "no message, no sound"
    assert bruno.messages[0].reactions == []
    assert await log.outbox.delivery_of(1) == [], "it is no answer"
