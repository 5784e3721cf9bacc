"""Commands for everybody, and those that do not exist."""

from telegram import Update

from bot.pages.reply import Reply, data
from bot.texts import conversation as texts
from handlers.context import Context, sender_of
from handlers.sending import send


async def start(update: Update, context: Context) -> None:
    """Who answers, what it knows, what not to send; or the screen that a link leads to."""
    payload = (context.args or [""])[0]
    await send(update, context, context.assistant.open_link(payload))


async def entry(update: Update, context: Context) -> None:
    """/fiche id: an answer that can be quoted, with its version and date."""
    await send(update, context, context.assistant.quote((context.args or [""])[0]))


async def help_(update: Update, context: Context) -> None:
    """How to use the service."""
    await send(update, context, Reply(texts.HELP))


async def domains(update: Update, context: Context) -> None:
    """The subjects to browse."""
    await send(update, context, context.assistant.domains())


async def town(update: Update, context: Context) -> None:
    """/commune [name]."""
    await _act(update, context, "commune", *(context.args or []))


async def mine(update: Update, context: Context) -> None:
    """/mesquestions: where the person's own questions stand."""
    await _act(update, context, "mine")


async def support(update: Update, context: Context) -> None:
    """/appui: a guided request."""
    await _act(update, context, "appui")


async def cancel(update: Update, context: Context) -> None:
    """/annuler: close the form that is open."""
    await _act(update, context, "annuler")


async def contact(update: Update, context: Context) -> None:
    """/contact: whom to write to."""
    await _act(update, context, "contact")


async def trainings(update: Update, context: Context) -> None:
    """/formations: modules for officials."""
    await _act(update, context, "train")


async def _act(update: Update, context: Context, verb: str, *arguments: str) -> None:
    """Do what a button of that verb would do."""
    reply = await context.assistant.press(data(verb, *arguments), sender_of(update))
    await send(update, context, reply)


async def unknown(update: Update, context: Context) -> None:
    """A command that does not exist."""
    await send(update, context, Reply(texts.UNKNOWN_COMMAND))
