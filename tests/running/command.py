"""The command line in a process of its own, in the current folder, as an operator types it."""

import os
import subprocess
import sys
from typing import Final

from tests.conftest import ROOT, SAMPLE

HERE: Final = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}


def run(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """One verb, with nothing in its environment but what is given."""
    return subprocess.run(  # noqa: S603
        [sys.executable, "-m", "bot", *words],
        env={**HERE, "KNOWLEDGE_DIR": str(SAMPLE), **settings},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
