"""Nothing is too long for Telegram, no press too old, no number too large: no incident."""

import json
from typing import Any

import pytest

from bot.pages.reply import Choice, Reply, dump
from bot.questionlog.records import Notice
from bot.questionlog.store import QuestionLog
from handlers.context import App
from tests.dialogue import Step, play
from tests.telegram_server.server import TelegramServer
from tests.transport.world import whole_service

REVIEWER = 900
HUGE = "99999999999999999999"


def _no_incident(server: TelegramServer) -> None:
    refused = [call for call in server.calls if call.status == 400 and "too old" not in call.error]
    assert not refused, refused
    texts = [str(call.params.get("text", "")) for call in server.calls_of("sendMessage")]
    assert not [text for text in texts if "incident" in text]


async def test_long_questions_and_answers_are_read_to_the_end(
    server: TelegramServer, log: QuestionLog
) -> None:
    async with whole_service(server, log, reviewer_ids=frozenset({REVIEWER})):
        mayor, reviewer = server.user(1), server.user(REVIEWER)
        await mayor.send_text("le dromadaire " + "😀" * 2000)
        await server.idle()
        answer = "Voici & la réponse. " * 170
        await reviewer.send_text(f"/repondre 1 {answer}")
        await server.idle()
        await reviewer.press("Envoyer")
        await server.wait_for(lambda: any("Voici" in m.text for m in mayor.replies))
        await mayor.send_text("/mesquestions")
        await server.idle()
        await mayor.press("1")
        await server.idle()
        assert mayor.last.labels, "the choices stand under the last part"
        await reviewer.send_text("/question 1")
        await server.idle()
        assert reviewer.last.labels
        shown = "".join(message.text for message in reviewer.replies)
        assert shown.count("😀") >= 1400
    _no_incident(server)


async def test_a_notice_of_any_length_arrives(server: TelegramServer, log: QuestionLog) -> None:
    async with whole_service(server, log):
        person = server.user(1)
        person.chat.opened = True
        reply = Reply(f"<b>{'😀' * 3000}</b>", ((Choice("é" * 300, "v1:dom"),),))
        await log.desk.notify([Notice("k", 1, dump(reply))])
        await server.wait_for(lambda: len(person.replies) == 2)
        assert sum(message.text.count("😀") for message in person.replies) == 3000
        assert person.last.labels
    _no_incident(server)


async def test_presses_too_old_to_be_answered_are_acted_on(
    server: TelegramServer, log: QuestionLog
) -> None:
    reviewer, stranger = server.user(REVIEWER), server.user(5)
    staff = server.group(reviewer, stranger)
    options: dict[str, Any] = {"reviewer_ids": frozenset({REVIEWER}), "staff_chat_id": staff.id}
    async with whole_service(server, log, **options):
        await play(server.user(1), [Step(send="le dromadaire bleu", reply="n° 1")])
        await server.wait_for(lambda: staff.as_seen_by(reviewer).replies or None)
        server.world.settings.callback_lifetime = -1.0
        await staff.press(reviewer, "Prendre en charge")
        await server.idle()
        assert "prise en charge" in staff.as_seen_by(reviewer).last.text
        written = len(staff.as_seen_by(stranger).replies)
        await staff.as_seen_by(stranger).press_data("v1:r:hors:1")
        await server.idle()
        assert len(staff.as_seen_by(stranger).replies) == written
        question = await log.get(1)
        assert question is not None
        assert question.status == "en_cours"
    _no_incident(server)


@pytest.mark.parametrize(
    "carried",
    [
        *(f"v1:r:{act}:{HUGE}" for act in ("prise", "hors", "rouvrir", "voir", "page", "fiche")),
        "v1:r:prise:-1",
        "v1:r:prise:1_0",
        "v1:r:prise:٣",
        "v1:r:fiche:1",
        "v1:r:",
        *(f"v1:{act}:{HUGE}:{HUGE}" for act in ("q", "rm", "re", "ok", "d", "train", "town", "p")),
        "v1:form:need:" + HUGE,
    ],
)
async def test_any_number_in_a_button_is_answered(
    server: TelegramServer, log: QuestionLog, carried: str
) -> None:
    async with whole_service(server, log, reviewer_ids=frozenset({REVIEWER})):
        reviewer = server.user(REVIEWER)
        await play(reviewer, [Step(send="le dromadaire bleu", reply="Rien n'a été enregistré")])
        sent = await reviewer.press_data(carried)
        await server.idle()
        assert sent.press is not None
        assert sent.press.answer is not None
    _no_incident(server)


async def test_a_half_sign_is_a_sign_that_cannot_be_read(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    person = server.user(1)
    await play(person, [Step(send="/aide", reply="")])
    body = json.loads(json.dumps(person.messages[0].to_json())) | {"message_id": 50}
    half = {"text": "le dromadaire \ud800 bleu", "entities": []}
    server.world.updates.push("message", body | half)
    await server.idle()
    question = await log.get(1)
    assert question is not None
    assert question.text == "le dromadaire \ufffd bleu"
    _no_incident(server)


async def test_a_staff_group_that_became_a_supergroup(
    server: TelegramServer, log: QuestionLog
) -> None:
    reviewer = server.user(REVIEWER)
    staff = server.group(reviewer)
    async with whole_service(server, log, staff_chat_id=staff.id):
        new = await staff.migrate(reviewer)
        await play(server.user(1), [Step(send="le dromadaire bleu", reply="n° 1")])
        told = await server.wait_for(
            lambda: next((m for m in new.chat.messages.values() if m.from_bot), None)
        )
        assert "Nouvelle question" in told.text
        await log.desk.notify([Notice("k", staff.id, dump(Reply("autre chose")))])
        await server.wait_for(
            lambda: len([m for m in new.chat.messages.values() if m.from_bot]) == 2
        )
