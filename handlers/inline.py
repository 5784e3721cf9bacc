"""Inline mode: « @bot fibre » in any chat lists entries and sends the one chosen, with its source.

What is typed letter by letter is not logged; only what was chosen is.
"""

from telegram import (
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import ParseMode

from bot.clock import local_today
from bot.knowledge.models import Entry, token
from bot.pages.fiches import inline_text
from bot.pages.sharing import summary_line
from bot.texts import conversation as texts
from handlers.context import Context, sender_of

SHOWN = 10
CACHE_S = 300
"""Seconds for which Telegram may reuse an answer: the same for everybody."""


async def search(update: Update, context: Context) -> None:
    """List the entries nearest to what is typed."""
    query = update.inline_query
    if query is None:
        return
    entries = context.assistant.inline.nearest(query.query, SHOWN)
    button = InlineQueryResultsButton(texts.INLINE_HINT, start_parameter="inline")
    await query.answer(
        [_article(entry, context) for entry in entries],
        cache_time=CACHE_S,
        is_personal=False,
        button=button,
    )


async def chosen(update: Update, context: Context) -> None:
    """Log what was chosen, under the channel ``inline``."""
    result = update.chosen_inline_result
    if result is not None:
        sender = sender_of(update)
        await context.assistant.inline.chosen(result.query, result.result_id, sender)


def _article(entry: Entry, context: Context) -> InlineQueryResultArticle:
    content = InputTextMessageContent(
        inline_text(entry, local_today(), context.assistant.served.bot),
        parse_mode=ParseMode.HTML,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    return InlineQueryResultArticle(
        id=token(entry.id),
        title=entry.question,
        input_message_content=content,
        description=summary_line(entry),
    )
