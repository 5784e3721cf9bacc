"""Reviewers in Telegram: their commands and buttons; for anybody else these do not exist."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from telegram import InputFile, Message, Update
from telegram.constants import ChatType

from bot.conversation.button_data import OfStaff, parse
from bot.conversation.button_data import number as number_in
from bot.exports.posted import posted
from bot.pages.reply import Reply
from bot.questionlog.form import CLOSED, HELD, REVIEWING, Form
from bot.review.acts import Review
from bot.review.typed import Typed
from bot.texts import conversation
from bot.texts import review as texts
from handlers import reloading
from handlers.context import Context, sender_of
from handlers.roles import editors_only, is_reviewer, reviewers_only
from handlers.sending import send, send_file


@editors_only
async def reload(update: Update, context: Context) -> None:
    """/recharger."""
    await send(update, context, await reloading.reload(context.application))  # type: ignore[arg-type]


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
    """/repondre 12 the answer, over several lines if need be: shown before it leaves."""
    rest = _after_number(update)

    async def act(number: int) -> Reply:
        if not rest.strip():
            return await _review(context).ask_for("repondre", number)
        return await _review(context).preview(number, rest)

    await send(update, context, await _numbered(context, "repondre", act))


async def said_in_group(update: Update, context: Context) -> None:
    """A text in the staff's group: an answer when a reviewer replies to an announcement.

    Anything else said there is nobody's question, and is not logged.
    """
    message = update.effective_message
    if message is None or message.text is None:
        return
    reply = await typed(update, context)
    if reply is not None:
        await send(update, context, reply)
        return
    number = _announced(message.reply_to_message)
    if number is None or not is_reviewer(update, context):
        await send(update, context, Reply(texts.STRAY))
        return
    await send(update, context, await _review(context).preview(number, message.text))


async def typed(update: Update, context: Context) -> Reply | None:
    """What comes of a text that a reviewer's button asked for; None when none did.

    In a group, a reply to another message is about that one.
    """
    message = update.effective_message
    if message is None or message.text is None or not is_reviewer(update, context):
        return None
    assistant = context.assistant
    shown = await assistant.log.conversations.recall(sender_of(update))
    waiting = Form.load(shown.form) if shown is not None else None
    if shown is None or waiting is None or waiting.kind != REVIEWING:
        return None
    replied = message.reply_to_message
    if replied is not None and replied.message_id != shown.message_id:
        return None
    going_on = Typed(_review(context), assistant.base, assistant.served.index)
    return await going_on.go_on(waiting, message.text, _actor(update))


def _announced(message: Message | None) -> int | None:
    """The question that a message of ours is about, by its buttons; None when several are."""
    if message is None or message.reply_markup is None:
        return None
    carried = [
        parse(str(button.callback_data))
        for row in message.reply_markup.inline_keyboard
        for button in row
    ]
    numbers = {one.number for one in carried if isinstance(one, OfStaff) and one.act != "page"}
    return numbers.pop() if len(numbers) == 1 else None


@reviewers_only
async def attach(update: Update, context: Context) -> None:
    """/rattacher 12 entry-id."""
    rest = _after_number(update).strip()

    async def act(number: int) -> Reply:
        if not rest:
            return await _review(context).choose_entry(number)
        return await _review(context).attach(number, rest, _actor(update))

    await send(update, context, await _numbered(context, "rattacher", act))


@reviewers_only
async def duplicate(update: Update, context: Context) -> None:
    """/doublon 12 7."""
    rest = _after_number(update).strip()

    async def act(number: int) -> Reply:
        other = _number(rest.lstrip("n°# "))
        if other is None:
            return await _review(context).ask_for("doublon", number)
        return await _review(context).duplicate(number, other, _actor(update))

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
    async with posted(context.services.settings) as path:
        with path.open("rb") as file:  # sent by pieces: whole, it would hold everybody up
            document = InputFile(file, filename=path.name, read_file_handle=False)
            await send_file(update, context, document, texts.EXPORT_CAPTION)


@reviewers_only
async def press(update: Update, context: Context) -> None:
    """A button of the staff."""
    query = update.callback_query
    if query is None:
        return
    pressed = parse(query.data or "")
    if isinstance(pressed, OfStaff):
        reply = await _act(pressed, update, context)
    else:
        reply = Reply(conversation.OLD_BUTTON)
    await send(update, context, reply)


async def _act(pressed: OfStaff, update: Update, context: Context) -> Reply:
    review, number, actor = _review(context), pressed.number, _actor(update)
    waiting = await context.assistant.buttons.open_form(sender_of(update))
    acts: dict[str, Callable[[], Awaitable[Reply]]] = {
        "page": lambda: _page(review, pressed),
        "voir": lambda: review.show(number),
        "prise": lambda: review.assign(number, actor),
        "hors": lambda: review.ask_for("hors", number),
        "classer": lambda: review.dismiss(number, actor),
        "rouvrir": lambda: review.reopen(number, actor),
        "fiche": lambda: review.attach(number, pressed.argument, actor),
        "rattacher": lambda: review.choose_entry(number),
        "laisser": lambda: review.drop(number),
        "envoyer": lambda: review.send(number, pressed.argument, waiting, actor),
        "suivante": review.next_one,
        "repondre": lambda: review.ask_for("repondre", number),
        "doublon": lambda: review.ask_for("doublon", number),
        "poser": lambda: _asked(waiting, update, context),
    }
    act = acts.get(pressed.act)
    reply = Reply(conversation.OLD_BUTTON) if act is None else await act()
    asked_for = waiting is not None and waiting.kind == REVIEWING
    return replace(reply, form=CLOSED) if asked_for and reply.form is None else reply


async def _page(review: Review, pressed: OfStaff) -> Reply:
    """A page of the list that is shown, of the same status and domain."""
    status, _, domain = pressed.argument.partition(":")
    of_status = status if status in texts.STATUSES else None
    return await review.inbox(of_status, domain or None, pressed.number)


async def _asked(held: Form | None, update: Update, context: Context) -> Reply:
    """A reviewer's words are a question of his own, after all."""
    if held is None or held.kind != HELD:
        return Reply(conversation.OLD_BUTTON)
    asking = replace(sender_of(update), message_id=held.message_of("texte"))
    return replace(await context.assistant.ask(held.fields["texte"], asking), form=CLOSED)


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
    return _number((context.args or [""])[0].lstrip("n°#"))


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


def _number(word: str) -> int | None:
    try:
        return number_in(word)
    except ValueError:
        return None
