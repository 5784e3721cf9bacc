"""Waiting for a condition without polling: every change of the server wakes the waiters."""

import asyncio
from collections.abc import Callable
from typing import Final, TypeVar

T = TypeVar("T")
TIMEOUT: Final = 30.0
"""Seconds a test waits for what should come at once: a loaded machine makes no test fail."""


class Changes:
    """Waiters look again each time something changed."""

    def __init__(self) -> None:
        self._waiters: set[asyncio.Future[None]] = set()

    def notify(self) -> None:
        """Say that something changed."""
        waiters, self._waiters = self._waiters, set()
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)

    async def wait_for(self, look: Callable[[], T | None], timeout: float | None) -> T | None:  # noqa: ASYNC109
        """Return what ``look`` finds (anything but None and False), or None after ``timeout``."""
        loop = asyncio.get_running_loop()
        end = None if timeout is None else loop.time() + timeout
        while True:
            found = look()
            if found is not None and found is not False:
                return found
            left = None if end is None else end - loop.time()
            if left is not None and left <= 0:
                return None
            waiter: asyncio.Future[None] = loop.create_future()
            self._waiters.add(waiter)
            try:
                await asyncio.wait({waiter}, timeout=left)
            finally:
                self._waiters.discard(waiter)
