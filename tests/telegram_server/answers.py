"""Methods that answer presses and inline queries, and read chats and files."""

import asyncio
import re
from typing import Any, Final

from .chats import Json
from .errors import bad_request
from .html import HtmlParser
from .keyboards import parsed_markup
from .requests import Params
from .text import MAX_TEXT, utf16_length
from .world import Press, World

MAX_NOTICE: Final = 200
MAX_RESULTS: Final = 50
MAX_DOWNLOAD: Final = 20 * 1024 * 1024
_START_PARAMETER: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")


def _taken(world: World, known: dict[str, Press], query_id: str) -> Press:
    press = known.get(query_id)
    now = asyncio.get_running_loop().time()
    if press is None or now - press.at > world.settings.callback_lifetime:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    return press


def answer_callback_query(world: World, params: Params) -> bool:
    """answerCallbackQuery."""
    if len(params.text("text")) > MAX_NOTICE:
        raise bad_request("MESSAGE_TOO_LONG")
    press = _taken(world, world.presses, params.text("callback_query_id"))
    press.answer = {"text": params.text("text"), "show_alert": params.boolean("show_alert")}
    world.changes.notify()
    return True


def answer_inline_query(world: World, params: Params) -> bool:
    """answerInlineQuery."""
    results = params.json("results")
    if not isinstance(results, list):
        raise bad_request("expected an Array of inline query results")
    if len(results) > MAX_RESULTS:
        raise bad_request("too many inline query results specified")
    if len({result.get("id") for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    for result in results:
        _check_result(world, result)
    button = params.json("button")
    if button and not _START_PARAMETER.fullmatch(button.get("start_parameter", "x")):
        raise bad_request("START_PARAM_INVALID")
    query = _taken(world, world.queries, params.text("inline_query_id"))
    query.answer = {**params.values, "results": results}
    world.changes.notify()
    return True


def answer_guest_query(world: World, params: Params) -> Json:
    """answerGuestQuery."""
    result = params.json("result")
    if not isinstance(result, dict):
        raise bad_request("object expected as inline query result")
    _check_result(world, result)
    query = _taken(world, world.queries, params.text("guest_query_id"))
    query.answer = result
    world.changes.notify()
    return {"inline_message_id": f"guest-{query.id}"}


def _check_result(world: World, result: Json) -> None:
    prefix = "can't parse inline query result:"
    if not 1 <= len(str(result.get("id", "")).encode()) <= 64:
        raise bad_request("RESULT_ID_INVALID")
    if result.get("type") == "article" and not result.get("title"):
        raise bad_request(f'{prefix} Can\'t find field "title"')
    content = result.get("input_message_content")
    if result.get("type") == "article" and not content:
        raise bad_request("input message content is not specified")
    if content and "message_text" in content:
        text = content["message_text"]
        if str(content.get("parse_mode", "")).lower() == "html":
            text, _ = HtmlParser(text, strict=world.settings.strict_html).parse()
        if not text.strip():
            raise bad_request("message text is empty")
        if utf16_length(text) > MAX_TEXT:
            raise bad_request("MESSAGE_TOO_LONG")
    parsed_markup(result.get("reply_markup"))


def get_chat(world: World, params: Params) -> Json:
    """getChat."""
    chat = world.chat_for_bot(params.text("chat_id"))
    return {**chat.to_json(), "accent_color_id": 0, "max_reaction_count": 11} | {
        "accepted_gift_types": {
            "unlimited_gifts": True,
            "limited_gifts": True,
            "unique_gifts": True,
            "premium_subscription": True,
            "gifts_from_channels": True,
        }
    }


def _member(world: World, user_id: int, status: str) -> Json:
    user = world.bot if user_id == world.bot["id"] else world.users[user_id]
    member: Json = {"user": user, "status": status}
    if status == "creator":
        member["is_anonymous"] = False
    if status == "kicked":
        member["until_date"] = 0
    return member


def get_chat_member(world: World, params: Params) -> Json:
    """getChatMember."""
    chat = world.chat_for_bot(params.text("chat_id"))
    user_id = params.integer("user_id")
    if user_id not in world.users and user_id != world.bot["id"]:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return _member(world, user_id, chat.members.get(user_id, "left"))


def get_chat_administrators(world: World, params: Params) -> list[Json]:
    """getChatAdministrators; only the creator is told in full."""
    chat = world.chat_for_bot(params.text("chat_id"))
    if chat.kind == "private":
        raise bad_request("there are no administrators in the private chat")
    return [
        _member(world, user_id, status)
        for user_id, status in chat.members.items()
        if status == "creator"
    ]


def get_file(world: World, params: Params) -> Json:
    """getFile."""
    if not params.text("file_id"):
        raise bad_request("file_id not specified")
    stored = world.files.get(params.text("file_id"))
    if stored is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(stored.upload.data) > MAX_DOWNLOAD:
        raise bad_request("file is too big")
    return {**stored.to_json(), "file_path": stored.path}


def get_me(world: World, _params: Params) -> Json:
    """getMe."""
    abilities: dict[str, Any] = {
        "can_join_groups": True,
        "can_read_all_group_messages": not world.settings.privacy,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }
    return world.bot | abilities
