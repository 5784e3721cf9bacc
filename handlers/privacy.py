"""A person's own data: the rules, a file with everything, erasing."""

from telegram import InputFile, Update
from telegram.constants import ChatType

from bot.pages import my_data
from bot.pages.reply import Reply
from bot.texts import privacy as texts
from handlers.context import Context, sender_of
from handlers.sending import send


async def policy(update: Update, context: Context) -> None:
    """/confidentialite."""
    await send(update, context, my_data.policy(context.services.settings.promises))


async def held(update: Update, context: Context) -> None:
    """/mesdonnees: a file, in the private chat of the person."""
    sender = sender_of(update)
    chat = update.effective_chat
    if chat is None or chat.type != ChatType.PRIVATE:
        return
    rows = await context.assistant.log.privacy.held(sender)
    if not rows:
        await send(update, context, Reply(texts.EXPORT_NOTHING))
        return
    file = InputFile(my_data.export(rows), filename=texts.EXPORT_NAME)
    await context.bot.send_document(chat.id, file, caption=texts.EXPORT_CAPTION)


async def erase(update: Update, context: Context) -> None:
    """/effacer: asked twice."""
    await send(update, context, my_data.ask_to_erase())
