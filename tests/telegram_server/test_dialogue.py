"""The dialogue harness, with a bot that does right and one that does wrong."""

from pathlib import Path

import pytest
from aiohttp import web
from telegram import Update

from tests.dialogue import DialogueError, Step, load_dialogue, observed, play
from tests.telegram_server.echo import (
    echo_application,
    serving,
)
from tests.telegram_server.errors import SilentPersonError
from tests.telegram_server.running import in_process
from tests.telegram_server.server import TelegramServer


async def test_dialogue(server: TelegramServer, tmp_path: Path) -> None:
    path = tmp_path / "echo.yaml"
    path.write_text(
        "- {send: Bonjour, reply: 'écho : Bonjour', buttons: [Utile, …], absent: erreur}\n"
        "- {press: Pas, edited: Avis noté, notice: Merci, buttons: []}\n"
        "- {correct: Bonsoir, reply: Bonsoir}\n"
        "- {do: voice, reply: pas de texte}\n"
        "- {send: deux, replies: [[écho], [et encore]]}\n"
        "- {send: rien, silence: true}\n",
        "utf-8",
    )
    async with in_process(echo_application(server.root)):
        reactions = await play(server.user(), load_dialogue(path))
    assert len(reactions) == 6


@pytest.mark.parametrize(
    ("steps", "problem"),
    [
        ([Step(send="rien")], "0 replies and 0 edits"),
        ([Step(send="rien", reply="x")], "1 new messages expected, 0 seen"),
        ([Step(send="deux", reply="deux")], "1 new messages expected, 2 seen"),
        ([Step(send="un", reply="trois")], "'trois' is missing"),
        ([Step(send="un", buttons=["Utile"])], "buttons"),
        ([Step(send="un", silence=True)], "silence expected"),
        ([Step(send="un"), Step(press_data="muet", edited=[])], "never answered"),
    ],
)
async def test_dialogue_fails(server: TelegramServer, steps: list[Step], problem: str) -> None:
    async with in_process(echo_application(server.root)):
        with pytest.raises(DialogueError, match=problem):
            await play(server.user(), steps)


async def test_silence_of_a_dead_bot_names_the_calls(server: TelegramServer) -> None:
    with pytest.raises(SilentPersonError, match="for the bot to confirm"):
        await play(server.user(), [Step(send="x")], timeout=0.1)


async def test_dialogue_in_a_group(server: TelegramServer) -> None:
    person = server.user()
    group = server.group(person)
    steps = [Step(send="bonjour", silence=True), Step(send="/aide", reply="/aide")]
    async with in_process(echo_application(server.root)):
        await play(group.as_seen_by(person), steps)


async def test_what_comes_unasked_is_seen(server: TelegramServer) -> None:
    person = server.user()
    application = echo_application(server.root)
    async with in_process(application):
        await play(person, [Step(send="un", reply="un")])
        seen = len(server.calls)
        await application.bot.send_message(person.id, "au fait")
    assert "au fait" in observed(person, seen, None).describe()


async def test_a_handler_that_fails_is_not_forgotten(server: TelegramServer) -> None:
    with pytest.raises(ExceptionGroup, match="handlers failed"):
        async with in_process(echo_application(server.root)):
            await play(server.user(), [Step(send="panne", silence=True)])


async def test_inline_results(server: TelegramServer) -> None:
    async with in_process(echo_application(server.root)):
        results = await server.user().inline_results("ort")
    assert [result["title"] for result in results] == ["ORT"]


async def test_a_long_text_comes_in_two_and_a_refused_reply_is_told(
    server: TelegramServer,
) -> None:
    person = server.user()
    async with in_process(echo_application(server.root), tolerate_errors=True):
        with pytest.raises(DialogueError, match="refused: sendMessage: Bad Request: message is t"):
            await play(person, [Step(send="a" * 5000, reply="a")])
    assert [len(message.text) for message in person.messages[:2]] == [4096, 904]


async def test_dialogue_over_a_webhook(server: TelegramServer) -> None:
    application = echo_application(server.root)

    async def receive(request: web.Request) -> web.Response:
        update = Update.de_json(await request.json(), application.bot)
        await application.process_update(update)
        return web.Response()

    async with application, serving(receive) as url:
        await application.bot.set_webhook(url)
        steps = [Step(send="un", reply="un"), Step(press="Utile", edited="Avis noté")]
        await play(server.user(), steps)


async def test_the_polling_of_the_library_itself_works(server: TelegramServer) -> None:
    application = echo_application(server.root)
    person = server.user()
    async with application:
        assert application.updater is not None
        await application.start()
        await application.updater.start_polling()
        await person.send_text("un")
        assert (await person.next_reply()).text == "écho : un"
        await application.updater.stop()
        await application.stop()
