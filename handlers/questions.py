"""Messages typed by people, and those that cannot be read."""

import datetime
from typing import Final

from telegram import Update

from bot.pages.reply import Reply
from bot.texts import conversation as texts
from bot.texts import forms as form_texts
from handlers import staff
from handlers.context import Context, in_staff_place, sender_of
from handlers.roles import is_reviewer
from handlers.sending import send

CORRECTION_TIME: Final = datetime.timedelta(minutes=5)


async def question(update: Update, context: Context) -> None:
    """A question, or a choice typed instead of pressed.

    What is written under a picture is read as well; the picture is not looked at.
    """
    message = update.effective_message
    if message is None:
        return
    if message.chat_id == context.services.settings.staff_chat_id:
        await staff.said_in_group(update, context)
        return
    context.services.albums.is_first(message)  # the rest of its album has its reply
    reply = await staff.typed(update, context)
    if reply is not None:
        await send(update, context, reply)
        return
    await _answer(message.text or message.caption or "", update, context)


async def _answer(text: str, update: Update, context: Context) -> None:
    await send(update, context, await context.assistant.receive(text, sender_of(update, context)))


async def by_command(update: Update, context: Context) -> None:
    """/question: a reviewer's number opens that question; anything else is a question, asked."""
    message = update.effective_message
    if message is None or message.text is None:
        return
    reviewing = is_reviewer(update, context) and in_staff_place(update, context)
    if reviewing and staff.first_number(context) is not None:
        await staff.one(update, context)
        return
    _, *text = message.text.split(maxsplit=1)
    if not text:
        await send(update, context, Reply(texts.QUESTION_USAGE))
        return
    sender = sender_of(update, context)
    await send(update, context, await context.assistant.receive(text[0], sender, asked=True))


async def edited(update: Update, context: Context) -> None:
    """A message changed after it was sent: within five minutes, its reply is corrected."""
    message = update.effective_message
    sender = sender_of(update, context)
    text = "" if message is None else message.text or message.caption or ""
    if message is None or not text or message.edit_date is None:
        return
    if text.startswith("/"):
        await send(update, context, Reply(form_texts.EDITED_COMMAND))
        return
    if message.edit_date - message.date > CORRECTION_TIME:
        await send(update, context, Reply(texts.EDITED))
        return
    reply, shown_in = await context.assistant.revise(text, sender)
    await send(update, context, reply, instead_of=shown_in)
