"""What is erased is nowhere any more: not in a table, not in the files of the database."""

import asyncio
from functools import partial

from bot.questionlog.held import HELD, OF_NOBODY
from bot.questionlog.store import QuestionLog
from bot.questionlog.tables import metadata, outbox, questions
from bot.review.acts import Review
from bot.review.pages import announcement
from bot.texts import privacy as texts
from handlers.context import App
from handlers.transport.notices import Notices
from tests.dialogue import Step, play
from tests.questionlog.filling import CONTACT, STAFF, dump, fill
from tests.telegram_server.changes import TIMEOUT
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
    assert "MARQUEUR" not in left
    assert CONTACT not in left
    # Only that this pseudonym was erased is known, for older copies.
    async with log._database.read() as connection:
        for held in HELD:
            rows = await connection.execute(held.table.select().where(held.whose(pseudonym)))
            assert rows.all() == [], held.table.name
    assert await log.desk.announce(partial(announcement, -STAFF), 8) == 1, "Bruno's, again"
    await play(bruno, [Step(send="/mesquestions", reply="le brouillard de Bruno")])


async def test_who_reads_meanwhile_neither_keeps_the_words_nor_holds_others_back(
    serving: App, server: TelegramServer, log: QuestionLog, database: str
) -> None:
    anne, bruno = server.user(1001), server.user(1002)
    await play(anne, [Step(send="vitesse du MARQUEUR", reply="n° 1")])
    async with log._database.read() as export:
        assert (await export.execute(questions.select())).all()
        await play(
            anne,
            [
                Step(send="/effacer", reply="sans retour"),
                Step(press="Continuer", reply="Dernière"),
                Step(press="Oui, tout effacer", reply="C'est effacé : 1 question"),
            ],
        )
        await play(bruno, [Step(send="vitesse du brouillard", reply="n° 2")])
        forgetting = log._database.forgetting
        if forgetting is not None:
            assert "MARQUEUR" in await dump(database), "what an export reads stays until it ends"
    if forgetting is not None:
        await asyncio.wait_for(forgetting, TIMEOUT)
    assert "MARQUEUR" not in await dump(database)


async def test_what_was_sent_keeps_neither_words_nor_chat(
    serving: App, server: TelegramServer, log: QuestionLog, database: str
) -> None:
    anne, _, _ = await fill(serving, server, log)
    await Notices(serving, log, None).send_due()
    assert "MARQUEUR réponse" in anne.last.text
    async with log._database.read() as connection:
        rows = (await connection.execute(outbox.select())).all()
    assert {(row.reply, row.chat) for row in rows} == {("", None)}


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
