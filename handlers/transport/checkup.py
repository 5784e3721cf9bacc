"""What Telegram says of the bot: its token, its webhook, its groups."""

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.config import Settings
from bot.running.doctor import Finding
from bot.texts import operations as texts
from bot.texts.typography import agreed


async def telegram(settings: Settings) -> list[Finding]:
    """Ask Telegram about the bot; nothing is changed there.

    Args:
        settings: with or without a token.
    """
    if settings.telegram_bot_token is None:
        return [Finding("bad", texts.BOT_UNNAMED)]
    root = settings.telegram_api_url
    token = settings.telegram_bot_token.get_secret_value()
    try:
        async with Bot(token, f"{root}/bot", f"{root}/file/bot") as bot:
            return [
                Finding("good", texts.BOT_GOOD.format(name=bot.username)),
                *_abilities(bot),
                *await _reception(bot, settings.webhook_url),
                *await _staff_chat(bot, settings.staff_chat_id),
            ]
    except InvalidToken:
        return [Finding("bad", texts.BOT_REFUSED)]
    except TelegramError as error:
        return [Finding("bad", texts.TELEGRAM_BAD.format(url=root, reason=type(error).__name__))]


def _abilities(bot: Bot) -> list[Finding]:
    reads_all = bot.can_read_all_group_messages
    privacy = Finding("bad", texts.PRIVACY_BAD) if reads_all else None
    found = [privacy or Finding("good", texts.PRIVACY_GOOD)]
    if not bot.supports_inline_queries:
        found.append(Finding("advice", texts.INLINE_OFF))
    return found


async def _reception(bot: Bot, wanted: str | None) -> list[Finding]:
    hook = await bot.get_webhook_info()
    if wanted is None:
        blocked = Finding("advice", texts.POLLING_BLOCKED) if hook.url else None
        return [blocked or Finding("good", texts.POLLING_GOOD)]
    if hook.url != wanted:
        return [Finding("bad", texts.WEBHOOK_OTHER)]
    text = agreed(texts.WEBHOOK_GOOD, url=hook.url, pending=hook.pending_update_count)
    found = [Finding("good", text)]
    if hook.last_error_message and hook.last_error_date is not None:
        date = hook.last_error_date.isoformat(" ", "minutes")
        text = texts.WEBHOOK_ERROR.format(date=date, error=hook.last_error_message)
        found.append(Finding("advice", text))
    return found


async def _staff_chat(bot: Bot, chat_id: int | None) -> list[Finding]:
    if chat_id is None:
        return []
    try:
        chat = await bot.get_chat(chat_id)
    except TelegramError:
        return [Finding("bad", texts.STAFF_CHAT_BAD)]
    return [Finding("good", texts.STAFF_CHAT_GOOD.format(title=chat.title or chat.first_name))]
