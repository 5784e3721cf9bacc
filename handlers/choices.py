"""Buttons pressed under a message."""

from contextlib import suppress

from telegram import Update
from telegram.error import BadRequest

from handlers.context import Context, sender_of
from handlers.sending import send


async def choice(update: Update, context: Context) -> None:
    """Act on a button and answer the press, so that the phone stops waiting."""
    query = update.callback_query
    if query is None:
        return
    reply = await context.assistant.press(query.data or "", sender_of(update, context))
    with suppress(BadRequest):  # the press is too old to be answered; what it asks for is done
        await query.answer(reply.notice or None)
    await send(update, context, reply)
