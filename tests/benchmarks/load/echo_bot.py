"""What python-telegram-bot costs by itself: a bot that repeats each text. Run as a process."""

import os

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def _repeat(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    if update.message is not None and update.message.text is not None:
        await update.message.reply_text(update.message.text)


def main() -> None:
    """Poll and repeat, updates in hand at once as ours are."""
    root = os.environ["TELEGRAM_API_URL"]
    builder = Application.builder().token(os.environ["TELEGRAM_BOT_TOKEN"])
    app = builder.base_url(f"{root}/bot").concurrent_updates(32).build()
    app.add_handler(MessageHandler(filters.TEXT, _repeat))
    app.run_polling()


if __name__ == "__main__":
    main()
