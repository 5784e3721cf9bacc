"""Two ways to run the bot against the server: in this process, or as a process to be killed."""

import asyncio
import contextlib
import datetime as dtm
import os
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Self

from telegram import Update
from telegram.error import NetworkError, RetryAfter
from telegram.ext import Application

from .errors import SilentPersonError
from .forked import Forked
from .server import TelegramServer

START_TIMEOUT: Final = 60.0
"""A process that ends is noticed at once; one that starts on a loaded machine takes its time."""
STOP_TIMEOUT: Final = 30.0
RUN: Final = (sys.executable, "-m", "bot", "run")
"""The command, for a process that shares nothing with another."""
AnyApplication = Application[Any, Any, Any, Any, Any, Any]
Poll = Callable[[AnyApplication], Coroutine[Any, Any, None]]


@contextlib.asynccontextmanager
async def in_process(
    application: AnyApplication, poll: Poll | None = None, *, tolerate_errors: bool = False
) -> AsyncIterator[AnyApplication]:
    """Run an application in this process, its hooks included.

    ``poll`` takes updates and confirms each once it is handled (default: ``handle_in_order``).
    An exception that a handler let out fails the test at the end.
    """
    errors: list[Exception] = []

    async def collect(_update: object, context: Any) -> None:
        if isinstance(context.error, Exception):
            errors.append(context.error)

    application.add_error_handler(collect)
    async with _started(application), _background((poll or handle_in_order)(application)):
        yield application
    if errors and not tolerate_errors:
        raise ExceptionGroup("handlers failed", errors)


@contextlib.asynccontextmanager
async def _started(application: AnyApplication) -> AsyncIterator[None]:
    """Between start and stop, calling the hooks as ``run_polling`` does."""
    async with application:
        if application.post_init:
            await application.post_init(application)
        await application.start()
        try:
            yield
        finally:
            await application.stop()
            if application.post_stop:
                await application.post_stop(application)
    if application.post_shutdown:
        await application.post_shutdown(application)


@contextlib.asynccontextmanager
async def _background(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def handle_in_order(application: AnyApplication) -> None:
    """Take updates one after the other; each is confirmed once it was handled."""
    offset = 0
    while True:
        try:
            updates = await application.bot.get_updates(
                offset=offset, timeout=20, allowed_updates=Update.ALL_TYPES
            )
        except RetryAfter as error:
            wait = error.retry_after
            await asyncio.sleep(wait.total_seconds() if isinstance(wait, dtm.timedelta) else wait)
            continue
        except NetworkError:
            await asyncio.sleep(0.01)
            continue
        for update in updates:
            await application.process_update(update)
            offset = max(offset, update.update_id + 1)


class BotProcess:
    """``python -m bot run`` (forked, unless a command is given) in a process of its own.

    ``async with BotProcess(server, env={...}) as bot:`` starts it and waits until it asks for
    updates or sets its webhook; on leaving, it is told to stop and must do so.
    """

    def __init__(
        self,
        server: TelegramServer,
        command: Sequence[str] | None = None,
        *,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        self.server = server
        self._command = command
        self._env = os.environ | dict(env or {}) | {
            "TELEGRAM_API_URL": server.root,
            "TELEGRAM_BOT_TOKEN": server.token,
            "PYTHONUNBUFFERED": "1",
        }  # fmt: skip
        self._cwd = cwd
        self._process: asyncio.subprocess.Process | Forked | None = None
        self._watch: asyncio.Task[None] | None = None
        self._expected_end = False
        self._log: IO[bytes] | None = None

    async def __aenter__(self) -> Self:
        self.server.watchers.append(self._problem)
        try:
            await self.start()
        except BaseException:
            self._forget()
            raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if self.running:
                await self.terminate()
        finally:
            self._forget()

    def _forget(self) -> None:
        self.server.watchers.remove(self._problem)
        if self._log is not None:
            self._log.close()

    @property
    def running(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and self._process.returncode is None

    @property
    def pid(self) -> int:
        """The id of the process, for memory and processor figures."""
        assert self._process is not None
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        """The exit status, None while it runs."""
        return self._process.returncode if self._process else None

    @property
    def output(self) -> str:
        """All that it wrote so far, on standard output and standard error."""
        return Path(self._log.name).read_text("utf-8", "replace") if self._log else ""

    async def start(self, *, wait: bool = True) -> None:
        """Start it (again); ``wait`` until it takes updates."""
        if self._log is None:
            self._log = tempfile.NamedTemporaryFile(suffix=".log")  # noqa: SIM115
        before = self._signs_of_life()
        if self._command is None:
            self._process = await Forked.start(
                ["run"], env=self._env, cwd=self._cwd, output=self._log
            )
        else:
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=self._log,
                stderr=self._log,
                env=self._env,
                cwd=self._cwd,
            )
        self._expected_end = False  # only now: until then the process is the one that was killed
        self._watch = asyncio.create_task(self._announce_end(self._process))
        if wait:
            await self._wait_until_alive(before)

    async def _wait_until_alive(self, before: int) -> None:
        try:
            await self.server.wait_for(lambda: self._signs_of_life() > before, START_TIMEOUT)
        except SilentPersonError as error:
            if self.running:
                await self.kill()
            raise SilentPersonError(f"no sign of the bot:\n{self.output[-2000:]}") from error

    async def kill(self) -> None:
        """SIGKILL: no time for anything."""
        await self._end(signal.SIGKILL)

    async def terminate(self) -> int:
        """SIGTERM: it must finish what is in hand and exit; its exit status."""
        return await self._end(signal.SIGTERM)

    async def restart(self) -> None:
        """SIGKILL, then start again."""
        await self.kill()
        await self.start()

    async def _end(self, number: signal.Signals) -> int:
        process = self._process
        assert process is not None
        self._expected_end = True
        if process.returncode is None:
            process.send_signal(number)
        try:
            await asyncio.wait_for(process.wait(), STOP_TIMEOUT)
        except TimeoutError:
            process.kill()
            await process.wait()
            tail = self.output[-2000:]
            raise SilentPersonError(f"{number.name} did not end the bot:\n{tail}") from None
        if self._watch is not None:
            await self._watch
        assert process.returncode is not None
        return process.returncode

    async def _announce_end(self, process: asyncio.subprocess.Process | Forked) -> None:
        await process.wait()
        self.server.world.changes.notify()

    def _signs_of_life(self) -> int:
        return self.server.polling.count + len(self.server.calls_of("setWebhook"))

    def _problem(self) -> str | None:
        if self._expected_end or self.running:
            return None
        status = self.returncode
        return f"the bot ended by itself (status {status}):\n{self.output[-2000:]}"
