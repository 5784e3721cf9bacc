"""Inline mode: « @bot fibre » in any chat lists entries and sends the one chosen, with its source.

What is typed letter by letter is not logged; only what was chosen is. In guest mode the bot is
called by its name there, and answers once; the rest of that conversation is not read.
"""

import re

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
from bot.texts.typography import unbroken
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


async def called(update: Update, context: Context) -> None:
    """Guest mode: « @bot question » in a conversation that the bot is no member of, one reply."""
    message = update.guest_message
    if message is None or message.guest_query_id is None:
        return
    assistant = context.assistant
    named = re.compile(rf"@{re.escape(context.bot.username)}\b", re.IGNORECASE)
    text = named.sub(" ", message.text or message.caption or "").strip()
    shown = await assistant.inline.called(text, sender_of(update))
    article = InlineQueryResultArticle(
        id="reponse", title=texts.INLINE_HINT, input_message_content=_content(shown)
    )
    await context.bot.answer_guest_query(message.guest_query_id, article)


def _content(text: str) -> InputTextMessageContent:
    return InputTextMessageContent(
        unbroken(text),
        parse_mode=ParseMode.HTML,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )


def _article(entry: Entry, context: Context) -> InlineQueryResultArticle:
    content = _content(inline_text(entry, local_today(), context.assistant.served.bot))
    return InlineQueryResultArticle(
        id=token(entry.id),
        title=entry.question,
        input_message_content=content,
        description=summary_line(entry),
    )
