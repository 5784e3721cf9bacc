"""Buttons pressed under a message."""

import time

from telegram import Update

from bot.pages.reply import Reply
from handlers.context import Context, sender_of
from handlers.sending import send


async def choice(update: Update, context: Context) -> None:
    """Act on a button, then answer the press and show what came of it."""
    query = update.callback_query
    if query is not None and context.services.taps.again(query, time.monotonic()):
        await send(update, context, Reply(""))
    elif query is not None:
        sender = sender_of(update, context)
        await send(update, context, await context.assistant.press(query.data or "", sender))
