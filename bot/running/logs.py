"""Logging for operators: lines on standard error, without secrets or text of users."""

import json
import logging
from collections.abc import Iterable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Final, Literal

reference: Final[ContextVar[str]] = ContextVar("reference", default="-")
"""What ties the lines of one update together: Telegram's number of it, which names nobody."""

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
