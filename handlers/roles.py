"""Who may do what: looked up in the settings at every message and every press."""

from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Update
from telegram.constants import ChatType

from bot.pages.reply import Reply
from bot.texts import conversation
from handlers.context import Context, in_staff_place
from handlers.for_everybody import unknown
from handlers.sending import send

Handler = Callable[[Update, Context], Coroutine[Any, Any, None]]


def is_reviewer(update: Update, context: Context) -> bool:
    """Whether the sender's id is among the reviewers'."""
    user = update.effective_user
    return user is not None and user.id in context.services.settings.reviewer_ids


def is_editor(update: Update, context: Context) -> bool:
    """Whether the sender's id is among the editors'."""
    user = update.effective_user
    return user is not None and user.id in context.services.settings.editor_ids


def is_staff(update: Update, context: Context) -> bool:
    """Whether the sender has a role of any kind."""
    return is_reviewer(update, context) or is_editor(update, context)


def only(allowed: Callable[[Update, Context], bool]) -> Callable[[Handler], Handler]:
    """The handler for those who have a role, where only they read; for others it does not exist.

    Args:
        allowed: ``is_reviewer`` or ``is_editor``.
    """

    def decorate(handler: Handler) -> Handler:
        async def guarded(update: Update, context: Context) -> None:
            if allowed(update, context) and in_staff_place(update, context):
                await handler(update, context)
            elif update.callback_query is not None:
                await send(update, context, Reply("", notice=conversation.NOT_YOURS))
            elif (
                update.effective_chat is not None
                and update.effective_chat.type == ChatType.PRIVATE
            ):
                await unknown(update, context)

        return guarded

    return decorate


reviewers_only = only(is_reviewer)
editors_only = only(is_editor)
staff_only = only(is_staff)
