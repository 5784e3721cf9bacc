"""Before any handler: who sends more in a minute than a person can gets no reply to the rest.

Texts, commands, presses and what is typed inline are counted here and nowhere else. What gets no
reply is still noted when it may be a question, without being matched: a script costs little. The
last one is answered when it is over (``late``).
"""

import time
from collections.abc import Collection
from typing import Final

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop

from bot.pages.reply import Reply
from bot.texts import conversation as texts
from bot.texts import transport as transport_texts
from bot.texts.commands import BY_NAME, Role
from handlers.context import Context, sender_of
from handlers.sending import send

_QUESTION: Final = "/question"


async def gate(update: Update, context: Context) -> None:
    """Let an update through while its sender keeps to what a person does.

    Raises:
        ApplicationHandlerStop: too many came from this sender; no handler gets it.
    """
    counted = _counted(update, context)
    if counted is None:
        return
    sender = sender_of(update)
    flood, now = context.services.flood, time.monotonic()
    verdict = flood.verdict(sender.person + counted, now)
    if verdict == "reply":
        return
    question = _question(update.message, context.services.settings.staff_chat_id)
    noted = bool(question) and await context.assistant.note(question, sender)
    if noted:
        flood.hold(sender.person, update, question, now)
    if verdict == "warn" and sender.chat_id is not None:
        await send(update, context, _warning(update, noted=noted))
    raise ApplicationHandlerStop


def _counted(update: Update, context: Context) -> str | None:
    """With what an update is counted: what is pressed or typed inline comes in quick series."""
    if update.callback_query is not None:
        return ":press"
    sender = sender_of(update, context)
    if sender.chat_id is None:
        return ":inline"
    message = update.effective_message
    return "" if message is not None and _for_us(message, sender.roles) else None


def _for_us(message: Message, roles: Collection[Role]) -> bool:
    """In groups, only our commands and replies to us; the rest, corrections too, is not ours.

    Nor are the staff's commands, where they do not exist: they are met with silence.
    """
    if message.chat.type == ChatType.PRIVATE:
        return True
    if message.edit_date is not None:
        return False
    name, _, bot = _command(message).partition("@")
    us = message.get_bot()
    if message.text and name[1:] in BY_NAME and bot in ("", us.username.lower()):
        return BY_NAME[name[1:]].is_for(("everybody", *roles))
    replied = message.reply_to_message
    author = replied.from_user if replied is not None else None
    return author is not None and author.id == us.id


def _command(message: Message) -> str:
    """The command that a message begins with, in lower case, or nothing."""
    text = message.text or message.caption or ""
    marked = message.entities or message.caption_entities
    command = next((one for one in marked if one.type == "bot_command" and not one.offset), None)
    return text[: command.length].lower() if command is not None else ""


def _question(message: Message | None, staff_chat: int | None) -> str:
    """What may be a question of a message that gets no reply; commands are none.

    In the staff's group nothing is one but what is asked by « /question ».
    """
    if message is None:
        return ""
    text, command = message.text or message.caption or "", _command(message)
    if not command:
        return "" if message.chat_id == staff_chat else text
    return text[len(command) :].strip() if command.partition("@")[0] == _QUESTION else ""


def _warning(update: Update, *, noted: bool) -> Reply:
    text = texts.TOO_FAST if noted else transport_texts.TOO_MANY
    return Reply("", notice=text) if update.callback_query is not None else Reply(text)
