"""Who is speaking, and who reads along: what is a person's own stays with that person."""

from typing import Any

import pytest

from bot.config import Settings
from bot.questionlog.records import Filter
from bot.questionlog.store import QuestionLog
from handlers.context import App, Services, known_as, serve_with, services_of
from handlers.flood import Flood
from tests.dialogue import Step, logged, play
from tests.telegram_server.groups import GroupWriter
from tests.telegram_server.people import Writer
from tests.telegram_server.server import TelegramServer
from tests.telegram_server.text import found_entities

PRIVATE = "vitesse de la lumière chez M. Dupont"
OWN_COMMANDS = (
    "/mesquestions", "/appui", "/commune Guéret", "/effacer", "/mesdonnees", "/annuler",
    "/consultations", "/mesquestions@petites_villes_test_bot", "/question mes questions",
    "/question supprimez mes données", "/question rappelez-moi",
)  # fmt: skip
OWN_BUTTONS = (
    "v1:mine", "v1:q:1", "v1:rm:1", "v1:re:1", "v1:stop", "v1:appui", "v1:annuler",
    "v1:commune:Guéret", "v1:town:23096", "v1:erase", "v1:erase:again:x", "v1:erase:yes:x",
    "v1:consultations", "v1:cs:x", "v1:form:envoyer", "v1:form:question:besoin",
)  # fmt: skip
ANONYMOUS = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
AS_CHANNEL = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}


async def said(writer: Writer, as_chat: dict[str, Any], text: str) -> str:
    """What is replied to a text said in a group in the name of a chat."""
    world, calls = writer.server.world, len(writer.server.calls_of("sendMessage"))
    parts = {"extra": {"sender_chat": as_chat} if as_chat else {}}
    message = world.new_message(writer.chat, writer.user, text, found_entities(text), **parts)
    world.updates.push("message", message.to_json())
    await writer.server.idle()
    [sent] = writer.server.calls_of("sendMessage")[calls:]
    return str(sent.params["text"]).replace("\u00a0", " ")


async def test_a_personal_page_is_shown_in_private_alone(
    serving: App, server: TelegramServer
) -> None:
    known_as(serving, "petites_villes_test_bot")
    anne = server.user(1001)
    await play(anne, [Step(send=PRIVATE, reply="n° 1")])
    seen = server.group(anne).as_seen_by(anne)
    for command in OWN_COMMANDS:
        await play(seen, [Step(send=command, reply="écrivez-moi en privé", absent="lumière")])
        assert "t.me/petites_villes_test_bot" in str(seen.last.to_json())


async def test_no_button_shows_or_changes_in_a_group_what_is_ones_own(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    anne, bruno = server.user(1001), server.user(1002)
    await play(anne, [Step(send=PRIVATE, reply="n° 1")])
    group = server.group(anne, bruno)
    seen = group.as_seen_by(anne)
    await play(seen, [Step(send="/question c'est quoi le PEB", reply="Vérifié")])
    for presser in (seen, group.as_seen_by(bruno)):
        for data in OWN_BUTTONS:
            await play(presser, [Step(press_data=data, reply="en privé", absent="lumière")])
    question = await logged(log, 1)
    assert (question.text, question.status) == (PRIVATE, "nouvelle")


@pytest.mark.parametrize("verb", ["ask", "ko", "ok", "tell", "alone"])
async def test_no_button_brings_a_question_asked_in_private_into_a_group(
    serving: App, server: TelegramServer, log: QuestionLog, verb: str
) -> None:
    anne = server.user(1001)
    await play(anne, [Step(send=PRIVATE, reply="n° 1")])
    seen = server.group(anne).as_seen_by(anne)
    await play(seen, [Step(send="/question les gens de la planète Zorg", reply="n° 2")])
    await play(seen, [Step(press_data=f"v1:{verb}:1", notice="revient", silence=True)])
    assert (await logged(log, 1)).events == ()
    await play(seen, [Step(press_data="v1:ok:2", notice="Merci")])


async def test_a_town_told_in_private_is_not_told_by_the_page_of_contacts(
    serving: App, server: TelegramServer
) -> None:
    anne = server.user(1001)
    await play(anne, [Step(send="/commune Guéret", reply="Guéret")])
    seen = server.group(anne).as_seen_by(anne)
    await play(seen, [Step(send="/contact", reply="Cerema", absent="Nouvelle-Aquitaine")])
    await play(anne, [Step(send="/contact", reply="Nouvelle-Aquitaine")])


@pytest.mark.parametrize("account", [ANONYMOUS, AS_CHANNEL])
async def test_who_speaks_for_a_chat_is_that_chat(
    serving: App, server: TelegramServer, log: QuestionLog, account: dict[str, Any]
) -> None:
    """Two groups of anonymous admins, and two channels in one group."""
    groups = [server.group(server.user(1001)), server.group(server.user(1002))]
    speaks: list[dict[str, Any]] = [{}, {}]
    if account is AS_CHANNEL:
        groups[1] = groups[0]
        speaks = [{"id": -1_001_000_000_001 - n, "type": "channel", "title": "C"} for n in (0, 1)]
    first, second = (GroupWriter(server, account, group.chat) for group in groups)
    for writer, chat in ((first, speaks[0]), (second, speaks[1])):
        assert "n° " in await said(writer, chat, "/question les gens de la planète Zorg")
        assert "en privé" in await said(writer, chat, "/mesquestions")
        assert "en privé" in await said(writer, chat, "/effacer")
    people = {question.person async for question in log.stream(Filter())}
    assert len(people) == 2
    nobody = log.pseudonym(f"telegram:{account['id']}")
    assert nobody not in people
    for data in ("v1:q:1", "v1:rm:1", "v1:ko:1", "v1:tell:1", "v1:alone:1", "v1:ask:1"):
        calls = len(server.calls_of("sendMessage"))
        await second.press_data(data)
        await server.idle()
        told = [str(call.params["text"]) for call in server.calls_of("sendMessage")[calls:]]
        assert "Zorg" not in "".join(told)
    assert (await logged(log, 1)).status == "nouvelle"


async def test_the_channel_of_a_group_is_no_member_of_the_staff(
    serving: App, server: TelegramServer
) -> None:
    """A post that a channel brings into the staff's group is not a reviewer's."""
    staff = server.group(server.user(2002))
    settings = Settings(
        telegram_bot_token=server.token,
        telegram_api_url=server.root,
        reviewer_ids=frozenset({2002}),
        staff_chat_id=staff.id,
    )
    serve_with(serving, Services(services_of(serving).assistant, settings, Flood()))
    await play(server.user(1001), [Step(send=PRIVATE, reply="n° 1")])
    for account in (ANONYMOUS, AS_CHANNEL, {"id": 777000, "is_bot": False, "first_name": "T"}):
        writer = GroupWriter(server, account, staff.chat)
        await play(writer, [Step(send="/questions", silence=True)])
        await play(writer, [Step(send="/repondre 1 Non", silence=True)])


STAFF_COMMANDS = ("/questions", "/question 1", "/bilan", "/export", "/repondre 1 Oui",
                  "/rattacher 1 x", "/doublon 1 1", "/console", "/recharger")  # fmt: skip


async def test_staff_pages_open_in_no_other_group(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    reviewer = server.user(2002)
    settings = Settings(
        telegram_bot_token=server.token,
        telegram_api_url=server.root,
        reviewer_ids=frozenset({2002}),
        editor_ids=frozenset({2002}),
        staff_chat_id=server.group(reviewer).id,
    )
    serve_with(serving, Services(services_of(serving).assistant, settings, Flood()))
    await play(server.user(1001), [Step(send=PRIVATE, reply="n° 1")])
    elsewhere = server.group(reviewer, server.user(1002)).as_seen_by(reviewer)
    await play(elsewhere, [Step(send="/question c'est quoi le PEB", reply="Vérifié")])
    for command in STAFF_COMMANDS:
        reaction = [Step(send=command, reply="n° ") if command == "/question 1" else
                    Step(send=command, silence=True)]  # fmt: skip
        await play(elsewhere, reaction)
        assert "lumière" not in elsewhere.last.text
    for data in ("v1:r:voir:1", "v1:r:page:0", "v1:r:hors:1", "v1:r:prise:1", "v1:r:envoyer:1:x"):
        await play(elsewhere, [Step(press_data=data, notice="revient à la personne")])
    assert (await logged(log, 1)).status == "nouvelle"


async def test_an_old_confirmation_erases_nothing(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    anne = server.user(1001)
    await play(
        anne,
        [
            Step(send=PRIVATE, reply="n° 1"),
            Step(send="/effacer", reply="sans retour"),
            Step(press="Continuer", reply="Dernière"),
        ],
    )
    old = next(b.data for b in anne.last.buttons if b.label.startswith("Oui"))
    assert old is not None
    await play(
        anne,
        [
            Step(press="Non", reply="Rien n'a été effacé"),
            Step(press_data=old, reply="sans retour"),
            Step(press_data="v1:erase:yes", reply="sans retour"),
            Step(press_data=old, reply="sans retour"),
            Step(press="Continuer", reply="Dernière"),
            Step(press_data=old, reply="sans retour"),
        ],
    )
    assert (await logged(log, 1)).text == PRIVATE
