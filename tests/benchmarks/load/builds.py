"""Two builds side by side, this checkout and an older one; and what a run of each costs."""

import os
import re
import subprocess
import sys
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[3]
OLD: Final = "f933ec5"
_QUIET: Final = ("--quiet", "--disable-pip-version-check")
_PINNED: Final = re.compile(r"^[A-Za-z0-9_.-]+==\S+", re.MULTILINE)


@dataclass(frozen=True)
class Build:
    """A checkout and the Python that has what it needs."""

    name: str
    folder: Path
    python: str

    def command(self, *words: str) -> list[str]:
        """`python -m bot` with these words."""
        return [self.python, "-m", "bot", *words]


@dataclass(frozen=True)
class Used:
    """What a process took."""

    cpu: float
    """Seconds of processor, user and system."""
    peak: float
    """MB."""
    code: int


def ours() -> Build:
    """This checkout."""
    return Build("this build", ROOT, sys.executable)


def installed(revision: str = OLD) -> Build:
    """An older build in a worktree of its own beside this one, with its own Python; made once.

    It gets the versions that are locked here, so that libraries make no difference.
    """
    folder = ROOT.parent / f"build-{revision}"
    if not folder.is_dir():
        _run(["git", "worktree", "add", "--detach", str(folder), revision], ROOT)
    home = folder / ".venv"
    python = home / "bin" / "python"
    done = home / "installed"
    if not done.is_file():
        venv.create(home, with_pip=True)
        locked = (ROOT / "requirements-dev.lock").read_text("utf-8")
        pins = home / "pins.txt"
        pins.write_text("\n".join(_PINNED.findall(locked)), "utf-8")
        install = [str(python), "-m", "pip", "install", *_QUIET, "-c", str(pins)]
        _run([*install, "-e", str(folder)], folder)
        done.touch()
    return Build(revision, folder, str(python))


_LAUNCHER: Final = """
import os, sys
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(child, 0)
used = usage.ru_utime + usage.ru_stime
sys.stderr.write(f"\\n{used} {usage.ru_maxrss} {os.waitstatus_to_exitcode(status)}")
"""
"""A child counts the memory of what started it as its own: started by next to nothing."""


def used_by(build: Build, command: Sequence[str], env: dict[str, str] | None = None) -> Used:
    """Run a command of a build to its end, its output thrown away."""
    done = subprocess.run(
        [build.python, "-I", "-S", "-c", _LAUNCHER, *command],
        cwd=build.folder,
        env=os.environ | (env or {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=True,
    )
    cpu, peak, code = done.stderr.splitlines()[-1].split()
    return Used(float(cpu), int(peak) / 1024, int(code))


def _run(command: Sequence[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
