"""Telegram's updates by webhook: acknowledged once handled, so that none is lost."""

import asyncio
import hmac
import json
import logging
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.errors import LogUnavailableError
from bot.running import metrics
from handlers.context import App
from handlers.registry import ALLOWED_UPDATES
from handlers.transport.incoming import Incoming, read
from handlers.transport.once import Intake

logger = logging.getLogger(__name__)

HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
MAX_BODY: Final = 1_048_576
"""Bytes; Telegram's updates are a few thousand."""
CONNECTIONS: Final = 40
"""Updates that Telegram may deliver at once to all replicas together."""
RETRY: Final = {"Retry-After": "2"}


class RefusedError(Exception):
    """A request that is not an update from Telegram."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


class Webhook:
    """The page that Telegram posts to."""

    def __init__(self, app: App, url: str, secret: str) -> None:
        """A page for an application.

        Args:
            app: with its handlers, initialised.
            url: the public address, told to Telegram.
            secret: what Telegram puts in a header of each request.
        """
        self._app = app
        self._url = url
        self._secret = secret.encode()
        self._intake = Intake(app, alone=False)

    @property
    def route(self) -> Route:
        """For the web server; the reverse proxy keeps the path of the public address."""
        return Route(urlsplit(self._url).path or "/", self._receive, methods=["POST"])

    async def announce(self) -> None:
        """Tell Telegram where to post."""
        await self._app.bot.set_webhook(
            self._url,
            secret_token=self._secret.decode(),
            allowed_updates=ALLOWED_UPDATES,
            max_connections=CONNECTIONS,
        )
        await self._take_up()

    async def _take_up(self) -> None:
        """Handle what long polling held and left, before this service came to webhooks."""
        try:
            for _, incoming in await self._intake.held():
                await self._intake.handle(incoming)
        except LogUnavailableError as error:
            logger.warning("held updates not read: %s", error)

    async def _receive(self, request: Request) -> Response:
        """Handle an update, then acknowledge it; Telegram repeats what is not acknowledged."""
        try:
            incoming = await self._incoming(request)
        except RefusedError as refusal:
            metrics.UPDATES.labels("refused").inc()
            logger.warning("refused: %s", refusal)
            return Response(status_code=refusal.status)
        # The request may be cut meanwhile: the update is handled to the end all the same.
        finished = await asyncio.shield(asyncio.create_task(self._intake.handle(incoming)))
        return Response(status_code=200) if finished else Response(status_code=503, headers=RETRY)

    async def _incoming(self, request: Request) -> Incoming:
        """The update that a request brings; one that cannot be read is one, and acknowledged.

        Raises:
            RefusedError: it brings none, or does not come from Telegram.
        """
        given = request.headers.get(HEADER, "").encode("latin-1", "replace")
        if not hmac.compare_digest(given, self._secret):
            raise RefusedError(403, "wrong secret")
        return self._parsed(await self._body(request))

    async def _body(self, request: Request) -> bytes:
        body = bytearray()
        try:
            async for chunk in request.stream():
                body += chunk
                if len(body) > MAX_BODY:
                    raise RefusedError(413, "body too large")
        except ClientDisconnect:
            raise RefusedError(400, "cut off") from None
        return bytes(body)

    def _parsed(self, body: bytes) -> Incoming:
        try:
            incoming = read(json.loads(body), self._app.bot)
        except (ValueError, RecursionError) as error:
            raise RefusedError(400, f"not JSON ({type(error).__name__})") from None
        if incoming is None:
            raise RefusedError(400, "not an update")
        return incoming
