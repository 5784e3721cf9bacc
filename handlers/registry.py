"""The ordered list of handlers: the first whose filter fits takes the update."""

from contextlib import suppress

from telegram import BotCommandScopeChat, Update
from telegram.error import BadRequest, ChatMigrated, Forbidden
from telegram.ext import (
    CallbackQueryHandler,
    ChosenInlineResultHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)

from bot.config import Settings
from bot.texts.commands import COMMANDS, Role, menu
from bot.texts.conversation import DESCRIPTION, SHORT_DESCRIPTION
from handlers import (
    choices,
    console,
    failures,
    fiches,
    inline,
    media,
    privacy,
    questions,
    staff,
)
from handlers.context import App
from handlers.for_everybody import Handler, handler_of, unknown
from handlers.gate import gate

ALLOWED_UPDATES = [
    "message",
    "edited_message",
    "callback_query",
    "inline_query",
    "chosen_inline_result",
    "guest_message",
]

_NEW = filters.UpdateType.MESSAGE
_EDITED = filters.UpdateType.EDITED_MESSAGE
_PRIVATE = filters.ChatType.PRIVATE
_WRITTEN = filters.TEXT | filters.CAPTION


_WITH_HANDLERS: dict[str, Handler] = {
    "question": questions.by_command,
    "mesdonnees": privacy.held,
    "questions": staff.inbox,
    "repondre": staff.answer,
    "rattacher": staff.attach,
    "doublon": staff.duplicate,
    "bilan": staff.summary,
    "export": staff.export,
    "console": console.command,
    "recharger": staff.reload,
}
"""What has a handler of its own; everything else goes to the conversation by its verb."""


def register(app: App) -> None:
    """Register every handler; order matters."""
    app.add_handler(TypeHandler(Update, gate), group=-1)
    app.add_handler(MessageHandler(_NEW & _PRIVATE & console.CODE_BY_LINK, console.by_link))
    for command in COMMANDS:
        handler = handler_of(command) if command.verb else _WITH_HANDLERS[command.name]
        app.add_handler(CommandHandler(command.name, handler, _NEW))
    app.add_handler(CallbackQueryHandler(staff.press, pattern="^v1:r:"))
    app.add_handler(CallbackQueryHandler(console.press, pattern="^v1:k:"))
    app.add_handler(CallbackQueryHandler(fiches.press, pattern="^v1:e:"))
    app.add_handler(CallbackQueryHandler(choices.choice))
    app.add_handler(InlineQueryHandler(inline.search))
    app.add_handler(ChosenInlineResultHandler(inline.chosen))
    app.add_handler(MessageHandler(filters.UpdateType.GUEST_MESSAGE, inline.called))
    # In groups only commands and replies to the assistant are for it: all else is left alone.
    for_us = _PRIVATE | _ReplyToUs()
    app.add_handler(MessageHandler(_NEW & _PRIVATE & filters.COMMAND, unknown))
    app.add_handler(MessageHandler(_NEW & _PRIVATE & filters.Document.ALL, fiches.received))
    app.add_handler(MessageHandler(_NEW & for_us & _WRITTEN, questions.question))
    app.add_handler(MessageHandler(_EDITED & _PRIVATE & _WRITTEN, questions.edited))
    content = _NEW & _PRIVATE & ~filters.StatusUpdate.ALL
    app.add_handler(MessageHandler(content, media.not_text))
    app.add_error_handler(failures.failed)


async def introduce(app: App, settings: Settings) -> None:
    """Set the command menus and the texts of the bot's profile; staff see their own commands."""
    await app.bot.set_my_commands(menu(["everybody"]))
    for chat in [*sorted(settings.staff_ids), settings.staff_chat_id]:
        if chat is not None:
            with suppress(BadRequest, ChatMigrated, Forbidden):  # no such chat, or not yet
                scope = BotCommandScopeChat(chat)
                await app.bot.set_my_commands(menu(_roles_in(chat, settings)), scope)
    await app.bot.set_my_description(DESCRIPTION)
    await app.bot.set_my_short_description(SHORT_DESCRIPTION)


def _roles_in(chat: int, settings: Settings) -> list[Role]:
    """The roles of a member of the staff, or of all in their group."""
    roles: list[Role] = ["everybody"]
    if chat in settings.reviewer_ids or chat == settings.staff_chat_id:
        roles.append("reviewers")
    if chat in settings.editor_ids:
        roles.append("editors")
    return roles


class _ReplyToUs(filters.MessageFilter):
    """A reply to a message of this bot."""

    def filter(self, message):  # type: ignore[no-untyped-def]
        """Whether the message replies to one of ours."""
        replied = message.reply_to_message
        if replied is None or replied.from_user is None:
            return False
        return replied.from_user.id == message.get_bot().id
