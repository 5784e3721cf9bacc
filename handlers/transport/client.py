"""Requests to Telegram over aiohttp, which reads and writes HTTP in C.

Those of python-telegram-bot go over httpx: sending a reply took a third of the processor time of a
question, and a third of that went into looking at each idle connection in turn.
"""

import json
import ssl
from collections.abc import Mapping
from typing import Any, Final, cast
from urllib.request import getproxies

from aiohttp import (
    ClientError,
    ClientSession,
    ClientTimeout,
    DummyCookieJar,
    FormData,
    TCPConnector,
)
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECT_S: Final = 5.0
READ_S: Final = 5.0
AT_ONCE: Final = 256
"""Connections at the most."""
UPLOAD_S: Final = 600.0
"""The longest that sending a file may take: 50 MB over a slow line."""
REST_S: Final = 5.0
"""What is left to the rest of an answer once it has begun. aiohttp 3.14.5 waits for ever for one
whose pieces are broken, whatever it was told of reading: only the whole is sure to end."""
_JSON: Final = {"Content-Type": "application/json"}

Wait = Any
"""Seconds, or python-telegram-bot's sign that the caller named none."""


class Client(BaseRequest):
    """What the bot sends its requests by."""

    def __init__(
        self,
        trusted: ssl.SSLContext,
        *,
        at_once: int = AT_ONCE,
        read_s: float = READ_S,
        rest_s: float = REST_S,
    ) -> None:
        """A client, which connects once it is initialised.

        Args:
            trusted: the authorities whose certificates are believed.
            at_once: connections at the most.
            read_s: how long an answer may take where the caller does not say.
            rest_s: how long the whole may take beyond connecting and reading.
        """
        self._trusted = trusted
        self._at_once = at_once
        self._read_s = read_s
        self._rest_s = rest_s
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """How long an answer may take where the caller does not say."""
        return self._read_s

    async def initialize(self) -> None:
        """Be ready to send."""
        if self._session is None:
            self._session = ClientSession(
                connector=TCPConnector(limit=self._at_once, ssl=self._trusted),
                cookie_jar=DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                # aiohttp looks for proxies in a thread at each request: only where there are any.
                trust_env=bool(getproxies()),
            )

    async def shutdown(self) -> None:
        """Close all connections; may be called twice."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Wait = BaseRequest.DEFAULT_NONE,
        write_timeout: Wait = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
        connect_timeout: Wait = BaseRequest.DEFAULT_NONE,
        pool_timeout: Wait = BaseRequest.DEFAULT_NONE,  # noqa: ARG002
    ) -> tuple[int, bytes]:
        """Send a request; waiting for a free connection counts as connecting.

        Returns:
            The status and the body.

        Raises:
            NetworkError: Telegram did not answer; its cause is aiohttp's.
        """
        if self._session is None:
            raise RuntimeError("not initialised")
        uploads = request_data is not None and request_data.contains_files
        connect = _seconds(connect_timeout, CONNECT_S)
        read = _seconds(read_timeout, self._read_s)
        whole = UPLOAD_S if uploads else connect + read + self._rest_s
        timeout = ClientTimeout(total=whole, connect=connect, sock_read=read)
        body, headers = _body(request_data)
        try:
            async with self._session.request(
                method, url, data=body, headers=headers, timeout=timeout, allow_redirects=False
            ) as response:
                return response.status, await response.read()
        except TimeoutError as error:
            raise TimedOut from error
        except ClientError as error:
            # Its own words may hold the address, which holds the token.
            raise NetworkError(f"aiohttp.{type(error).__name__}") from error


def _seconds(wait: Wait, default: float) -> float:
    return default if wait is None or wait is BaseRequest.DEFAULT_NONE else cast("float", wait)


def _body(data: RequestData | None) -> tuple[bytes | FormData | None, Mapping[str, str] | None]:
    """What is sent, and its kind: JSON, or a form where there are files."""
    if data is None:
        return None, None
    if not data.contains_files:
        return json.dumps(data.parameters).encode(), _JSON  # in ASCII: half a sign passes too
    form = FormData()
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form, None
