"""What every handler is given: a typed context with the assistant and who writes."""

from dataclasses import dataclass
from typing import Any

from telegram import Update
from telegram.ext import Application, CallbackContext, ExtBot

from bot.config import Settings
from bot.conversation.assistant import Assistant
from bot.questionlog.records import Sender
from handlers.flood import Flood

Data = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class Services:
    """What handlers call."""

    assistant: Assistant
    settings: Settings
    flood: Flood


class Context(CallbackContext[ExtBot[None], Data, Data, Data]):
    """A callback context that knows our services."""

    @property
    def services(self) -> Services:
        """The services put in place by ``bot.app``."""
        services = self.bot_data["services"]
        if not isinstance(services, Services):
            raise TypeError("bot_data holds no Services")
        return services

    @property
    def assistant(self) -> Assistant:
        """The assistant."""
        return self.services.assistant


App = Application[ExtBot[None], Context, Data, Data, Data, None]


def sender_of(update: Update) -> Sender:
    """Who sent this update, and where; an anonymous admin of a group counts as the group."""
    message = update.effective_message
    chat = update.effective_chat
    user = update.effective_user
    identity = user.id if user is not None else chat.id if chat is not None else 0
    inline = update.inline_query is not None or update.chosen_inline_result is not None
    return Sender(
        channel="inline" if inline else "telegram",
        person=f"telegram:{identity}",
        chat_id=chat.id if chat is not None else None,
        message_id=message.message_id if message is not None else None,
        delivery=delivery_key(update),
    )


def delivery_key(update: Update) -> str:
    """What identifies a delivery, whatever number Telegram gives it."""
    if update.callback_query is not None:
        return f"press:{update.callback_query.id}"
    message = update.effective_message
    if message is None:
        return f"update:{update.update_id}"
    if message.edit_date is not None:
        moment = int(message.edit_date.timestamp())
        return f"edit:{message.chat_id}:{message.message_id}:{moment}"
    return f"message:{message.chat_id}:{message.message_id}"
