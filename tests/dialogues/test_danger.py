"""A mayor who writes in the middle of a danger reads whom to call before anything else."""

import pytest

from bot.questionlog.store import QuestionLog
from bot.texts.conversation import CALL
from handlers.context import App
from tests.dialogue import Step, play
from tests.telegram_server.server import TelegramServer


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("fuite de gaz a l'ecole", "rescue"),
        ("/question le gymnase brûle", "rescue"),
        ("je vais craquer, j'ai envie d'en finir", "distress"),
    ],
)
async def test_whom_to_call_comes_first(
    text: str, kind: str, serving: App, server: TelegramServer, log: QuestionLog
) -> None:
    [reaction] = await play(server.user(), [Step(send=text, reply="112")])
    first = CALL[kind].split("</b>")[0].removeprefix("<b>")
    assert reaction.written[0].text.replace("\u00a0", " ").startswith(first)


async def test_a_rule_is_answered_as_ever(serving: App, server: TelegramServer) -> None:
    await play(server.user(), [Step(send="que faire en cas d'incendie", reply="", absent="112")])
