"""The only place that assembles: settings, knowledge, log and Telegram; start and stop."""

import asyncio
import logging
import signal
import socket
import ssl
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from functools import cache
from typing import Any

import httpx
from starlette.routing import Route
from telegram import LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import Application, ContextTypes, Defaults

from bot.clock import stopped_within
from bot.config import Settings
from bot.console.site import routes as console_routes
from bot.console.web import House
from bot.consultations.rounds import Rounds
from bot.conversation.assistant import Assistant
from bot.conversation.served import Served
from bot.errors import ConfigurationError
from bot.questionlog.store import QuestionLog
from bot.review.acts import Review
from bot.review.keeping import Keeping
from bot.running import source_watch, upkeep
from bot.running.folders import state_folder
from bot.running.last_base import served
from bot.running.logs import configure, hide
from bot.running.opening import open_log
from bot.running.server import listen, serve
from bot.running.watching import Watching
from bot.texts import command_line as texts
from handlers import late, reloading
from handlers.context import App, Context, Services, known_as, serve_with, services_of
from handlers.flood import Flood
from handlers.registry import ALLOWED_UPDATES, introduce, register
from handlers.transport.checkup import telegram as ask_telegram
from handlers.transport.client import Client
from handlers.transport.notices import Notices
from handlers.transport.patience import Contact, Patience
from handlers.transport.polling import READ_TIMEOUT_S, Poller, unless
from handlers.transport.webhook import Webhook
from handlers.trouble import backoff, seconds

logger = logging.getLogger(__name__)

__all__ = ["ask_telegram", "build", "serve_telegram"]


def build(settings: Settings, assistant: Assistant) -> App:
    """The Telegram application with all its handlers, not yet started.

    Args:
        settings: with a token.
        assistant: what answers.

    Raises:
        ConfigurationError: there is no token.
    """
    if settings.telegram_bot_token is None:
        raise ConfigurationError(texts.RUN_NEEDS_A_BOT)
    root = settings.telegram_api_url
    app: App = (
        Application.builder()
        .token(settings.telegram_bot_token.get_secret_value())
        .base_url(f"{root}/bot")
        .base_file_url(f"{root}/file/bot")
        .updater(None)
        .job_queue(None)
        .rate_limiter(Patience())
        .context_types(ContextTypes(context=Context))
        .defaults(
            Defaults(
                parse_mode=ParseMode.HTML,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
        )
        .request(Client(_trusted()))
        .get_updates_request(Client(_trusted(), at_once=1, read_s=READ_TIMEOUT_S))
        .build()
    )
    serve_with(app, Services(assistant, settings, Flood()))
    register(app)
    return app


@cache
def _trusted() -> ssl.SSLContext:
    """The authorities that are trusted, read once for all requests: reading them takes long."""
    return httpx.create_ssl_context()


async def serve_telegram(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT; what is in hand is finished, then all is closed.

    Raises:
        ConfigurationError: the token is missing or refused.
        KnowledgeError: the knowledge base has faults.
        LogUnavailableError: the database cannot be opened.
    """
    if settings.telegram_bot_token is None:
        raise ConfigurationError(texts.RUN_NEEDS_A_BOT)
    configure(settings.log_level, settings.log_format, settings.secrets)
    stop, wake = _on_signals()
    listener = _listener(settings)
    base, faults = served(settings)
    async with open_log(settings) as log:
        try:
            app = build(settings, Assistant(Served.of(base), log, settings.promises))
            if faults:
                await reloading.tell_faults(app, faults)
            await Review(base, log).tell_corrections()
            await _serve(app, log, settings, listener, stop, wake)
        except InvalidToken:
            raise ConfigurationError(texts.REFUSED) from None  # its message holds the token


async def _serve(
    app: App,
    log: QuestionLog,
    settings: Settings,
    listener: socket.socket | None,
    stop: asyncio.Event,
    wake: asyncio.Event,
) -> None:
    if not await _until_reached(app.initialize, stop):
        return
    contact = Contact(app)
    watching = Watching(log, lambda: services_of(app).assistant.base, contact)
    routes = [*watching.routes, *_console(app, log, settings)]
    work = [
        Notices(app, log, settings.staff_chat_id, settings.staff_topic_id).run(stop),
        upkeep.run(log, settings.promises, stop),
        Rounds(log, settings.staff_chat_id).run(stop),
        Keeping(log, settings.reply_days, settings.staff_chat_id).run(stop),
        reloading.watch(app, wake, stop),
        late.run(app, stop),
    ]
    if settings.source_watch:
        work.append(_watch_sources(app, settings, stop))
    try:
        if settings.webhook_url is None:
            await _until_reached(app.bot.delete_webhook, stop)
            work.append(Poller(app, ALLOWED_UPDATES).run(stop))
        else:
            webhook = Webhook(app, settings.webhook_url, await _webhook_secret(settings, log))
            routes.append(webhook.route)
            work.append(_announce(webhook, stop))
        await unless(stop, _introduce(app, settings))
        _know_oneself(app)
        if listener is not None:
            work.append(serve(routes, listener, stop))
        await _together(*work)
        logger.info("stopped")
    finally:
        await app.shutdown()


def _console(app: App, log: QuestionLog, settings: Settings) -> Sequence[Route]:
    """The pages of the console, where an address was given to it."""
    if settings.console_url is None:
        return ()
    house = House(
        lambda: services_of(app).settings,
        log,
        lambda: services_of(app).assistant.served,
        lambda: reloading.reload(app),
    )
    return console_routes(house)


async def _watch_sources(app: App, settings: Settings, stop: asyncio.Event) -> None:
    """Ask every week what the fiches cite, and tell the staff what to see to."""

    async def tell(lines: list[str]) -> None:
        await reloading.tell_sources(app, lines)

    folder = state_folder(settings)
    await source_watch.weekly(lambda: services_of(app).assistant.base, folder, tell, stop)


async def _announce(webhook: Webhook, stop: asyncio.Event) -> None:
    """Tell Telegram where to post, once the server listens."""
    await _until_reached(webhook.announce, stop)


async def _webhook_secret(settings: Settings, log: QuestionLog) -> str:
    """The one set, or one drawn by the first replica and shared by all."""
    if settings.webhook_secret is not None:
        return settings.webhook_secret.get_secret_value()
    drawn = await log.shared_secret("webhook")
    hide(drawn)
    return drawn


def _listener(settings: Settings) -> socket.socket | None:
    """The socket to serve on; None when it is taken and only watches would have used it.

    Raises:
        ConfigurationError: it is taken, and Telegram or the console is to be served there.
    """
    try:
        return listen(settings.listen, settings.port)
    except OSError as error:
        if settings.webhook_url is not None or settings.console_url is not None:
            message = texts.CANNOT_LISTEN.format(
                listen=settings.listen, port=settings.port, reason=error.strerror
            )
            raise ConfigurationError(message) from error
        logger.warning("health and metrics are not served: %s", error)
        return None


async def _together(*work: Coroutine[Any, Any, None]) -> None:
    """Run until all are done; the failure of one ends the others and is raised."""
    try:
        async with asyncio.TaskGroup() as group:
            for coroutine in work:
                group.create_task(coroutine)
    except* InvalidToken as errors:
        raise errors.exceptions[0] from None


def _know_oneself(app: App) -> None:
    """What ``getMe`` told: links need the name, and groups depend on privacy mode."""
    known_as(app, app.bot.username)
    privacy = "off" if app.bot.can_read_all_group_messages else "on"
    logger.info("serving @%s, privacy mode %s", app.bot.username, privacy)


async def _introduce(app: App, settings: Settings) -> None:
    """The menu is a comfort: failing to set it does not keep anybody from an answer."""
    try:
        await introduce(app, settings)
    except TelegramError as error:
        logger.warning("menu and descriptions not set: %s", error)


async def _until_reached(action: Callable[[], Awaitable[object]], stop: asyncio.Event) -> bool:
    """Try until Telegram is reached; False when told to stop before."""
    failures = 0
    while not stop.is_set():
        try:
            await action()
            return True
        except (NetworkError, RetryAfter) as error:
            delay = seconds(error) if isinstance(error, RetryAfter) else backoff(failures)
            logger.warning("Telegram not reached, again in %.1f s: %s", delay, error)
            failures += 1
            await stopped_within(stop, delay)
    return False


def _on_signals() -> tuple[asyncio.Event, asyncio.Event]:
    """What SIGTERM and SIGINT set, to stop; what SIGHUP sets, to reload the base."""
    stop, wake = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    loop.add_signal_handler(signal.SIGHUP, wake.set)
    return stop, wake
