"""The web server: for Telegram's webhook where there is one, and for those who watch."""

import asyncio
import contextlib
import logging
import socket
from collections.abc import Iterator, Sequence

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute

logger = logging.getLogger(__name__)

GRACE_S = 30
"""For so long, what is in hand may be finished when the service stops."""


class _Server(uvicorn.Server):
    """A server that leaves the signals to the service it is part of."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take no signal."""
        yield


def listen(host: str, port: int) -> socket.socket:
    """A socket on that address.

    Raises:
        OSError: it is taken, or not ours to take.
    """
    return socket.create_server((host, port), family=_family(host), reuse_port=False)


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


async def serve(routes: Sequence[BaseRoute], listener: socket.socket, stop: asyncio.Event) -> None:
    """Serve until told to stop; requests in hand are finished.

    Args:
        routes: what is served.
        listener: where, already open.
        stop: set by whoever wants the service to end.
    """
    config = uvicorn.Config(
        Starlette(routes=list(routes)),
        log_config=None,
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=GRACE_S,
    )
    server = _Server(config)
    logger.info("listening on port %d", listener.getsockname()[1])
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
    server.should_exit = True
    stopping.cancel()
    await serving
