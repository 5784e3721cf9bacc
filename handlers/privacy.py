"""A person's own data: a page to read and a file with everything."""

from telegram import InputFile, Update

from bot.pages import my_data
from bot.pages.reply import Reply
from bot.pages.sharing import only_in_private
from bot.texts import privacy as texts
from handlers.context import Context, sender_of
from handlers.sending import send, send_file


async def held(update: Update, context: Context) -> None:
    """/mesdonnees: two files, in the private chat of the person."""
    sender = sender_of(update, context)
    if not sender.is_private or sender.chat_id is None:
        await send(update, context, only_in_private(context.assistant.served.bot))
        return
    rows = await context.assistant.log.privacy.held(sender)
    if not rows:
        await send(update, context, Reply(texts.EXPORT_NOTHING))
        return
    for make, name, caption in (
        (my_data.readable, texts.PAGE_NAME, texts.PAGE_CAPTION),
        (my_data.export, texts.EXPORT_NAME, texts.EXPORT_CAPTION),
    ):
        await send_file(update, context, InputFile(make(rows), filename=name), caption)
