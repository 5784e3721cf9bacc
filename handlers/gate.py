"""Before any handler: who sends more in a minute than a person can gets no reply to the rest.

Texts, commands, presses and what is typed inline are counted here and nowhere else. What gets no
reply is still noted when it may be a question, without being matched: a script costs little. The
last one is answered when it is over (``late``).
"""

import time
from typing import Final

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.ext import ApplicationHandlerStop

from bot.pages.reply import Reply
from bot.texts import conversation as texts
from bot.texts import transport as transport_texts
from handlers.context import Context, sender_of
from handlers.sending import send

_QUESTION: Final = "/question"


async def gate(update: Update, context: Context) -> None:
    """Let an update through while its sender keeps to what a person does.

    Raises:
        ApplicationHandlerStop: too many came from this sender; no handler gets it.
    """
    counted = _counted(update)
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


def _counted(update: Update) -> str | None:
    """With what an update is counted: what is pressed or typed inline comes in quick series."""
    if update.callback_query is not None:
        return ":press"
    if sender_of(update).chat_id is None:
        return ":inline"
    message = update.effective_message
    return "" if message is not None and _for_us(message) else None


def _for_us(message: Message) -> bool:
    """In groups, only commands and replies to us; the rest is not ours to count."""
    if message.chat.type == ChatType.PRIVATE or (message.text or "").startswith("/"):
        return True
    replied = message.reply_to_message
    author = replied.from_user if replied is not None else None
    return author is not None and author.id == message.get_bot().id


def _question(message: Message | None, staff_chat: int | None) -> str:
    """What may be a question of a message that gets no reply; commands are none.

    In the staff's group nothing is one but what is asked by « /question ».
    """
    if message is None:
        return ""
    text = message.text or message.caption or ""
    marked = message.entities or message.caption_entities
    command = next((one for one in marked if one.type == "bot_command" and not one.offset), None)
    if command is None:
        return "" if message.chat_id == staff_chat else text
    named = text[: command.length].partition("@")[0].lower()
    return text[command.length :].strip() if named == _QUESTION else ""


def _warning(update: Update, *, noted: bool) -> Reply:
    text = texts.TOO_FAST if noted else transport_texts.TOO_MANY
    return Reply("", notice=text) if update.callback_query is not None else Reply(text)
