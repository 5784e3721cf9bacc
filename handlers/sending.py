"""From a Reply to a phone: the one way there, for what is sent now and for what is sent later."""

import logging
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from telegram import InputFile, Update
from telegram.constants import ChatType, ParseMode
from telegram.error import BadRequest, ChatMigrated, TelegramError
from telegram.ext import ExtBot

from bot.errors import LogUnavailableError
from bot.knowledge.html import escape
from bot.pages.reply import Choice, Reply, dump
from bot.questionlog.records import Notice
from bot.questionlog.store import QuestionLog
from bot.texts import transport as texts
from bot.texts.typography import unbroken
from handlers import cutting
from handlers.context import Context, sender_of
from handlers.trouble import again_in

logger = logging.getLogger(__name__)

Bot = ExtBot[Any]
_Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message goes."""

    chat_id: int
    thread_id: int | None = None
    """The topic of the chat, if it has topics."""
    answers: int | None = None
    """The message that it answers, where several people write or long after it."""


class UnsentError(Exception):
    """A reply that was not sent, or not to its end."""

    def __init__(self, left: Reply, error: TelegramError, *, partly: bool = False) -> None:
        """What could not be sent.

        Args:
            left: what of it is still to be sent.
            error: why.
            partly: whether something of it was sent.
        """
        super().__init__(type(error).__name__)
        self.left = left
        self.error = error
        self.partly = partly


async def send(
    update: Update, context: Context, reply: Reply, instead_of: int | None = None
) -> None:
    """Answer an update: the press, if it is one, and a message where it came from.

    Args:
        update: what is replied to; one without a chat has nowhere to reply to.
        context: the handler's context.
        reply: what to show; a mere notice is a message only where no button was pressed.
        instead_of: a message of ours to be edited; by default, the one whose button was pressed
            when the reply asks for it.
    """
    query = update.callback_query
    await _answer_press(update, reply.notice)
    chat = update.effective_chat
    if chat is None or not (reply.html or (reply.notice and query is None)):
        return
    shown = reply if reply.html else replace(reply, html=escape(reply.notice))
    if reply.replace and query is not None and query.message is not None:
        instead_of = query.message.message_id
    sender = sender_of(update)
    log = context.assistant.log
    if instead_of is not None and await _edited(context.bot, chat.id, instead_of, shown):
        shown_in: int | None = instead_of
    else:
        place = Place(chat.id, sender.thread_id, _answered(update))
        shown_in = await say(context.bot, log, place, shown, sender.delivery)
    await context.assistant.shown(reply, sender, shown_in)


def _answered(update: Update) -> int | None:
    """In a group, the message that is answered: others may have written meanwhile."""
    chat, message = update.effective_chat, update.effective_message
    if chat is None or message is None or chat.type == ChatType.PRIVATE:
        return None
    return None if update.callback_query is not None else message.message_id


def _quoting(place: Place) -> _Json | None:
    if place.answers is None:
        return None
    return {"message_id": place.answers, "allow_sending_without_reply": True}


async def send_file(update: Update, context: Context, file: InputFile, caption: str) -> None:
    """Send a file where an update came from; when Telegram makes us wait, that is said later."""
    chat = update.effective_chat
    if chat is None:
        return
    try:
        await context.bot.send_document(
            chat.id, file, caption=cutting.pages(caption, cutting.CAPTION)[0]
        )
    except TelegramError as error:
        unsent = UnsentError(Reply(texts.FILE_LATER), error)
        delivery = sender_of(update).delivery
        if not await _postponed(context.assistant.log, Place(chat.id), unsent, delivery):
            raise


async def say(
    bot: Bot,
    log: QuestionLog,
    place: Place,
    reply: Reply,
    delivery: str | None,
) -> int | None:
    """Send a reply now; when that would take long, have it sent later, which is certain too.

    Args:
        bot: what sends.
        log: where a reply waits.
        place: where to.
        reply: what to show.
        delivery: what brought the message that it replies to.

    Returns:
        The message that shows it; None while it waits.

    Raises:
        TelegramError: it cannot be sent, or may have been.
    """
    try:
        return await put(bot, place, reply)
    except UnsentError as unsent:
        if isinstance(unsent.error, ChatMigrated):
            return await say(bot, log, Place(unsent.error.new_chat_id), unsent.left, delivery)
        if await _postponed(log, place, unsent, delivery):
            return None
        raise unsent.error from None


async def put(bot: Bot, place: Place, reply: Reply) -> int:
    """Send a reply, in as many messages as Telegram's limit asks for, or as a reaction.

    Returns:
        The last message, which has the choices; 0: none.

    Raises:
        UnsentError: it was not sent, or not to its end.
    """
    if reply.reaction:
        return await _react(bot, place, reply)
    pages = _pages(reply)
    message_id = 0
    for at, page in enumerate(pages):
        markup = keyboard(reply, bot) if at == len(pages) - 1 else None
        try:
            message = await _shown(
                bot,
                "sendMessage",
                page,
                chat_id=place.chat_id,
                message_thread_id=place.thread_id,
                reply_parameters=_quoting(place) if at == 0 else None,
                reply_markup=markup,
            )
        except TelegramError as error:
            left = replace(reply, html="\n\n".join(pages[at:]))
            raise UnsentError(left, error, partly=at > 0) from error
        message_id = int(message["message_id"])
    return message_id


async def _shown(bot: Bot, method: str, text: str, **parameters: Any) -> _Json:
    """The message that now shows a text, as Telegram gives it.

    Its JSON, which the library's own methods would make objects of, there and back: a tenth of a
    question's processor time, for a number.
    """
    form = {"parse_mode": ParseMode.HTML, "link_preview_options": {"is_disabled": True}}
    message: _Json = await bot._post(method, {"text": text, **form, **parameters})
    return message


async def _react(bot: Bot, place: Place, reply: Reply) -> int:
    if place.answers is not None:
        try:
            await bot.set_message_reaction(place.chat_id, place.answers, reply.reaction)
        except TelegramError as error:
            raise UnsentError(reply, error) from error
    return 0


async def _postponed(
    log: QuestionLog, place: Place, unsent: UnsentError, delivery: str | None
) -> bool:
    """Whether the reply will be sent later: what was certainly not sent, and can be."""
    delay = again_in(unsent.error)
    if delay is None or delivery is None:
        return False
    left = dump(unsent.left)
    notice = Notice(
        f"reply:{delivery}",
        place.chat_id,
        left,
        thread_id=place.thread_id,
        about=unsent.left.about or tuple(filter(None, [unsent.left.question])),
        answers=place.answers,
    )
    try:
        await log.outbox.postpone(notice, timedelta(seconds=delay), delivery)
    except LogUnavailableError:
        return False
    logger.info("a reply waits %.0f s: %s", delay, unsent)
    return True


async def _answer_press(update: Update, notice: str) -> None:
    """Let the phone stop waiting; a press too old to be answered is acted on all the same."""
    query = update.callback_query
    if query is None:
        return
    try:
        await query.answer(cutting.shortened(notice, cutting.NOTICE) or None)
    except TelegramError as error:
        logger.info("a press was not answered: %s", type(error).__name__)


async def _edited(bot: Bot, chat_id: int, message_id: int, reply: Reply) -> bool:
    """Whether the message now shows the reply; one too old or deleted cannot, nor a long one."""
    pages = _pages(reply)
    if len(pages) > 1:
        return False
    try:
        await _shown(
            bot,
            "editMessageText",
            pages[0],
            chat_id=chat_id,
            message_id=message_id,
            reply_markup=keyboard(reply, bot),
        )
    except BadRequest as error:
        return "not modified" in str(error)
    except TelegramError as error:
        if again_in(error) is None:
            raise
        return False  # told to wait: as a message of its own, which can wait too
    return True


def _pages(reply: Reply) -> list[str]:
    return cutting.pages(cutting.whole(unbroken(reply.html)))


def keyboard(reply: Reply, bot: Bot) -> _Json | None:
    """The choices of a reply as buttons; Telegram refuses those of inline mode where it is off."""
    if not reply.rows:
        return None
    inline = bool(bot.bot.supports_inline_queries)
    rows = [[_button(choice, inline=inline) for choice in row] for row in reply.rows]
    return {"inline_keyboard": rows}


def _button(choice: Choice, *, inline: bool) -> _Json:
    label = {"text": cutting.shortened(cutting.whole(unbroken(choice.label)), cutting.LABEL)}
    if choice.copy:
        return label | {"copy_text": {"text": choice.copy}}
    if choice.inline and inline:
        found = {"query": choice.inline, "allow_user_chats": True, "allow_group_chats": True}
        return label | {"switch_inline_query_chosen_chat": found}
    if choice.url:
        return label | {"url": choice.url}
    return label | {"callback_data": choice.data}
