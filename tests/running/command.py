"""The command line in the current folder, as an operator types it."""

import io
import os
import subprocess
import sys
import threading
from contextlib import redirect_stderr, redirect_stdout
from typing import Final
from unittest.mock import patch

from bot.cli.main import main
from tests.conftest import ROOT, SAMPLE
from tests.telegram_server import forked

HERE: Final = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}


def run(*words: str, given: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    """One verb, with nothing in its environment but what is given, on its standard input too.

    It runs in a thread of the test's own process, where no event loop runs either: another
    process would import the same modules for longer than most verbs take.
    """
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in "oe")
    status: list[int] = []

    def verb() -> None:
        try:
            main()
        except SystemExit as end:
            status.append(end.code if isinstance(end.code, int) else 0)

    environment = {**HERE, "KNOWLEDGE_DIR": str(SAMPLE), **settings}
    with (
        patch.dict(os.environ, environment, clear=True),
        patch.object(sys, "argv", ["bot", *words]),
        patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode()), "utf-8")),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        thread = threading.Thread(target=verb)
        thread.start()
        thread.join()
    texts = [stream.buffer.getvalue().decode() for stream in (out, err)]
    return subprocess.CompletedProcess(words, status[0], *texts)


def run_apart(*words: str, given: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    """The same in a process of its own, where its end closes what it had opened."""
    environment = {**HERE, "KNOWLEDGE_DIR": str(SAMPLE), **settings}
    return forked.run(words, given, env=environment, timeout=60)
