"""Signing in to the console: a code that a browser shows is confirmed here, in private."""

from telegram import Update, User
from telegram.constants import ChatType
from telegram.ext import filters

from bot.clock import PARIS
from bot.conversation.button_data import OfStaff, parse
from bot.pages.reply import Choice, Reply, data
from bot.questionlog.sessions import Session, Sessions
from bot.texts import console as texts
from bot.texts import conversation
from handlers.context import Context
from handlers.roles import staff_only
from handlers.sending import send

CODE_BY_LINK = filters.Regex(r"^/start c_[A-Z0-9]{6}$")


@staff_only
async def command(update: Update, context: Context) -> None:
    """/console, /console K7M4PX."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None or user is None:
        return
    if context.services.settings.console_url is None:
        reply = Reply(texts.NO_CONSOLE)
    elif chat.type != ChatType.PRIVATE:
        reply = Reply(texts.IN_PRIVATE)
    elif context.args:
        reply = _claimed(await _sessions(context).claim("".join(context.args), user.id))
    else:
        reply = await _overview(context, user)
    await send(update, context, reply)


@staff_only
async def by_link(update: Update, context: Context) -> None:
    """The link beside the code, opened where Telegram is: /start c_K7M4PX."""
    message, user = update.effective_message, update.effective_user
    if message is None or user is None or context.services.settings.console_url is None:
        return
    code = (message.text or "").partition("c_")[2]
    await send(update, context, _claimed(await _sessions(context).claim(code, user.id)))


@staff_only
async def press(update: Update, context: Context) -> None:
    """« Oui, c'est moi », « Non », « Fermer »."""
    query = update.callback_query
    if query is None:
        return
    pressed = parse(query.data or "")
    if not isinstance(pressed, OfStaff):
        await send(update, context, Reply(conversation.OLD_BUTTON))
        return
    user, sessions = query.from_user, _sessions(context)
    if pressed.act == "oui":
        opened = await sessions.confirm(pressed.number, user.id, user.full_name)
        reply = Reply(texts.SIGNED_IN if opened else texts.TOO_LATE, replace=True)
    elif pressed.act == "non":
        await sessions.close(pressed.number, user.id)
        reply = Reply(texts.REFUSED, replace=True)
    elif pressed.act == "fermer":
        closed = await sessions.close(pressed.number, user.id)
        reply = Reply(texts.CLOSED if closed else texts.CLOSED_ALREADY, replace=True)
    else:
        reply = Reply(conversation.OLD_BUTTON)
    await send(update, context, reply)


def _sessions(context: Context) -> Sessions:
    return context.assistant.log.console.sessions


def _claimed(found: Session | str) -> Reply:
    """Ask whether it is really the person's own browser: a code may come from a swindler."""
    if not isinstance(found, Session):
        return Reply(texts.TOO_MANY_TRIES if found == "tries" else texts.UNKNOWN_CODE)
    yes = Choice(texts.YES, data("k", "oui", found.id))
    no = Choice(texts.NO, data("k", "non", found.id))
    return Reply(texts.IS_IT_YOU.format(**_told(found)), ((yes, no),))


async def _overview(context: Context, user: User) -> Reply:
    """Where to go, and where one is signed in."""
    url = context.services.settings.console_url
    link = await _sessions(context).offer(user.id, user.full_name)
    found = await _sessions(context).open_of(user.id)
    lines = "\n".join(texts.SESSION.format(rank=n, **_told(s)) for n, s in enumerate(found, 1))
    text = texts.OVERVIEW.format(url=url, link=f"{url}/lien/{link}")
    if found:
        text += texts.SESSIONS.format(lines=lines)
    rows = tuple(
        (Choice(texts.CLOSE.format(rank=n), data("k", "fermer", session.id)),)
        for n, session in enumerate(found, 1)
    )
    return Reply(text, rows)


def _told(session: Session) -> dict[str, str]:
    moment = session.opened_at.astimezone(PARIS)
    return {"browser": session.browser, "time": moment.strftime(texts.MOMENT)}
