"""What is not written: voice, pictures, files, places. What is written under them is read."""

from typing import Final

from telegram import Message, Update

from bot.pages.reply import Reply
from bot.texts import conversation as texts
from handlers.context import Context, sender_of
from handlers.sending import send

_WORDS: Final = (
    ("voice", texts.VOICE),
    ("video_note", texts.VOICE),
    ("audio", texts.VOICE),
    ("contact", texts.CONTACT_SHARED),
    ("poll", texts.POLL_SHARED),
)


async def not_text(update: Update, context: Context) -> None:
    """Say what is read here; a place proposes its town; an album gets one reply."""
    message = update.effective_message
    sender = sender_of(update, context)
    if message is None or not context.services.albums.is_first(message):
        return
    if message.location is not None:
        place = message.location
        reply = await context.assistant.here(place.latitude, place.longitude, sender)
    else:
        reply = Reply(_words_for(message))
    await send(update, context, reply)


def _words_for(message: Message) -> str:
    return next((words for name, words in _WORDS if getattr(message, name)), texts.ONLY_TEXT)
