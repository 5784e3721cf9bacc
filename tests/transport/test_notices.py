"""Notices: once each, one chat's wait is its own, and what was not received is known."""

import asyncio
import datetime
from typing import Any

import pytest

import bot.questionlog.outbox
from bot.pages.reply import Choice, Reply, dump, load
from bot.questionlog.records import Notice
from bot.questionlog.store import QuestionLog
from handlers.context import App
from handlers.transport import notices as sending
from handlers.transport.notices import Notices
from tests.dialogue import Step, play
from tests.telegram_server.people import Person
from tests.telegram_server.server import TelegramServer
from tests.transport.world import metric, whole_service

ONCE = dump(Reply("une fois"))
QUESTION = "tarif des places de cinéma à Tombouctou"


async def _met(server: TelegramServer, *numbers: int) -> list[Person]:
    """People whose chat is open."""
    people = [server.user(number) for number in numbers]
    for person in people:
        await person.send_text("/start")
    await server.idle()
    return people


def _count(person: Person, text: str) -> int:
    return [message.text for message in person.replies].count(text)


async def test_a_notice_is_delivered_once(
    serving: App, server: TelegramServer, log: QuestionLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    lease = datetime.timedelta(seconds=1)
    monkeypatch.setattr(bot.questionlog.outbox, "LEASE", lease)
    [mayor] = await _met(server, 1001)
    await log.desk.notify([Notice("k", 1001, ONCE)])
    server.world.faults.flood("sendMessage", retry_after=2)
    first = asyncio.create_task(Notices(serving, log, None).send_due())
    await server.wait_for(lambda: any(call.status == 429 for call in server.calls))
    second = asyncio.create_task(_send_past_the_lease(serving, log, lease))
    await asyncio.gather(first, second)
    assert _count(mayor, "une fois") == 1


async def _send_past_the_lease(app: App, log: QuestionLog, lease: datetime.timedelta) -> None:
    loop = asyncio.get_running_loop()
    end = loop.time() + lease.total_seconds() + 0.3
    while loop.time() < end:
        await Notices(app, log, None).send_due()


async def test_one_chat_that_waits_does_not_hold_the_others(
    server: TelegramServer, log: QuestionLog
) -> None:
    async with whole_service(server, log):
        slow, other = await _met(server, 1, 2)
        server.world.faults.flood("sendMessage", retry_after=45)
        await log.desk.notify([Notice("a", 1, ONCE), Notice("b", 1, ONCE), Notice("c", 2, ONCE)])
        await server.wait_for(lambda: _count(other, "une fois") == 1)
        assert _count(slow, "une fois") == 0
        assert len(server.calls_of("sendMessage", chat_id=1)) == 2, "asked once, then left alone"


async def test_known_twice_at_most_and_reviewers_hear_of_it(
    server: TelegramServer, log: QuestionLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "UNSURE_RETRY_S", 0.0)
    reviewer = server.user(900)
    staff = server.group(reviewer)
    async with whole_service(server, log, staff_chat_id=staff.id):
        [mayor] = await _met(server, 1001)
        server.world.faults.cut("sendMessage", times=2)
        await log.desk.notify([Notice("repondue:7:x", 1001, ONCE)])
        told = await server.wait_for(
            lambda: next((m for m in staff.chat.messages.values() if "n°\u00a07" in m.text), None)
        )
    assert "deux fois" in told.text
    assert _count(mayor, "une fois") == 2
    assert [(one.state, one.reason) for one in await log.outbox.delivery_of(7)] == [
        ("unsure", "unsure")
    ]


async def test_processes_that_die_while_sending_count_too(
    log: QuestionLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.questionlog.outbox, "LEASE", datetime.timedelta())
    await log.desk.notify([Notice("repondue:7:x", 1001, ONCE)])
    assert await log.outbox.take()
    assert await log.outbox.take()
    assert await log.outbox.take() is None
    assert [notice.question for notice in await log.outbox.give_up()] == [7]


async def test_what_a_sender_knows_counts_only_while_the_lease_is_its_own(
    log: QuestionLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.questionlog.outbox, "LEASE", datetime.timedelta())
    await log.desk.notify([Notice("repondue:7:x", 1001, ONCE)])
    late, quick = await log.outbox.take(), await log.outbox.take()
    assert late is not None
    assert quick is not None
    await log.outbox.sent(quick)
    await log.outbox.failed(late, "Forbidden")
    assert [one.state for one in await log.outbox.delivery_of(7)] == ["sent"]


async def test_an_answer_to_somebody_who_left_is_known(
    server: TelegramServer, log: QuestionLog
) -> None:
    reviewer = server.user(900)
    async with whole_service(server, log, reviewer_ids=frozenset({900})):
        mayor = server.user(1001)
        await play(mayor, [Step(send=QUESTION, reply="n° 1")])
        await mayor.block()
        preview = Step(send="/repondre 1 Voici.", reply="Voici")
        await play(reviewer, [preview, Step(press="Envoyer", reply="1 personne")])
        calls = len(server.calls_of("sendMessage", chat_id=1001))
        await server.wait_for(lambda: len(server.calls_of("sendMessage", chat_id=1001)) > calls)
        found = await _settled(log, 1)
    assert [(one.state, one.reason) for one in found] == [("failed", "Forbidden")]


async def _settled(log: QuestionLog, question: int) -> list[Any]:
    async with asyncio.timeout(5):
        while True:
            found = await log.outbox.delivery_of(question)
            if found and all(one.state != "waiting" for one in found):
                return found


async def test_announcements_outlive_the_time_out_of_the_group(
    server: TelegramServer, log: QuestionLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "STAFF_RETRY_S", 0.3)
    reviewer = server.user(900)
    staff = server.group(reviewer)
    staff.chat.blocked = True
    async with whole_service(server, log, staff_chat_id=staff.id):
        await play(server.user(1001), [Step(send=QUESTION, reply="n° 1")])
        await server.wait_for(lambda: len(server.calls_of("sendMessage", chat_id=staff.id)) >= 2)
        assert metric("assistant_staff_unreached") == 1.0
        staff.chat.blocked = False
        told = await server.wait_for(
            lambda: next((m for m in staff.chat.messages.values() if m.from_bot), None)
        )
        assert "Nouvelle question" in told.text
        async with asyncio.timeout(5):
            while metric("assistant_staff_unreached"):
                await log.outbox.waiting()


async def test_a_row_that_cannot_be_read_stops_no_other(
    server: TelegramServer, log: QuestionLog
) -> None:
    async with whole_service(server, log):
        [person] = await _met(server, 1)
        await log.desk.notify([Notice("rattachee:3:x", 1, "{}"), Notice("b", 1, ONCE)])
        await server.wait_for(lambda: _count(person, "une fois") == 1)
    assert [one.reason for one in await log.outbox.delivery_of(3)] == ["KeyError"]


async def test_a_notice_keeps_all_that_a_phone_shows() -> None:
    rows = ((Choice("Lien", "v1:share:x", "https://example.org/"), Choice("1. Un", "v1:p:1:x")),)
    reply = Reply("texte", rows, numbered=True, question=3, entry="fiche")
    assert load(dump(reply)) == reply
    old = '{"html": "avant", "rows": [[["Utile", "v1:ok:1"]]]}'
    assert load(old) == Reply("avant", ((Choice("Utile", "v1:ok:1"),),))
