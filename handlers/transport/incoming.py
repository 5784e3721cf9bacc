"""From Telegram's JSON to updates, one by one: what cannot be read harms itself alone.

python-telegram-bot reads a whole batch or raises. A field that Telegram drops, or an older Bot API
server that never had it, would then stop everything, again after each start.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from telegram import Bot, Update

from handlers.cutting import whole
from handlers.registry import ALLOWED_UPDATES
from handlers.transport.shapes import UpdateShape


@dataclass(frozen=True, slots=True)
class Ignored:
    """An update of a kind that we did not ask for."""

    number: int


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An update that cannot be read."""

    number: int
    reason: str
    """The kind of error; its words may hold what was written, and go nowhere."""
    chat_id: int | None
    """Where to say so, if that can be read and somebody spoke to us there."""


Incoming = Update | Ignored | Unreadable


def read(data: object, bot: Bot) -> Incoming | None:
    """An update from its JSON; None when it is none at all.

    Args:
        data: what Telegram sent, decoded.
        bot: whose update it is.
    """
    number = number_of(data)
    if number is None or not isinstance(data, Mapping):
        return None
    try:
        cleaned = _cleaned(data)
    except RecursionError as error:
        return Unreadable(number, type(error).__name__, _chat_of(data))
    if not any(kind in cleaned for kind in ALLOWED_UPDATES):
        return Ignored(number)
    try:
        UpdateShape.model_validate(cleaned)
        _put_command_first(cleaned.get("message") or {})
        return Update.de_json(cleaned, bot)
    except Exception as error:  # whatever the parser makes of JSON that it does not know
        return Unreadable(number, type(error).__name__, _chat_of(cleaned))


def number_of(data: object) -> int | None:
    """Telegram's number of an update; None for what is no update."""
    number = data.get("update_id") if isinstance(data, Mapping) else None
    return number if type(number) is int and 0 <= number < 2**63 else None


def _cleaned(value: Any) -> Any:
    """The same without half signs, which neither a database nor a request can carry."""
    if isinstance(value, str):
        return value if value.isascii() else whole(value)
    if isinstance(value, list):
        return [_cleaned(item) for item in value]
    if isinstance(value, Mapping):
        return {key: _cleaned(item) for key, item in value.items()}
    return value


def _put_command_first(message: Mapping[str, Any]) -> None:
    """python-telegram-bot looks at the first entity alone: in bold, a command would be none."""
    message.get("entities", []).sort(
        key=lambda one: one["type"] != "bot_command" or one["offset"] > 0
    )


def _chat_of(data: Mapping[str, Any]) -> int | None:
    """The private chat that an update comes from, or the group where it is a command."""
    for kind in (kind for kind in ALLOWED_UPDATES if kind != "guest_message"):
        holder = data.get(kind)
        message = holder.get("message", holder) if isinstance(holder, Mapping) else None
        chat = message.get("chat") if isinstance(message, Mapping) else None
        chat_id = chat.get("id") if isinstance(chat, Mapping) else None
        if message is None or type(chat_id) is not int or not -(2**63) <= chat_id < 2**63:
            continue
        to_us = chat_id > 0 or str(message.get("text", "")).startswith("/")
        return chat_id if to_us else None
    return None
