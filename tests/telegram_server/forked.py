"""``python -m bot`` as a process of its own, forked from one that has imported the service.

Importing takes a second of processor, and the suite starts the service more than two hundred
times, mostly after a kill. Where the start of Python itself is what is tried, or memory is
measured, a command is given to `BotProcess` instead.
"""

import asyncio
import atexit
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Final, Self

_ROOT: Final = Path(__file__).parents[2]
_FORKER: Final = Path(__file__).with_name("forker.py")


@cache
def _control() -> socket.socket:
    """Where to ask for a process; the forker ends with this one."""
    ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with its:
        forker = subprocess.Popen(  # noqa: S603
            [sys.executable, "-P", str(_FORKER), str(its.fileno())],
            env=os.environ | {"PYTHONPATH": str(_ROOT)},
            cwd=_ROOT,
            pass_fds=[its.fileno()],
        )

    def leave() -> None:
        ours.close()
        forker.wait()

    atexit.register(leave)
    return ours


def _ask(
    words: Sequence[str], env: Mapping[str, str], cwd: Path | None, streams: Sequence[IO[bytes]]
) -> socket.socket:
    """Ask for a process; its id and then its exit status can be read from what is returned."""
    what = {"words": list(words), "env": dict(env), "cwd": str(cwd or Path.cwd())}
    report, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with its:
        handed = [its.fileno(), *(stream.fileno() for stream in streams)]
        socket.send_fds(_control(), [json.dumps(what).encode()], handed)
    return report


def _nothing() -> IO[bytes]:
    return Path(os.devnull).open("rb")


def run(
    words: Sequence[str], given: str, *, env: Mapping[str, str], timeout: float
) -> subprocess.CompletedProcess[str]:
    """What `subprocess.run` would return for ``python -m bot`` in the current folder."""
    with TemporaryFile() as read, TemporaryFile() as out, TemporaryFile() as err:
        read.write(given.encode())
        read.seek(0)
        with _ask(words, env, None, (read, out, err)) as report:
            pid = int(report.recv(16))
            report.settimeout(timeout)
            try:
                status = int(report.recv(16))
            except TimeoutError:
                os.kill(pid, signal.SIGKILL)
                raise
        texts = []
        for stream in (out, err):
            stream.seek(0)
            texts.append(stream.read().decode())
    return subprocess.CompletedProcess(words, status, *texts)


class Forked:
    """What `asyncio.subprocess.Process` tells of a process, and does to it."""

    def __init__(self, pid: int, report: socket.socket) -> None:
        """Watch a process that has started.

        Args:
            pid: its id.
            report: says with which status it ended.
        """
        self.pid = pid
        self.returncode: int | None = None
        self._report = report
        self._end = asyncio.create_task(self._ended())

    @classmethod
    async def start(
        cls, words: Sequence[str], *, env: Mapping[str, str], cwd: Path | None, output: IO[bytes]
    ) -> Self:
        """Fork one that runs ``python -m bot`` with these words, and writes to a file."""
        with _nothing() as nothing:
            report = _ask(words, env, cwd, (nothing, output, output))
        report.setblocking(False)
        told = await asyncio.get_running_loop().sock_recv(report, 16)
        return cls(int(told), report)

    async def wait(self) -> int:
        """The exit status, once it has ended; that of a signal is negative."""
        return await asyncio.shield(self._end)

    def send_signal(self, number: int) -> None:
        """Send it a signal, unless it has just ended."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it without more."""
        self.send_signal(signal.SIGKILL)

    async def _ended(self) -> int:
        with self._report:
            told = await asyncio.get_running_loop().sock_recv(self._report, 16)
        self.returncode = int(told)
        return self.returncode
