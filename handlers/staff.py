"""Reviewers in Telegram: their commands and buttons; for anybody else these do not exist."""

import io
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from telegram import InputFile, Update
from telegram.constants import ChatType

from bot.exports.anonymity import anonymous
from bot.exports.files import write
from bot.knowledge.towns import load_towns
from bot.pages.reply import Reply
from bot.questionlog.records import Filter
from bot.review import pages
from bot.review.acts import Review
from bot.texts import conversation
from bot.texts import review as texts
from handlers import reloading
from handlers.commands import unknown
from handlers.context import Context
from handlers.sending import send

Handler = Callable[[Update, Context], Coroutine[Any, Any, None]]


def reviewers_only(handler: Handler) -> Handler:
    """The handler for reviewers; everybody else is answered as for an unknown command."""

    async def guarded(update: Update, context: Context) -> None:
        if is_reviewer(update, context):
            await handler(update, context)
        elif update.callback_query is not None:
            await update.callback_query.answer(conversation.NOT_YOURS)
        elif update.effective_chat is not None and update.effective_chat.type == ChatType.PRIVATE:
            await unknown(update, context)

    return guarded


def is_reviewer(update: Update, context: Context) -> bool:
    """Whether the sender's id is among the reviewers', looked up at every message and press."""
    user = update.effective_user
    return user is not None and user.id in context.services.settings.reviewer_ids


async def reload(update: Update, context: Context) -> None:
    """/recharger, for editors; everybody else is answered as for an unknown command."""
    user = update.effective_user
    if user is not None and user.id in context.services.settings.editor_ids:
        await send(update, context, await reloading.reload(context.application))  # type: ignore[arg-type]
    else:
        await unknown(update, context)


@reviewers_only
async def inbox(update: Update, context: Context) -> None:
    """/questions [status] [domain]."""
    words = context.args or []
    status = next((word for word in words if word in texts.STATUSES), None)
    domain = next((w for w in words if context.assistant.base.find_domain(w)), None)
    await send(update, context, await _review(context).inbox(status, domain))


@reviewers_only
async def one(update: Update, context: Context) -> None:
    """/question 12."""
    await send(update, context, await _numbered(context, "question", _review(context).show))


@reviewers_only
async def answer(update: Update, context: Context) -> None:
    """/repondre 12 the answer, over several lines if need be."""
    rest = _after_number(update)

    async def act(number: int) -> Reply:
        return await _review(context).answer(number, rest, _actor(update))

    await send(update, context, await _numbered(context, "repondre", act))


@reviewers_only
async def attach(update: Update, context: Context) -> None:
    """/rattacher 12 entry-id."""
    rest = _after_number(update).strip()

    async def act(number: int) -> Reply:
        return await _review(context).attach(number, rest, _actor(update))

    await send(update, context, await _numbered(context, "rattacher", act))


@reviewers_only
async def duplicate(update: Update, context: Context) -> None:
    """/doublon 12 7."""
    rest = _after_number(update).strip()

    async def act(number: int) -> Reply:
        if not _is_number(rest):
            return Reply(texts.HOW_TO_DUPLICATE.format(number=number))
        return await _review(context).duplicate(number, int(rest), _actor(update))

    await send(update, context, await _numbered(context, "doublon", act))


@reviewers_only
async def summary(update: Update, context: Context) -> None:
    """/bilan."""
    await send(update, context, await _review(context).summary())


@reviewers_only
async def export(update: Update, context: Context) -> None:
    """/export: a file, in a private chat only."""
    chat = update.effective_chat
    if chat is None:
        return
    if chat.type != ChatType.PRIVATE:
        await send(update, context, Reply(texts.EXPORT_IN_PRIVATE))
        return
    file = io.BytesIO()
    log = context.assistant.log
    rows = anonymous(lambda: log.stream(Filter()), load_towns())
    await write(rows, "csv", None, file)
    document = InputFile(file.getvalue(), filename="questions.csv")
    await context.bot.send_document(chat.id, document, caption=texts.EXPORT_CAPTION)


@reviewers_only
async def press(update: Update, context: Context) -> None:
    """A button of the staff: ``v1:r:act:number[:entry]``."""
    query = update.callback_query
    if query is None:
        return
    _, _, name, *arguments = (query.data or "").split(":")
    try:
        reply = await _act(name, arguments, update, context)
    except (IndexError, ValueError):
        reply = Reply(conversation.OLD_BUTTON)
    await query.answer()
    await send(update, context, reply)


async def _act(name: str, arguments: list[str], update: Update, context: Context) -> Reply:
    review, actor, number = _review(context), _actor(update), int(arguments[0])
    if name == "page":
        return await review.inbox(page=number)
    if name == "prise":
        return await review.assign(number, actor)
    if name == "hors":
        return await review.dismiss(number, actor)
    if name == "rouvrir":
        return await review.reopen(number, actor)
    if name == "fiche":
        return await review.attach(number, arguments[1], actor)
    if name == "repondre":
        return Reply(texts.HOW_TO_REPLY.format(number=number))
    if name == "doublon":
        return Reply(texts.HOW_TO_DUPLICATE.format(number=number))
    if name == "rattacher":
        question = await context.assistant.log.get(number)
        if question is None:
            return pages.no_such(number)
        return pages.attach_choices(question, context.assistant.base)
    if name == "voir":
        return await review.show(number)
    return Reply(conversation.OLD_BUTTON)


async def _numbered(
    context: Context, command: str, act: Callable[[int], Awaitable[Reply]]
) -> Reply:
    """Carry out an act on the question whose number comes first, or say how to name one."""
    number = first_number(context)
    if number is None:
        return Reply(texts.USAGE_NUMBER.format(command=command))
    return await act(number)


def first_number(context: Context) -> int | None:
    """The number that follows a command, if one does."""
    first = (context.args or [""])[0].lstrip("n°#")
    return int(first) if _is_number(first) else None


def _review(context: Context) -> Review:
    return Review(context.assistant.base, context.assistant.log)


def _actor(update: Update) -> str:
    """The name colleagues see; kept in the history, never exported."""
    user = update.effective_user
    return (user.full_name if user is not None else "")[:64]


def _after_number(update: Update) -> str:
    """What follows the command and the number, lines kept."""
    message = update.effective_message
    parts = (message.text or "").split(maxsplit=2) if message is not None else []
    return parts[2] if len(parts) > 2 else ""


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdecimal() and len(word) < 18
