"""Methods about the bot itself: commands, descriptions, webhook."""

import json
import re
from typing import Any, Final
from urllib.parse import urlsplit

from .chats import Json
from .errors import bad_request
from .requests import Params
from .world import Webhook, World

MAX_COMMANDS: Final = 100
MAX_DESCRIPTION: Final = 512
MAX_SHORT_DESCRIPTION: Final = 120
MAX_NAME: Final = 64
_COMMAND: Final = re.compile(r"[a-z0-9_]{1,32}")
_SECRET: Final = re.compile(r"[A-Za-z0-9_-]{0,256}")
_SCOPES: Final = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}


def _scope(world: World, params: Params) -> tuple[str, str]:
    scope: Any = params.json("scope") or {"type": "default"}
    if not isinstance(scope, dict) or scope.get("type") not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    if "chat_id" in _SCOPES[scope["type"]]:
        world.chat_for_bot(str(scope.get("chat_id", "")))
    language = params.text("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("invalid language code specified")
    return json.dumps(scope, sort_keys=True), language


def set_my_commands(world: World, params: Params) -> bool:
    """setMyCommands."""
    commands = params.json("commands")
    if not isinstance(commands, list):
        raise bad_request("expected an Array of BotCommand")
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not _COMMAND.fullmatch(str(command.get("command", "")).removeprefix("/")):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", "")).strip()) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    world.profile.commands[_scope(world, params)] = commands
    return True


def get_my_commands(world: World, params: Params) -> list[Json]:
    """getMyCommands: exactly this scope and language, no fallback."""
    return world.profile.commands.get(_scope(world, params), [])


def delete_my_commands(world: World, params: Params) -> bool:
    """deleteMyCommands."""
    world.profile.commands.pop(_scope(world, params), None)
    return True


def _set(store: dict[str, str], params: Params, name: str, most: int) -> bool:
    value, language = params.text(name), params.text("language_code")
    if len(value) > most:
        raise bad_request(f"{name} is too long: at most {most} characters")
    store[language] = value
    return True


def _get(store: dict[str, str], params: Params) -> str:
    return store.get(params.text("language_code")) or store.get("", "")


def set_my_description(world: World, params: Params) -> bool:
    """setMyDescription."""
    return _set(world.profile.descriptions, params, "description", MAX_DESCRIPTION)


def set_my_short_description(world: World, params: Params) -> bool:
    """setMyShortDescription."""
    store = world.profile.short_descriptions
    return _set(store, params, "short_description", MAX_SHORT_DESCRIPTION)


def set_my_name(world: World, params: Params) -> bool:
    """setMyName."""
    return _set(world.profile.names, params, "name", MAX_NAME)


def get_my_description(world: World, params: Params) -> Json:
    """getMyDescription."""
    return {"description": _get(world.profile.descriptions, params)}


def get_my_short_description(world: World, params: Params) -> Json:
    """getMyShortDescription."""
    return {"short_description": _get(world.profile.short_descriptions, params)}


def get_my_name(world: World, params: Params) -> Json:
    """getMyName."""
    return {"name": _get(world.profile.names, params) or world.bot["first_name"]}


def set_chat_menu_button(world: World, params: Params) -> bool:
    """setChatMenuButton, the default one."""
    world.profile.menu_button = params.json("menu_button") or {"type": "default"}
    return True


def get_chat_menu_button(world: World, _params: Params) -> Json:
    """getChatMenuButton."""
    return world.profile.menu_button


def set_webhook(world: World, params: Params) -> bool:
    """setWebhook; plain HTTP is accepted, as a Bot API server in local mode does."""
    url, secret = params.text("url"), params.text("secret_token")
    if not url:
        return delete_webhook(world, params)
    if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
        raise bad_request("bad webhook: invalid HTTP URL specified")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    connections = min(max(params.integer("max_connections", 40), 1), 100)
    _drop_if_asked(world, params)
    world.updates.allow(params.json("allowed_updates"))
    world.webhook = Webhook(url, secret, connections)
    world.changes.notify()
    return True


def delete_webhook(world: World, params: Params) -> bool:
    """deleteWebhook."""
    _drop_if_asked(world, params)
    world.webhook = Webhook()
    world.changes.notify()
    return True


def _drop_if_asked(world: World, params: Params) -> None:
    if params.boolean("drop_pending_updates"):
        for pending in list(world.updates.waiting):
            world.updates.confirm(pending)


def get_webhook_info(world: World, _params: Params) -> Json:
    """getWebhookInfo."""
    hook = world.webhook
    info: Json = {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.waiting),
    }
    if hook.url:
        info["max_connections"] = hook.max_connections
    if hook.last_error:
        info["last_error_date"] = hook.last_error_date
        info["last_error_message"] = hook.last_error
    if world.updates.allowed is not None:
        info["allowed_updates"] = sorted(world.updates.allowed)
    return info


def leave(_world: World, _params: Params) -> bool:
    """close and logOut: accepted, and nothing changes here."""
    return True
