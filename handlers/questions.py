"""Messages typed by people, and those that cannot be read."""

import datetime
import time
from typing import Final

from telegram import Update

from bot.pages.reply import Reply
from bot.texts import conversation as texts
from bot.texts import forms as form_texts
from handlers import staff
from handlers.context import Context, sender_of
from handlers.roles import in_staff_place, is_reviewer
from handlers.sending import send

CORRECTION_TIME: Final = datetime.timedelta(minutes=5)


async def question(update: Update, context: Context) -> None:
    """A question, or a choice typed instead of pressed; logged even when too many come."""
    message = update.effective_message
    if message is None or message.text is None:
        return
    if message.chat_id == context.services.settings.staff_chat_id:
        await staff.said_in_group(update, context)
        return
    await _answer(message.text, update, context)


async def _answer(text: str, update: Update, context: Context) -> None:
    sender = sender_of(update)
    verdict = context.services.flood.verdict(sender.person, time.monotonic())
    if verdict == "reply":
        await send(update, context, await context.assistant.receive(text, sender))
        return
    await context.assistant.note(text, sender)
    if verdict == "warn":
        await send(update, context, Reply(texts.TOO_FAST))


async def by_command(update: Update, context: Context) -> None:
    """/question: a reviewer's number opens that question; anything else is a question, asked."""
    message = update.effective_message
    if message is None or message.text is None:
        return
    reviewing = is_reviewer(update, context) and in_staff_place(update, context)
    if reviewing and staff.first_number(context) is not None:
        await staff.one(update, context)
        return
    _, _, text = message.text.partition(" ")
    if not text.strip():
        await send(update, context, Reply(texts.QUESTION_USAGE))
        return
    await _answer(text, update, context)


async def not_text(update: Update, context: Context) -> None:
    """A voice message, a picture, a sticker, a file: said once for all of them."""
    sender = sender_of(update)
    if context.services.flood.verdict(sender.person, time.monotonic()) == "reply":
        await send(update, context, Reply(texts.ONLY_TEXT))


async def edited(update: Update, context: Context) -> None:
    """A message changed after it was sent: within five minutes, its reply is corrected."""
    message = update.effective_message
    sender = sender_of(update)
    if message is None or message.text is None or message.edit_date is None:
        return
    if context.services.flood.verdict(sender.person, time.monotonic()) != "reply":
        return
    if message.text.startswith("/"):
        await send(update, context, Reply(form_texts.EDITED_COMMAND))
        return
    if message.edit_date - message.date > CORRECTION_TIME:
        await send(update, context, Reply(texts.EDITED))
        return
    reply, shown_in = await context.assistant.revise(message.text, sender)
    await send(update, context, reply, instead_of=shown_in)
