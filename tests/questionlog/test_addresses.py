"""A stolen database alone does not tell who asked, nor where to write to anybody."""

import asyncio
import glob
import os
import stat

import pytest
from sqlalchemy import update

from bot.clock import utc_now
from bot.config import Settings
from bot.errors import ConfigurationError, LogUnavailableError
from bot.keys import Keys, draw_key, read_keys
from bot.pages.reply import Reply
from bot.pages.reply import dump as dump_reply
from bot.pages.reply import load as load_reply
from bot.questionlog.deliveries import Held
from bot.questionlog.records import Filter, Notice, OpenChoices, Sender
from bot.questionlog.sessions import MAX_TRIES, code_of
from bot.questionlog.store import QuestionLog
from bot.questionlog.tables import outbox
from handlers.context import App
from handlers.transport.notices import Notices
from tests.conftest import KEYS, application, open_log, poll
from tests.dialogue import Step, play
from tests.questionlog.filling import ANNE, BRUNO, CONTACT, PHONE, STAFF, dump, fill
from tests.telegram_server.running import in_process
from tests.telegram_server.server import TelegramServer

NEW, OLD = read_keys(draw_key()), read_keys(draw_key())


async def test_a_stolen_database_does_not_tell_who_asked(
    serving: App, server: TelegramServer, log: QuestionLog, database: str
) -> None:
    _, _, group = await fill(serving, server, log)
    stolen = await dump(database)
    assert "MARQUEUR" in stolen, "the dump reads what is there"
    for number in (ANNE, BRUNO, STAFF, group.id, -group.id):
        assert str(number) not in stolen
    assert PHONE not in stolen
    assert CONTACT not in stolen, "in no finished form, in none that is open"


async def test_where_to_write_is_found_again_after_a_restart(
    serving: App, server: TelegramServer, log: QuestionLog, database: str
) -> None:
    anne, _, _ = await fill(serving, server, log)
    again = await open_log(database)
    await Notices(serving, again, None).send_due()
    assert "MARQUEUR réponse d'un expert" in anne.last.text
    await again.close()


async def test_another_key_opens_nothing_and_destroys_nothing(database: str) -> None:
    await (await open_log(database)).close()
    with pytest.raises(LogUnavailableError, match="n'ouvre pas cette base"):
        await QuestionLog.open(database, Keys(NEW))
    await (await open_log(database)).close()


async def test_a_key_is_changed_by_putting_the_new_one_first(
    server: TelegramServer, database: str
) -> None:
    anne = Sender("telegram", f"telegram:{ANNE}", ANNE, 7)
    first = await QuestionLog.open(database, Keys(OLD))
    await first.people.want_corrections(anne)
    await first.conversations.remember(anne, OpenChoices((), False, None, form='{"form":"appui"}'))
    named = first.pseudonym("telegram:1")
    token, sessions = "t" * 43, first.console.sessions
    assert await sessions.begin(token, "Chrome")
    claimed = await sessions.claim(code_of(token), BRUNO)
    assert not isinstance(claimed, str)
    assert await sessions.confirm(claimed.id, BRUNO, "Bruno")
    await first.desk.notify([Notice("une fois", ANNE, dump_reply(Reply("Bonjour")))])
    await first.close()
    await (await QuestionLog.open(database, Keys(NEW + OLD))).close()
    last = await QuestionLog.open(database, Keys(NEW))
    shown = await last.conversations.recall(anne)
    assert shown is not None
    assert shown.form == '{"form":"appui"}'
    assert last.pseudonym("telegram:1") == named
    session, notice = await last.console.sessions.of_token(token), await last.outbox.take()
    assert session is not None
    assert session.name == "Bruno"
    assert notice is not None
    assert load_reply(notice.reply) == Reply("Bonjour")
    await last.close()


async def test_what_waits_to_be_sent_is_sealed(
    serving: App, server: TelegramServer, log: QuestionLog, database: str
) -> None:
    """The page that is seen before a request for support is sent has the contact in it."""
    anne = server.user(ANNE, "Anne")
    await play(anne, [Step(send="/appui", reply="1 sur 5")])
    for answer in ("refaire la place", "1", "Guéret", "1"):
        await play(anne, [Step(send=answer, reply="sur 5")])
    server.world.faults.flood("sendMessage", retry_after=300)
    sent = await anne.send_text(CONTACT)
    await server.settled(sent.update_ids)
    assert CONTACT not in await dump(database)
    async with log._database.write() as connection:
        await connection.execute(update(outbox).values(due_at=utc_now()))
    notice = await log.outbox.take()
    assert notice is not None
    assert CONTACT in notice.reply
    assert CONTACT in str(await log.privacy.held(Sender("telegram", f"telegram:{ANNE}", ANNE)))


async def test_an_embedded_database_draws_its_key_beside_itself(sqlite: str) -> None:
    logs = await asyncio.gather(*(QuestionLog.open(sqlite) for _ in range(4)))
    await asyncio.gather(*(log.close() for log in logs))
    path = sqlite.removeprefix("sqlite+aiosqlite:///") + ".cle"
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600  # noqa: PTH116
    os.rename(path, path + ".ailleurs")  # noqa: PTH104
    with pytest.raises(LogUnavailableError, match="n'ouvre pas cette base"):
        await QuestionLog.open(sqlite)
    assert not glob.glob(path), "no other key is left in the place of the lost one"  # noqa: PTH207


async def test_a_server_needs_a_key() -> None:
    address = "postgresql+psycopg://nobody@127.0.0.1:1/none?connect_timeout=2"
    with pytest.raises(ConfigurationError, match="openssl rand -hex 32"):
        await QuestionLog.open(address)


@pytest.mark.parametrize("value", ["a", "5f" * 31, "5f" * 33, "g" * 64, "5f" * 32 + " 5f"])
def test_a_short_address_key_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="32 octets"):
        Settings(address_key=value)


def test_keys_are_read_in_hexadecimal_and_base64() -> None:
    written = "X19fX19fX19fX19fX19fX19fX19fX19fX19fX19fX18=, " + "5f" * 32
    assert Settings(address_key=written).keys.address == KEYS.address * 2


def test_a_short_pseudonym_key_is_refused() -> None:
    with pytest.raises(ValueError, match="16 octets"):
        Settings(pseudonym_key="quinze octets..")


async def test_another_bot_on_the_same_database_is_not_silent(database: str) -> None:
    """Telegram numbers the messages of another bot from the beginning."""
    log = await open_log(database)
    for token in ("7000000001:" + "A" * 35, "7000000002:" + "B" * 35):
        async with TelegramServer(token) as server, in_process(application(server, log), poll):
            await play(server.user(), [Step(send="c'est quoi le PEB", reply="Vérifié")])
    assert len([question async for question in log.stream(Filter())]) == 2
    await log.close()


async def test_what_is_held_to_be_handled_is_sealed(log: QuestionLog, database: str) -> None:
    held = Held(f"message:{ANNE}:7:1", 12, '{"text": "MARQUEUR"}')
    await log.deliveries.hold([held])
    stolen = await dump(database)
    assert "MARQUEUR" not in stolen
    assert str(ANNE) not in stolen
    assert await log.deliveries.held() == [held]


async def test_codes_typed_at_the_same_instant_are_counted_one_after_the_other(
    database: str,
) -> None:
    log = await open_log(database)
    sessions = log.console.sessions
    found = await asyncio.gather(*(sessions.claim(f"AAAAA{n}", BRUNO) for n in range(2, 10)))
    assert found.count("unknown") == MAX_TRIES
    await log.close()
