"""A bot without manners, to try the server: it repeats what it is told.

Run as a process: ``python -m tests.telegram_server.echo``.
"""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import aiohttp
from aiohttp import web
from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    Update,
)
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from tests.telegram_server.running import AnyApplication, handle_in_order
from tests.telegram_server.server import TelegramServer
from tests.telegram_server.world import TOKEN

Context = ContextTypes.DEFAULT_TYPE
Handler = Callable[[web.Request], Awaitable[web.Response]]


async def raw_call(
    server: TelegramServer, method: str, params: dict[str, Any]
) -> tuple[int, dict[str, Any]]:
    """A call in JSON, without the client's own checks."""
    url = f"{server.root}/bot{server.token}/{method}"
    async with aiohttp.ClientSession() as session, session.post(url, json=params) as answer:
        return answer.status, await answer.json()


def keyboard(*labels: str, data: str = "v1:x") -> InlineKeyboardMarkup:
    """One button a row, all with the same data."""
    rows = [[InlineKeyboardButton(label, callback_data=data)] for label in labels]
    return InlineKeyboardMarkup(rows)


def one_button(url: str | None = None) -> InlineKeyboardMarkup:
    """A single button, with a link or with nothing behind it."""
    return InlineKeyboardMarkup([[InlineKeyboardButton("x", url=url)]])


def echo_application(root: str, token: str = TOKEN) -> AnyApplication:
    """A bot that repeats texts, says « deux » twice, and keeps silent on « rien »."""

    async def on_message(update: Update, _context: Context) -> None:
        message = update.effective_message
        assert message is not None
        if message.text == "rien":
            return
        if message.text == "panne":
            raise ValueError("planned by the test")
        shown = message.text or "pas de texte"
        await message.reply_text(f"écho : {shown}", reply_markup=keyboard("Utile", "Pas utile"))
        if message.text == "deux":
            await message.reply_text("et encore")

    async def on_press(update: Update, _context: Context) -> None:
        query = update.callback_query
        assert query is not None
        if query.data == "muet":
            return
        await query.answer("Merci")
        await query.edit_message_text("Avis noté")

    async def on_inline(update: Update, _context: Context) -> None:
        assert update.inline_query is not None
        content = InputTextMessageContent("texte")
        await update.inline_query.answer([InlineQueryResultArticle("1", "ORT", content)])

    builder = Application.builder().token(token)
    app = builder.base_url(f"{root}/bot").base_file_url(f"{root}/file/bot").build()
    app.add_handler(MessageHandler(filters.ALL, on_message))
    app.add_handler(CallbackQueryHandler(on_press))
    app.add_handler(InlineQueryHandler(on_inline))
    return app


@contextlib.asynccontextmanager
async def serving(handler: Handler) -> AsyncIterator[str]:
    """An HTTP server that gives what is posted to ``handler``; its address."""
    app = web.Application()
    app.router.add_post("/hook", handler)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        host, port = runner.addresses[0][:2]
        yield f"http://{host}:{port}/hook"
    finally:
        await runner.cleanup()


async def main() -> None:
    """Serve until killed, as ``python -m bot run`` does."""
    application = echo_application(os.environ["TELEGRAM_API_URL"])
    async with application:
        await application.start()
        await handle_in_order(application)


if __name__ == "__main__":
    asyncio.run(main())
