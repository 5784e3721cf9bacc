"""What a line of the log may hold when the database refuses a row: never the row."""

import pytest
from sqlalchemy import text

from bot.questionlog.store import QuestionLog
from handlers.context import App
from tests.dialogue import Step, play
from tests.telegram_server.server import TelegramServer

REFUSALS = {
    "a column is gone": "ALTER TABLE questions RENAME COLUMN text TO elsewhere",
    "a row is against a rule": "ALTER TABLE questions ADD x INTEGER CHECK (x IS NOT NULL)",
}


@pytest.mark.parametrize("why", REFUSALS)
async def test_a_row_that_is_refused_is_in_no_line(
    serving: App,
    server: TelegramServer,
    log: QuestionLog,
    caplog: pytest.LogCaptureFixture,
    why: str,
) -> None:
    async with log._database.write() as connection:
        await connection.execute(text(REFUSALS[why]))
    for name in ("bot", "handlers"):
        caplog.set_level("DEBUG", logger=name)
    await play(
        server.user(987654321, "Prudence"),
        [Step(send="le dromadaire de M. Lilas", reply="Rien n'a été transmis")],
    )
    assert "question not recorded" in caplog.text
    for personal in ("Lilas", "Prudence", "987654321"):
        assert personal not in caplog.text
