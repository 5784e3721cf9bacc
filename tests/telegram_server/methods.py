"""The methods of the Bot API this server knows, by name in lower case."""

from collections.abc import Callable
from typing import Any, Final

from . import answers, messages, profiles
from .requests import Params
from .world import World

Method = Callable[[World, Params], Any]

METHODS: Final[dict[str, Method]] = {
    "answercallbackquery": answers.answer_callback_query,
    "answerguestquery": answers.answer_guest_query,
    "answerinlinequery": answers.answer_inline_query,
    "close": profiles.leave,
    "deletemessage": messages.delete_message,
    "deletemycommands": profiles.delete_my_commands,
    "deletewebhook": profiles.delete_webhook,
    "editmessagecaption": messages.edit_message_caption,
    "editmessagereplymarkup": messages.edit_message_reply_markup,
    "editmessagetext": messages.edit_message_text,
    "getchat": answers.get_chat,
    "getchatadministrators": answers.get_chat_administrators,
    "getchatmember": answers.get_chat_member,
    "getchatmenubutton": profiles.get_chat_menu_button,
    "getfile": answers.get_file,
    "getme": answers.get_me,
    "getmycommands": profiles.get_my_commands,
    "getmydescription": profiles.get_my_description,
    "getmyname": profiles.get_my_name,
    "getmyshortdescription": profiles.get_my_short_description,
    "getwebhookinfo": profiles.get_webhook_info,
    "logout": profiles.leave,
    "sendchataction": messages.send_chat_action,
    "senddocument": messages.send_document,
    "sendmessage": messages.send_message,
    "setchatmenubutton": profiles.set_chat_menu_button,
    "setmessagereaction": messages.set_message_reaction,
    "setmycommands": profiles.set_my_commands,
    "setmydescription": profiles.set_my_description,
    "setmyname": profiles.set_my_name,
    "setmyshortdescription": profiles.set_my_short_description,
    "setwebhook": profiles.set_webhook,
}
COUNTED: Final = frozenset({"senddocument", "sendmessage"})
"""Methods under the flood limits."""
