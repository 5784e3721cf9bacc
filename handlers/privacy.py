"""A person's own data: a file with everything."""

from telegram import InputFile, Update

from bot.pages import my_data
from bot.pages.reply import Reply
from bot.pages.sharing import private_link
from bot.texts import conversation
from bot.texts import privacy as texts
from handlers.context import Context, sender_of
from handlers.sending import send, send_file


async def held(update: Update, context: Context) -> None:
    """/mesdonnees: a file, in the private chat of the person."""
    sender = sender_of(update, context)
    if not sender.is_private or sender.chat_id is None:
        link = private_link(context.assistant.served.bot)
        await send(update, context, Reply(conversation.IN_PRIVATE.format(link=link)))
        return
    rows = await context.assistant.log.privacy.held(sender)
    if not rows:
        await send(update, context, Reply(texts.EXPORT_NOTHING))
        return
    file = InputFile(my_data.export(rows), filename=texts.EXPORT_NAME)
    await send_file(update, context, file, texts.EXPORT_CAPTION)
