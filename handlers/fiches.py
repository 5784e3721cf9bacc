"""Editors who send a fiche as a file, and those who read it again."""

from telegram import Document, Update

from bot.conversation.button_data import OfStaff, number, parse
from bot.editorial.by_message import ByMessage, is_fiche, readers
from bot.editorial.publishing import Editor, Press
from bot.knowledge.files import MAX_FILE
from bot.pages.reply import Reply
from bot.texts import by_message as texts
from bot.texts import conversation
from handlers import media, questions, reloading
from handlers.context import Context
from handlers.roles import editors_only, is_editor
from handlers.sending import send


async def received(update: Update, context: Context) -> None:
    """A file: a fiche, when an editor sends one in private; what it is for anybody otherwise."""
    message, user = update.effective_message, update.effective_user
    document = message.document if message is not None else None
    if message is None or user is None or document is None:
        return
    if is_editor(update, context) and is_fiche(document.file_name or ""):
        reply = await _kept(document, message.caption or "", update, context)
        await send(update, context, reply)
    elif message.caption:
        await questions.question(update, context)
    else:
        await media.not_text(update, context)


async def _kept(document: Document, caption: str, update: Update, context: Context) -> Reply:
    if document.file_size is None or document.file_size > MAX_FILE:
        return Reply(texts.TOO_LARGE, refused=True)
    content = bytes(await (await document.get_file()).download_as_bytearray())
    name, editor = document.file_name or "", _editor(update, context)
    return await _desk(update, context).received(name, content, caption, editor)


@editors_only
async def press(update: Update, context: Context) -> None:
    """A button under a draft."""
    query = update.callback_query
    if query is None:
        return
    pressed, reply = parse(query.data or ""), None
    if isinstance(pressed, OfStaff):
        try:
            version = number(pressed.argument)
        except ValueError:
            version = -1
        desk, editor = _desk(update, context), _editor(update, context)
        reply = await desk.act(pressed.act, pressed.number, version, editor)
    await send(update, context, reply or Reply(conversation.OLD_BUTTON))


def _desk(update: Update, context: Context) -> ByMessage:
    settings, assistant = context.services.settings, context.assistant
    app = context.application
    press = Press(
        settings.knowledge_dir,
        assistant.log,
        lambda: reloading.reload(app),  # type: ignore[arg-type]
        settings.editor_ids,
    )
    user = update.effective_user
    author = user.id if user is not None else 0
    return ByMessage(press, assistant.base, readers(settings, author))


def _editor(update: Update, context: Context) -> Editor:
    user = update.effective_user
    sessions = context.assistant.log.console.sessions
    name, person = (user.full_name, user.id) if user is not None else ("", 0)
    return Editor(name[:64], sessions.mark(person))
