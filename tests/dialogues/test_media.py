"""What is not written: pictures with words under them, places, voices, contacts."""

from bot.questionlog.store import QuestionLog
from handlers.context import App
from tests.dialogue import Step, logged, play
from tests.telegram_server.server import TelegramServer


async def test_what_is_written_under_a_picture_is_read(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    mayor = server.user(1001)
    await mayor.send_photo(caption="c'est quoi le PEB")
    await server.idle()
    assert "Vérifié le" in mayor.last.text
    assert (await logged(log, 1)).text == "c'est quoi le PEB"


async def test_an_album_gets_one_reply(serving: App, server: TelegramServer) -> None:
    mayor = server.user(1001)
    await mayor.send_album(["c'est quoi le PEB", "", ""])
    await server.idle()
    assert len(mayor.replies) == 1
    assert "Vérifié le" in mayor.last.text
    await mayor.send_album(["", "", ""])
    await server.idle()
    assert len(mayor.replies) == 2
    assert "messages écrits" in mayor.last.text


async def test_a_place_proposes_its_town_and_keeps_nothing_unasked(
    serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    mayor = server.user(1001)
    await mayor.send_location(45.03, 3.09)
    await server.idle()
    assert "De quelle commune" in mayor.last.text
    [line] = [one for one in mayor.last.text.splitlines() if "Saint-Flour (Cantal" in one]
    await play(mayor, [Step(press=line[:1], reply="C'est noté : Saint-Flour")])


async def test_words_that_help(serving: App, server: TelegramServer) -> None:
    mayor = server.user(1001)
    await play(mayor, [Step(do="voice", reply="micro du clavier")])
    await play(mayor, [Step(do="contact", reply=["/appui", "/contact"])])


async def test_a_kind_of_message_that_the_library_does_not_know(
    serving: App, server: TelegramServer
) -> None:
    """Bot API 10.3 has rich messages; python-telegram-bot 22.8 passes them over."""
    person = server.user(1001)
    await play(person, [Step(start="", reply="365 jours")])
    rich = {"blocks": [{"type": "paragraph", "text": "c'est quoi le PEB"}]}
    message = server.world.new_message(person.chat, person.user, extra={"rich_message": rich})
    server.world.updates.push("message", message.to_json())
    await server.idle()
    assert "messages écrits" in person.last.text
