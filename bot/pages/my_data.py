"""What people are shown about their own data."""

import json
from typing import Any

from bot.config import Promises
from bot.pages.reply import Choice, Reply, data
from bot.texts import privacy as texts


def policy(promises: Promises) -> Reply:
    """What is kept, by whom, how long, and one's rights."""
    days, text_days = promises.retention_days, promises.text_retention_days
    return Reply(texts.WHOLE.format(days=days, text_days=text_days))


def ask_to_erase() -> Reply:
    """The first of two confirmations."""
    return Reply(texts.ERASE_ASK, ((Choice(texts.ERASE_CONTINUE, data("erase", "again")), _no()),))


def confirm_erasing() -> Reply:
    """The second of two confirmations."""
    return Reply(
        texts.ERASE_ASK_AGAIN, ((Choice(texts.ERASE_YES, data("erase", "yes")),), (_no(),))
    )


def export(held: dict[str, list[dict[str, Any]]]) -> bytes:
    """Everything held about a person, as a file."""
    return json.dumps(held, ensure_ascii=False, indent=2, default=str).encode()


def _no() -> Choice:
    return Choice(texts.ERASE_NO, data("erase", "no"))
