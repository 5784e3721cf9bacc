"""The year after which the link to a person goes runs from the last message, not from a choice."""

import asyncio
import datetime

from sqlalchemy import func, insert, select, update

from bot.clock import utc_now
from bot.config import Promises
from bot.pages.my_data import policy
from bot.questionlog.console_tables import notes
from bot.questionlog.records import Sender
from bot.questionlog.store import QuestionLog
from bot.questionlog.tables import (
    addresses,
    conversations,
    events,
    outbox,
    people,
    questions,
)
from bot.review.acts import Review
from handlers.context import App
from handlers.transport.notices import Notices
from tests.dialogue import Step, play
from tests.questionlog.test_store import question
from tests.telegram_server.server import TelegramServer

YEAR = datetime.timedelta(365)
FAR = 1_000_000
"""Beyond the numbers that a database gives by itself."""


async def test_consent_and_town_last_while_a_person_writes(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    anne = server.user(1001)
    await play(
        anne,
        [
            Step(send="vitesse de la lumière", reply="n° 1"),
            Step(send="/mesquestions", reply="n° 1"),
            Step(press="Me prévenir des corrections", notice="corrigée"),
            Step(send="/commune gueret", reply="C'est noté"),
        ],
    )
    async with log._database.write() as connection:
        await connection.execute(update(people).values(updated_at=utc_now() - YEAR * 2))
    await play(anne, [Step(send="vitesse deux de la lumière", reply="n° 2")])
    await log.privacy.unlink(utc_now() - YEAR)
    review = Review(serving.bot_data["services"].assistant.base, log)
    assert "1 personne" in (await review.answer(2, "Voilà", "Rita")).html
    await play(anne, [Step(send="/contact", reply="Nouvelle-Aquitaine")])


async def test_a_refusal_outlasts_the_year(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    anne = server.user(1001)
    await play(anne, [Step(send="/commune gueret", reply="C'est noté")])
    await play(anne, [Step(press_data="v1:stop", notice="recevrez plus")])
    async with log._database.write() as connection:
        await connection.execute(update(people).values(updated_at=utc_now() - YEAR * 2))
    await log.privacy.unlink(utc_now() - YEAR)
    async with log._database.read() as connection:
        [row] = (await connection.execute(people.select())).all()
    assert (row.town, row.town_name, row.chat) == (None, None, None), "of the rest, nothing"
    await play(anne, [Step(send="vitesse de la lumière", reply="n° 1")])
    assert not await log.people.wants_reply(1)


async def test_an_address_to_which_nothing_leads_is_dropped(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    await play(server.user(1001), [Step(send="vitesse de la lumière", reply="n° 1")])
    await log.privacy.unlink(utc_now() + YEAR)
    async with log._database.read() as connection:
        assert (await connection.execute(addresses.select())).all() == []


async def test_towns_around_a_place_are_forgotten_the_next_day(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    anne, bruno = server.user(1001), server.user(1002)
    for person in (anne, bruno):
        sent = await person.send_location(46.17, 1.87)  # Guéret
        await server.settled(sent.update_ids)
        assert "23096" in await choices(log), "« 1 », typed, picks one"
    hers = conversations.c.person == log.pseudonym("telegram:1001")
    async with log._database.write() as connection:
        old = update(conversations).where(hers)
        await connection.execute(old.values(updated_at=utc_now() - datetime.timedelta(2)))
    await log.privacy.unlink(utc_now() - YEAR)
    assert (await choices(log)).count("23096") == 1, "of what was offered today, nothing goes"
    await play(bruno, [Step(send="1", reply="C'est noté")])
    assert "23096" not in await choices(log)


async def choices(log: QuestionLog) -> str:
    async with log._database.read() as connection:
        return "\n".join(await connection.scalars(select(conversations.c.choices)))


async def test_a_screen_that_lists_a_question_keeps_no_link_to_it(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    anne, paul = server.user(1001), server.user(1002)
    for person in (anne, paul):
        await play(person, [Step(send="vitesse de la lumière", reply="n° ")])
        await play(person, [Step(send="/mesquestions", reply="n° ")])
    old = update(questions).where(questions.c.id == 1)
    async with log._database.write() as connection:
        await connection.execute(old.values(asked_at=utc_now() - YEAR * 2))
    assert await log.privacy.unlink(utc_now() - YEAR) == 1
    async with log._database.read() as connection:
        rows = (await connection.execute(conversations.select())).all()
    assert [":1" in row.choices or row.question_id == 1 for row in rows] == [False, False]
    assert sum(":2" in row.choices for row in rows) == 1, "of the others, nothing goes"


async def test_what_somebody_last_read_leads_to_no_old_question(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    anne, paul = server.user(1001), server.user(1002)
    for person in (anne, paul):
        await play(person, [Step(send="c'est quoi le PEB", reply="Vérifié")])
    long_ago = utc_now() - YEAR * 2
    async with log._database.write() as connection:
        old = update(questions).where(questions.c.id == 1)
        await connection.execute(old.values(asked_at=long_ago))
        hers = log.pseudonym("telegram:1001")
        read = update(conversations).where(conversations.c.person == hers)
        await connection.execute(read.values(answered_at=long_ago))
    await play(anne, [Step(send="/aide", reply="")])
    assert await log.privacy.unlink(utc_now() - YEAR) == 1
    async with log._database.read() as connection:
        rows = (await connection.execute(conversations.select())).all()
    left = {row.person: (row.entry, row.answered_at) for row in rows}
    assert left[hers] == (None, None)
    assert None not in left[log.pseudonym("telegram:1002")], "of the others, nothing goes"


async def test_no_moment_of_a_late_press_leads_from_a_question_to_its_asker(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    anne = server.user(1001)
    await play(
        anne,
        [
            Step(send="c'est quoi le PEB", reply="Vérifié"),
            Step(press="Utile", notice="Merci"),
            Step(send="vitesse de la lumière", reply="n° 2"),
        ],
    )
    review = Review(serving.bot_data["services"].assistant.base, log)
    assert "1 personne" in (await review.attach(2, "compost-odeurs", "Rita")).html
    await Notices(serving, log, None).send_due()
    long_ago = utc_now() - YEAR * 2
    async with log._database.write() as connection:
        await connection.execute(update(questions).values(asked_at=long_ago))
    assert await log.privacy.unlink(utc_now() - YEAR) == 2
    async with log._database.read() as connection:
        followed = (await connection.execute(events.select())).all()
        sent = (await connection.execute(outbox.select())).all()
    assert [row.at for row in followed if not row.actor] == [long_ago]
    assert [row.at > long_ago for row in followed if row.actor] == [True], "who did what, when"
    assert [row.question for row in sent] == [None]


async def test_of_what_was_asked_the_town_outlives_both_clocks_and_nothing_of_the_person(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    anne = server.user(1001)
    await play(anne, [Step(send="/commune gueret", reply="C'est noté")])
    await play(anne, [Step(send="vitesse de la lumière", reply="n° 1")])
    await log.privacy.unlink(utc_now() + YEAR)
    await log.console.handling.note(1, "Rita", "Sur la vitesse de la lumière")
    await log.privacy.forget_texts(utc_now() + YEAR)
    async with log._database.read() as connection:
        [row] = (await connection.execute(questions.select())).all()
        assert (await connection.execute(notes.select())).all() == [], "notes speak of it"
    assert (row.town, row.text, row.normal) == ("23096", "", "")
    assert (row.person, row.chat, row.message, row.asked_in, row.contact) == (None,) * 5
    assert "l'avis et la commune" in policy(Promises()).html


async def test_nothing_is_written_beside_a_question_once_its_text_is_gone(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    await play(server.user(1001), [Step(send="vitesse de la lumière", reply="n° 1")])
    await play(server.user(1002), [Step(send="vitesse du son", reply="n° 2")])
    review = Review(serving.bot_data["services"].assistant.base, log)
    await review.answer(1, "Voilà.", "Rita")
    assert await log.privacy.forget_texts(utc_now()) == 2
    await review.reopen(1, "Rita")
    assert (await review.answer(1, "MARQUEUR", "Rita")).refused
    await log.console.handling.note(2, "Rita", "MARQUEUR")
    assert await log.privacy.forget_texts(utc_now()) == 0
    async with log._database.read() as connection:
        rows = (await connection.execute(questions.select())).all()
        followed = (await connection.execute(events.select())).all()
        assert (await connection.execute(notes.select())).all() == []
    assert {row.reply for row in rows} == {None}
    assert {row.detail for row in followed} == {""}


async def test_a_purge_of_many_goes_few_at_a_time_and_lets_others_write(log: QuestionLog) -> None:
    many = 1_500
    asked = question(Sender("telegram", "telegram:1", 1, 1), "ancienne")
    await log.record(asked)
    async with log._database.write() as connection:
        row = (await connection.execute(select(questions))).mappings().one()
        rows = [dict(row) | {"id": FAR + n, "message": None} for n in range(1, many)]
        await connection.execute(insert(questions), rows)

    async def linked() -> int:
        async with log._database.read() as connection:
            count = select(func.count()).where(questions.c.person.is_not(None))
            return int(await connection.scalar(count) or 0)

    purging = asyncio.create_task(log.privacy.unlink(utc_now() + datetime.timedelta(1)))
    while (left := await linked()) == many:
        pass
    assert left > 0
    await log.record(question(Sender("telegram", "telegram:2", 2, 2), "nouvelle"))
    assert not purging.done()
    assert await purging >= many
