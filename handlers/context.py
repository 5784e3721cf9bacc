"""What every handler is given: a typed context with the assistant and who writes."""

from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any, Final, Literal

from telegram import Bot, Message, Update
from telegram.constants import ChatType
from telegram.ext import Application, CallbackContext, ExtBot

from bot.config import Settings
from bot.conversation.assistant import Assistant
from bot.questionlog.records import Channel, Sender
from handlers.albums import Albums
from handlers.flood import Flood
from handlers.taps import Taps

Data = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class Services:
    """What handlers call."""

    assistant: Assistant
    settings: Settings
    flood: Flood
    albums: Albums = field(default_factory=Albums)
    taps: Taps = field(default_factory=Taps)


class Context(CallbackContext[ExtBot[None], Data, Data, Data]):
    """A callback context that knows our services."""

    @property
    def services(self) -> Services:
        """The services put in place by ``bot.app``."""
        return services_of(self.application)  # type: ignore[arg-type]

    @property
    def assistant(self) -> Assistant:
        """The assistant."""
        return self.services.assistant


App = Application[ExtBot[None], Context, Data, Data, Data, None]


_KEY: Final = "services"
NOBODY: Final = frozenset({777000, 136817688, 1087968824})
"""Accounts that Telegram puts in the place of a channel or of an anonymous admin: everybody's.
Source: https://core.telegram.org/bots/api#message, field ``sender_chat``."""


def services_of(app: App) -> Services:
    """What an application's handlers call."""
    services = app.bot_data[_KEY]
    if not isinstance(services, Services):
        raise TypeError("the application has no services yet")
    return services


def serve_with(app: App, services: Services) -> None:
    """Have the handlers call these services from now on, swapped in one step."""
    app.bot_data[_KEY] = services


def known_as(app: App, bot: str) -> None:
    """Answer under the bot's user name from now on: links lead to it."""
    services = services_of(app)
    before = services.assistant
    assistant = Assistant(before.served.known_as(bot), before.log, before.promises)
    serve_with(app, replace(services, assistant=assistant))


def sender_of(update: Update, context: Context | None = None) -> Sender:
    """Who sent this update, and where.

    Whoever speaks for a channel or as an anonymous admin is that chat: the account that Telegram
    names there is the same for all of them.

    Args:
        update: the update.
        context: where given, the person's roles are looked up, if the staff alone reads.
    """
    message = update.effective_message
    chat = update.effective_chat
    channel: Channel = "telegram"
    if update.inline_query is not None or update.chosen_inline_result is not None:
        channel = "inline"
    elif update.guest_message is not None:
        channel, chat = "guest", None  # not our conversation: nothing is ever sent there
    return Sender(
        channel=channel,
        person=f"telegram:{_identity(update)}",
        chat_id=chat.id if chat is not None else None,
        message_id=message.message_id if message is not None else None,
        delivery=delivery_key(update),
        thread_id=_topic(message),
        bot=bot_number(update.get_bot()),
        roles=_roles(update, context),
    )


def _identity(update: Update) -> int:
    message, chat, user = update.effective_message, update.effective_chat, update.effective_user
    typed = update.callback_query is None and message is not None
    if typed and message is not None and message.sender_chat is not None:
        return message.sender_chat.id
    if user is not None and user.id not in NOBODY:
        return user.id
    return chat.id if chat is not None else 0


def _roles(update: Update, context: Context | None) -> tuple[Literal["reviewers", "editors"], ...]:
    user = update.effective_user
    if context is None or user is None or not in_staff_place(update, context):
        return ()
    settings = context.services.settings
    reviewers: tuple[Literal["reviewers"], ...] = (
        ("reviewers",) if user.id in settings.reviewer_ids else ()
    )
    editors: tuple[Literal["editors"], ...] = (
        ("editors",) if user.id in settings.editor_ids else ()
    )
    return reviewers + editors


def in_staff_place(update: Update, context: Context) -> bool:
    """Whether what is shown here is seen by the staff alone: in private, or in their group."""
    chat = update.effective_chat
    if chat is None:
        return False
    return chat.type == ChatType.PRIVATE or chat.id == context.services.settings.staff_chat_id


def _topic(message: Message | None) -> int | None:
    """The topic of a group that a message stands in; a thread of replies is none."""
    if message is None or not message.is_topic_message:
        return None
    return message.message_thread_id


def delivery_key(update: Update) -> str:
    """What identifies a delivery, whatever number Telegram gives it.

    It ends with the bot: another one on the same database counts its messages anew.
    """
    bot = bot_number(update.get_bot())
    if update.callback_query is not None:
        return f"press:{update.callback_query.id}:{bot}"
    message = update.effective_message
    if update.guest_message is not None:
        return f"guest:{update.guest_message.guest_query_id}:{bot}"
    if message is None:
        return f"update:{update.update_id}:{bot}"
    if message.edit_date is not None:
        # Telegram counts in seconds, and a word may be mended twice in one.
        moment = int(message.edit_date.timestamp())
        words = sha256((message.text or "").encode("utf-8", "replace")).hexdigest()[:8]
        return f"edit:{message.chat_id}:{message.message_id}:{moment}:{words}:{bot}"
    return f"message:{message.chat_id}:{message.message_id}:{bot}"


def bot_number(bot: Bot) -> str:
    """Telegram's number of a bot, which its token begins with."""
    return bot.token.partition(":")[0]
