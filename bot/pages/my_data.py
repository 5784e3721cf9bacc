"""What people are shown about their own data."""

import json
from typing import Any

from bot.config import Promises
from bot.knowledge.html import escape
from bot.pages.reply import Choice, Reply, data
from bot.texts import privacy as texts


def policy(promises: Promises) -> Reply:
    """What is kept, by whom, how long, and one's rights."""
    days, text_days = promises.retention_days, promises.text_retention_days
    return Reply(texts.WHOLE.format(days=days, text_days=text_days))


def ask_to_erase(mark: str, form: str) -> Reply:
    """The first of two confirmations.

    Args:
        mark: known to this confirmation alone, so that no other one's buttons erase.
        form: the confirmation under way, to be kept.
    """
    go_on = Choice(texts.ERASE_CONTINUE, data("erase", "again", mark))
    return Reply(texts.ERASE_ASK, ((go_on, _no()),), form=form)


def confirm_erasing(mark: str) -> Reply:
    """The second of two confirmations."""
    return Reply(
        texts.ERASE_ASK_AGAIN, ((Choice(texts.ERASE_YES, data("erase", "yes", mark)),), (_no(),))
    )


def export(held: dict[str, list[dict[str, Any]]]) -> bytes:
    """Everything held about a person, as a file."""
    return json.dumps(held, ensure_ascii=False, indent=2, default=str).encode()


def page(held: dict[str, list[dict[str, Any]]]) -> Reply:
    """Everything held about a person, to be read in a terminal."""
    if not held:
        return Reply(texts.EXPORT_NOTHING)
    return Reply(escape(export(held).decode()))


def _no() -> Choice:
    return Choice(texts.ERASE_NO, data("erase", "no"))
