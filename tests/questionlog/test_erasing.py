"""What is erased is nowhere any more: not in a table, not in the files of the database."""

import asyncio
import datetime
import json
import sqlite3
from contextlib import closing
from functools import partial

import pytest
from sqlalchemy import make_url

from bot.clock import PARIS, local_today, utc_now
from bot.questionlog.held import HELD, OF_NOBODY
from bot.questionlog.records import OpenChoices, Sender
from bot.questionlog.store import QuestionLog
from bot.questionlog.tables import addresses, events, metadata, outbox, questions
from bot.review.acts import Review
from bot.review.lists import announcement
from bot.texts import privacy as texts
from handlers.context import App
from handlers.transport.notices import Notices
from tests.dialogue import Step, play
from tests.questionlog.filling import CONTACT, STAFF, dump, fill
from tests.telegram_server.server import TelegramServer


def test_every_table_is_looked_after() -> None:
    assert {held.table.name for held in HELD} | OF_NOBODY.keys() == metadata.tables.keys()
    assert not {held.table.name for held in HELD} & OF_NOBODY.keys()


def test_the_page_has_words_for_all_that_is_held() -> None:
    shown = {name for held in HELD for name in held.shown} - {"sealed"}
    assert shown <= texts.PAGE_COLUMNS.keys()
    assert {held.table.name for held in HELD} == texts.PAGE_TABLES.keys()


async def test_nothing_of_a_person_is_left(
    serving: App, server: TelegramServer, log: QuestionLog, database: str
) -> None:
    anne, bruno, _ = await fill(serving, server, log)
    pseudonym = log.pseudonym(f"telegram:{anne.id}")
    await play(
        anne,
        [
            Step(send="/effacer", reply="sans retour"),
            Step(press="Continuer", reply="Dernière"),
            Step(press="Oui, tout effacer", reply="C'est effacé : 4 questions"),
        ],
    )
    left = await dump(database)
    assert "marqueur" not in left.lower(), "nor in the index of words"
    assert CONTACT not in left
    # Only that this pseudonym was erased is known, for older copies.
    async with log._database.read() as connection:
        for held in HELD:
            rows = await connection.execute(held.table.select().where(held.whose(pseudonym)))
            assert rows.all() == [], held.table.name
    assert await log.desk.announce(partial(announcement, -STAFF), 8) == 1, "Bruno's, again"
    await play(bruno, [Step(send="/mesquestions", reply="le brouillard de Bruno")])


async def test_what_stays_is_a_day_and_a_subject(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    await play(
        server.user(),
        [
            Step(send="c'est quoi le PEB", reply="Vérifié"),
            Step(press="Utile", notice="Merci"),
            Step(send="/effacer", reply="sans retour"),
            Step(press="Continuer", reply="Dernière"),
            Step(press="Oui, tout effacer", reply="C'est effacé : 1 question"),
        ],
    )
    async with log._database.read() as connection:
        left = (await connection.execute(questions.select())).one()
    midnight = datetime.datetime.combine(local_today(), datetime.time(), PARIS)
    assert (left.asked_at, left.candidates, left.feedback) == (midnight, "[]", None)
    assert left.entry, "the subject"


async def test_an_announcement_that_left_tells_no_moment(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    await play(server.user(1001), [Step(send="vitesse de la lumière", reply="n° 1")])
    await play(server.user(1002), [Step(send="vitesse du son", reply="n° 2")])
    staff = server.group(server.user(1003))
    assert await log.desk.announce(partial(announcement, staff.id), 8) == 2
    await Notices(serving, log, None).send_due()
    await log.privacy.erase(Sender("telegram", "telegram:1001", 1001))
    async with log._database.read() as connection:
        [row] = (await connection.execute(outbox.select())).all()
    midnight = datetime.datetime.combine(local_today(), datetime.time(), PARIS)
    assert (row.about, row.reply, row.sent_at) == (" 2 ", "", midnight)
    assert row.due_at == midnight


async def test_a_reply_shown_to_its_author_and_not_sent_goes_with_the_question(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    await play(server.user(1001), [Step(send="vitesse de la lumière", reply="n° 1")])
    await play(server.user(1002), [Step(send="vitesse du son", reply="n° 2")])
    review = Review(serving.bot_data["services"].assistant.base, log)
    for number in (1, 2):
        shown = await review.preview(number, f"MARQUEUR réponse {number}")
        assert shown.form is not None
        reviewer = Sender("telegram", f"telegram:{number}", number)
        await log.conversations.remember(reviewer, OpenChoices((), False, number, form=shown.form))
    await log.privacy.erase(Sender("telegram", "telegram:1001", 1001))
    kept = [
        await log.conversations.recall(Sender("telegram", f"telegram:{number}", number))
        for number in (1, 2)
    ]
    assert [one and one.form and "MARQUEUR" in one.form for one in kept] == ["", True]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_what_a_reader_kept_in_the_log_is_erased_once_it_has_gone(
    serving: App, server: TelegramServer, log: QuestionLog, database: str
) -> None:
    await play(server.user(1001), [Step(send="MARQUEUR vitesse de la lumière", reply="n° 1")])
    with closing(sqlite3.connect(str(make_url(database).database))) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM questions").fetchall()
        assert await log.privacy.erase(Sender("telegram", "telegram:1001", 1001)) == 1
        await play(server.user(1002), [Step(send="vitesse du son", reply="n° 2")])
        assert not await log.privacy.forget_traces()
    assert await log.privacy.forget_traces()
    assert "marqueur" not in (await dump(database)).lower()


async def test_what_waits_for_somebody_who_never_asked_is_erased_too(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    anne = server.user(1001)
    server.world.faults.flood("sendMessage", retry_after=3)
    sent = await anne.send_text("/aide")
    await server.settled(sent.update_ids)
    async with log._database.read() as connection:
        assert len((await connection.execute(outbox.select())).all()) == 1
    assert await log.privacy.erase(Sender("telegram", "telegram:1001", 1001)) == 0
    async with log._database.read() as connection:
        for table in (outbox, addresses):
            assert (await connection.execute(table.select())).all() == [], table.name


async def test_the_address_of_a_late_confirmation_goes_within_the_day(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    anne = server.user(1001)
    await play(anne, [Step(send="vitesse de la lumière", reply="n° 1")])
    await play(anne, [Step(send="/effacer", reply="sans retour"), Step(press="Continuer")])
    server.world.faults.flood("sendMessage", retry_after=3)
    pressed = await anne.press("Oui, tout effacer")
    await server.settled(pressed.update_ids)
    await asyncio.sleep(3.1)
    await Notices(serving, log, None).send_due()
    assert "dans les vingt-quatre heures" in anne.last.text.replace("\u00a0", " ")
    await log.privacy.unlink(utc_now() - datetime.timedelta(365))
    async with log._database.read() as connection:
        assert (await connection.execute(addresses.select())).all() == []


async def test_what_was_sent_keeps_neither_words_nor_chat(
    serving: App, server: TelegramServer, log: QuestionLog, database: str
) -> None:
    anne, _, _ = await fill(serving, server, log)
    await Notices(serving, log, None).send_due()
    assert "MARQUEUR réponse" in anne.last.text
    async with log._database.read() as connection:
        rows = (await connection.execute(outbox.select())).all()
    assert {(row.reply, row.chat) for row in rows} == {("", None)}


async def test_no_name_of_the_staff_stays_on_what_was_erased(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    anne = server.user(1001)
    await play(anne, [Step(send="vitesse de la lumière", reply="n° 1")])
    review = Review(serving.bot_data["services"].assistant.base, log)
    await play(anne, [Step(send="le prix du sel", reply="n° 2")])
    await play(anne, [Step(send="le brouillard à Tombouctou", reply="n° 3")])
    await review.assign(1, "Rita Relectrice")
    await review.answer(2, "La réponse.", "Rita Relectrice")
    await review.dismiss(3, "Rita Relectrice")
    async with log._database.read() as connection:
        acts = (await connection.execute(events.select())).all()
    signed = {act.kind for act in acts if act.actor == "Rita Relectrice"}
    assert signed == {"prise", "repondue", "hors_perimetre"}
    await log.privacy.erase(Sender("telegram", "telegram:1001", 1001))
    async with log._database.read() as connection:
        rows = (await connection.execute(questions.select())).all()
        acts = (await connection.execute(events.select())).all()
    assert {row.status for row in rows} == {"effacee", "repondue", "hors_perimetre"}
    assert [row.assignee for row in rows] == [None] * 3
    assert not [act for act in acts if act.actor]


async def test_nobody_reads_who_answered(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    anne = server.user(1001)
    await play(anne, [Step(send="vitesse de la lumière", reply="n° 1")])
    review = Review(serving.bot_data["services"].assistant.base, log)
    await review.assign(1, "Rita Relectrice")
    await review.answer(1, "La réponse.", "Rita Relectrice")
    await play(anne, [Step(send="/mesdonnees", replies=[["page à lire"], ["même chose"]])])
    for message in anne.replies[-2:]:
        assert message.file is not None
        assert b"La r\xc3\xa9ponse." in message.file
        assert b"Relectrice" not in message.file


async def test_nobody_is_shown_the_number_of_anothers_question(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    anne, bruno = server.user(1001), server.user(1002)
    await play(anne, [Step(send="vitesse de la lumière", reply="n° 1")])
    await play(bruno, [Step(send="le brouillard à Tombouctou", reply="n° 2")])
    review = Review(serving.bot_data["services"].assistant.base, log)
    await review.duplicate(2, 1, "Rita")
    await play(bruno, [Step(send="/mesdonnees", replies=[["page à lire"], ["même chose"]])])
    assert bruno.last.file is not None
    [filed] = json.loads(bruno.last.file)["events"]
    assert (filed["kind"], filed["detail"]) == ("doublon", "")
