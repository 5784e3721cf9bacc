"""What a line of the log may hold when the database refuses a row: never the row."""

import io
import logging

import pytest
from sqlalchemy import text

from bot.app import _webhook_secret
from bot.config import Settings
from bot.keys import draw_key
from bot.questionlog.store import QuestionLog
from bot.running.logs import JsonFormatter, RedactingFormatter
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


@pytest.mark.parametrize("formatter", [RedactingFormatter, JsonFormatter])
def test_no_key_is_in_a_line_whatever_it_is_made_of(formatter: type[RedactingFormatter]) -> None:
    first, second, pseudonym = draw_key(), draw_key(), 'seize "lettres" \\ et plus'
    token, webhook = "123456:jeton-du-bot", "secret_du_webhook"
    kept = Settings(
        telegram_bot_token=token,
        webhook_secret=webhook,
        address_key=f"{first}, {second}",
        pseudonym_key=pseudonym,
    )
    for secret in (token, webhook, first, second, pseudonym):
        record = logging.LogRecord("bot", 30, "", 1, "before %s after", (secret,), None)
        assert "before *** after" in formatter(kept.secrets).format(record)


@pytest.mark.parametrize("formatter", [RedactingFormatter, JsonFormatter])
def test_an_incident_tells_where_and_of_which_kind_not_what_was_said(
    formatter: type[RedactingFormatter],
) -> None:
    said = " ".join(["dromadaire", "de", "Lilas"])  # no line of this source holds it
    try:
        try:
            int(said)
        except ValueError as error:
            raise RuntimeError(said) from error
    except RuntimeError as error:
        told = (type(error), error, error.__traceback__)
        record = logging.LogRecord("bot", 40, "", 1, "incident 1", (), told)
    line = formatter(()).format(record)
    for kept in ("incident 1", "RuntimeError", "ValueError", "test_lines.py"):
        assert kept in line
    assert said not in line


async def test_the_secret_that_the_service_draws_is_in_no_line_either(
    log: QuestionLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(RedactingFormatter(()))
    monkeypatch.setattr(logging.getLogger(), "handlers", [handler])
    drawn = await _webhook_secret(Settings(webhook_url="https://assistant.example.org/t"), log)
    logging.getLogger("bot").warning("before %s after", drawn)
    assert "before *** after" in lines.getvalue()
