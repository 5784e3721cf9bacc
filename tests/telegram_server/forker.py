"""A process that has imported the service and forks for each ``python -m bot`` that is asked.

It is run by its path, so that nothing stands beside the service in what is imported. What it forks
goes through `bot/__main__.py` with the words, the environment, the folder and the streams that a
process of its own would have: only the modules are there already.
"""

import contextlib
import gc
import importlib
import json
import os
import runpy
import signal
import socket
import sys
from typing import Final

MODULES: Final = (
    "bot.app",
    "bot.cli.main",
    "alembic.command",
    "aiosqlite",
    "alembic.config",
    "anyio._backends._asyncio",
    "anyio.streams.tls",
    "bot.questionlog.migrations.moving",
    "holidays.countries",
    "httpcore",
    "psycopg_binary",
    "sqlalchemy.dialects.postgresql.psycopg",
    "sqlalchemy.dialects.sqlite.aiosqlite",
    "uvicorn.lifespan.off",
    "uvicorn.protocols.http.auto",
    "uvicorn.protocols.websockets.auto",
)
"""What ``bot run`` imports, sooner or later; a name that went is no fault."""
LONGEST: Final = 1 << 17


def main() -> None:
    """Serve until the control is closed; a child comes back from it to be the service."""
    control = socket.socket(fileno=int(sys.argv[1]))
    for name in MODULES:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    gc.collect()
    gc.freeze()  # what was imported is not looked through again in each child
    if _forked(control):
        runpy.run_module("bot", run_name="__main__", alter_sys=True)


def _forked(control: socket.socket) -> bool:
    """Fork for each message; true in a child, false when there are no more."""
    while True:
        message, received, _, _ = socket.recv_fds(control, LONGEST, 4)
        if not message:
            return False
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        if os.fork() == 0:
            break
        for number in received:
            os.close(number)
    control.close()
    report, *streams = received
    if child := os.fork():
        for number in streams:
            os.close(number)  # a reader of its output must see the end of the service
        os.write(report, str(child).encode())
        ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        os.write(report, str(ended).encode())
        os._exit(0)
    os.close(report)
    _become(json.loads(message), streams)
    return True


def _become(asked: dict[str, object], streams: list[int]) -> None:
    """Take the place of a process that was started with this."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.chdir(str(asked["cwd"]))
    os.environ.clear()
    os.environ.update(dict(asked["env"]))  # type: ignore[call-overload]
    sys.argv = ["bot", *asked["words"]]  # type: ignore[misc]
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]


main()
