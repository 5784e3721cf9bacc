"""Keyboards under messages: what Telegram accepts, and the buttons a person sees."""

import json
from dataclasses import dataclass
from typing import Any, Final

from .errors import bad_request
from .text import checked_link

MAX_BUTTONS: Final = 100
MAX_CALLBACK_BYTES: Final = 64
MAX_COPIED: Final = 256
_ACTIONS: Final = (
    "url",
    "callback_data",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "web_app",
    "login_url",
)


@dataclass(frozen=True)
class Button:
    """A button as a person sees it."""

    label: str
    """What is written on it."""
    data: str | None = None
    """What pressing it sends to the bot."""
    url: str | None = None
    """Where pressing it leads instead."""
    copies: str | None = None
    """What pressing it puts on the clipboard instead."""
    sends: str | None = None
    """What pressing it looks for inline, in a chat that is chosen, instead."""
    row: int = 0
    """Its line in the keyboard, from 0."""


def parsed_markup(value: object) -> dict[str, Any] | None:
    """The keyboard of a request, checked; None when there is none."""
    if value in (None, "", "null"):
        return None
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            reason = "can't parse reply keyboard markup JSON object"
            raise bad_request(reason) from None
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in value:
        return _checked_inline(value["inline_keyboard"])
    if "keyboard" in value:
        return _checked_reply_keyboard(value)
    return value


def buttons_of(markup: dict[str, Any] | None) -> list[Button]:
    """All the buttons of a keyboard, row after row."""
    rows = (markup or {}).get("inline_keyboard") or []
    return [
        Button(
            button["text"],
            button.get("callback_data"),
            button.get("url"),
            (button.get("copy_text") or {}).get("text"),
            (button.get("switch_inline_query_chosen_chat") or {}).get("query"),
            number,
        )
        for number, row in enumerate(rows)
        for button in row
    ]


def _checked_inline(rows: object) -> dict[str, Any] | None:
    checked = [[_checked_button(button) for button in row] for row in _rows_of(rows)]
    checked = [row for row in checked if row]
    if sum(map(len, checked)) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": checked} if checked else None


def _rows_of(rows: object) -> list[list[Any]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" must be an Array of Arrays')
    return rows


def _checked_button(button: object) -> dict[str, Any]:
    prefix = "can't parse inline keyboard button:"
    if not isinstance(button, dict):
        raise bad_request(f"{prefix} InlineKeyboardButton must be an Object")
    if "text" not in button:
        raise bad_request(f'{prefix} Can\'t find field "text"')
    if not str(button["text"]).strip():
        # Telegram drops such a button without a word: for a test that is a fault.
        raise bad_request("BUTTON_TEXT_INVALID")
    if not any(button.get(action) not in (None, "") for action in _ACTIONS):
        if "switch_inline_query" in str(sorted(button)):
            return button
        raise bad_request(f"{prefix} Text buttons are unallowed in the inline keyboard")
    _check_action(button)
    return button


def _check_action(button: dict[str, Any]) -> None:
    url, data = button.get("url"), button.get("callback_data")
    if url and checked_link(url) is None:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    if data and len(data.encode()) > MAX_CALLBACK_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    copied = button.get("copy_text")
    if copied and not 1 <= len(copied.get("text", "")) <= MAX_COPIED:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _checked_reply_keyboard(markup: dict[str, Any]) -> dict[str, Any]:
    rows = markup["keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "keyboard" must be an Array of Arrays')
    for button in (button for row in rows for button in row):
        if not (button if isinstance(button, str) else button.get("text")):
            raise bad_request("BUTTON_TEXT_INVALID")
    return markup
