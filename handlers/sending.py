"""From a Reply to Telegram messages."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest

from bot.knowledge.html import escape
from bot.pages.reply import Choice, Reply
from bot.texts.typography import unbroken
from handlers.context import Context, sender_of


async def send(
    update: Update, context: Context, reply: Reply, instead_of: int | None = None
) -> None:
    """Send a reply where the update came from, or put it in the place of another message.

    Args:
        update: what is replied to; one without a chat has nowhere to reply to.
        context: the handler's context.
        reply: what to show; a mere notice is a message only where no button was pressed.
        instead_of: a message of ours to be edited; by default, the one whose button was pressed
            when the reply asks for it.
    """
    chat = update.effective_chat
    query = update.callback_query
    text = unbroken(reply.html or (escape(reply.notice) if query is None else ""))
    if not text or chat is None:
        return
    if reply.replace and query is not None and query.message is not None:
        instead_of = query.message.message_id
    if instead_of is not None and await _edited(context, chat.id, instead_of, text, reply):
        await context.assistant.shown(reply, sender_of(update), instead_of)
        return
    message = await context.bot.send_message(chat.id, text, reply_markup=keyboard(reply))
    await context.assistant.shown(reply, sender_of(update), message.message_id)


async def _edited(
    context: Context, chat_id: int, message_id: int, text: str, reply: Reply
) -> bool:
    """Whether the message now shows the reply; one too old or deleted cannot."""
    try:
        await context.bot.edit_message_text(
            text, chat_id=chat_id, message_id=message_id, reply_markup=keyboard(reply)
        )
    except BadRequest as error:
        return "not modified" in str(error)
    return True


def keyboard(reply: Reply) -> InlineKeyboardMarkup | None:
    """The choices of a reply as buttons."""
    if not reply.rows:
        return None
    return InlineKeyboardMarkup([[_button(choice) for choice in row] for row in reply.rows])


def _button(choice: Choice) -> InlineKeyboardButton:
    if choice.url:
        return InlineKeyboardButton(unbroken(choice.label), url=choice.url)
    return InlineKeyboardButton(unbroken(choice.label), callback_data=choice.data)
