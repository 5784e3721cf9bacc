"""Logging for operators: lines on standard error, without secrets or text of users."""

import json
import logging
import traceback
from collections.abc import Iterable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any, Final, Literal

reference: Final[ContextVar[str]] = ContextVar("reference", default="-")
"""What ties the lines of one update together: Telegram's number of it, which names nobody."""

CAUSES: Final = 5
"""Errors of a traceback, one the cause of another."""
_TEXT: Final = "%(asctime)s %(levelname)s %(name)s [%(reference)s]: %(message)s"


class RedactingFormatter(logging.Formatter):
    """Takes known secrets out of every line, tracebacks included."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__(_TEXT)
        self._secrets: list[str] = []
        for secret in filter(None, secrets):
            self.hide(secret)

    def hide(self, secret: str) -> None:
        """Take one more out, as it is and as JSON writes it."""
        self._secrets += [secret, json.dumps(secret, ensure_ascii=False)[1:-1]]

    def format(self, record: logging.LogRecord) -> str:
        """The line, with ``***`` for secrets."""
        record.reference = reference.get()
        line = self._line(record)
        for secret in self._secrets:
            line = line.replace(secret, "***")
        return line

    def formatException(self, ei: Any) -> str:
        """Which kinds of errors, and where; never their own words, which may quote a user."""
        told: list[str] = []
        error = ei[1]
        while error is not None and len(told) < CAUSES:
            told.append("".join(traceback.format_tb(error.__traceback__)) + type(error).__name__)
            error = error.__cause__ or error.__context__
        return "\n".join(told)

    def _line(self, record: logging.LogRecord) -> str:
        return super().format(record)


class JsonFormatter(RedactingFormatter):
    """One JSON object a line."""

    def _line(self, record: logging.LogRecord) -> str:
        fields = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "update": reference.get(),
            "message": record.getMessage(),
        }
        if record.exc_info:
            fields["traceback"] = self.formatException(record.exc_info)
        return json.dumps(fields, ensure_ascii=False)


def configure(level: str, form: Literal["text", "json"], secrets: Iterable[str]) -> None:
    """Send our logs to standard error; libraries speak from WARNING on.

    httpx logs every address at INFO, and Telegram's addresses hold the token; python-telegram-bot
    logs a whole answer that it cannot read, and updates hold what people say.
    """
    handler = logging.StreamHandler()
    handler.setFormatter((JsonFormatter if form == "json" else RedactingFormatter)(secrets))
    logging.basicConfig(level="WARNING", handlers=[handler], force=True)
    for name in ("bot", "handlers"):
        logging.getLogger(name).setLevel(level)
    logging.getLogger("telegram.request.BaseRequest").setLevel(logging.CRITICAL)


def hide(secret: str) -> None:
    """Take out a secret that became known after the lines had begun."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler.formatter, RedactingFormatter):
            handler.formatter.hide(secret)
