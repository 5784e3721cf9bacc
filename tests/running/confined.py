"""Runs a command under the filter of system calls that the shipped unit asks systemd for.

    python -m tests.running.confined COMMAND…

The unit's own lines are read, systemd names the calls of its groups, and libseccomp makes the
filter of them, as systemd does; so are memory that is written and executed, and the families of
sockets, refused.
"""

import ctypes
import errno
import mmap
import os
import re
import shutil
import socket
import subprocess
import sys
from ctypes import Structure, byref, c_char_p, c_int, c_uint, c_uint32, c_uint64, c_void_p
from ctypes.util import find_library
from functools import cache
from typing import Final

from tests.conftest import ROOT

UNIT: Final = (ROOT / "deploy" / "assistant.service").read_text("utf-8")
ALLOW: Final = 0x7FFF0000
KILL: Final = 0x80000000
ERRNO: Final = 0x00050000
MASKED_EQ: Final = 7
IN_ANY_CASE: Final = ("@default", "execve", "execveat")
"""What systemd always allows."""
REFUSED: Final = (
    ("mmap", 2, mmap.PROT_WRITE | mmap.PROT_EXEC),
    ("mprotect", 2, mmap.PROT_EXEC),
    ("pkey_mprotect", 2, mmap.PROT_EXEC),
    ("socket", 0, socket.AF_NETLINK),
)
"""Calls and the bits of an argument that MemoryDenyWriteExecute and RestrictAddressFamilies of
the unit refuse; of other families of sockets nothing here knows."""


class _Compared(Structure):
    _fields_ = (("arg", c_uint), ("op", c_int), ("mask", c_uint64), ("value", c_uint64))


def why_not() -> str | None:
    """What this machine lacks for it; None: nothing."""
    if shutil.which("systemd-analyze") is None:
        return "systemd-analyze is not installed"
    return None if find_library("seccomp") else "libseccomp is not installed"


def told(name: str) -> list[str]:
    """The values of a line of the unit, in order."""
    return re.findall(rf"(?m)^{name}=(.*)$", UNIT)


@cache
def _group(name: str) -> frozenset[str]:
    """The calls of one of systemd's groups."""
    listed = subprocess.run(  # noqa: S603
        ["systemd-analyze", "syscall-filter", name],  # noqa: S607
        capture_output=True, text=True, check=True,
    ).stdout.split("\n", 1)[1]  # fmt: skip
    found: set[str] = set()
    for word in (line.strip() for line in listed.splitlines()):
        if word and not word.startswith("#"):
            found |= _named(word)
    return frozenset(found)


def _named(word: str) -> frozenset[str]:
    return _group(word) if word.startswith("@") else frozenset({word})


def allowed() -> frozenset[str]:
    """The calls that the unit leaves."""
    left = frozenset[str]().union(*map(_named, IN_ANY_CASE))
    for line in told("SystemCallFilter"):
        for word in line.removeprefix("~").split():
            left = left - _named(word) if line.startswith("~") else left | _named(word)
    return left


def confine() -> None:
    """Put this process, and what it starts, under the filter."""
    assert told("MemoryDenyWriteExecute") == ["yes"]
    assert told("RestrictAddressFamilies") == ["AF_INET AF_INET6 AF_UNIX"]
    found = _library()
    some = found.seccomp_init(ALLOW)
    for name, argument, bits in REFUSED:
        compared = _Compared(argument, MASKED_EQ, bits, bits)
        number = found.seccomp_syscall_resolve_name(name.encode())
        added = found.seccomp_rule_add_array(some, ERRNO | errno.EPERM, number, 1, byref(compared))
        assert added == 0, name
    number = told("SystemCallErrorNumber")
    others = found.seccomp_init(ERRNO | getattr(errno, number[-1]) if number else KILL)
    for name in allowed():
        resolved = found.seccomp_syscall_resolve_name(name.encode())
        if resolved >= 0:  # the groups name the calls of all machines
            assert found.seccomp_rule_add_array(others, ALLOW, resolved, 0, None) == 0, name
    for one in (some, others):
        assert found.seccomp_load(one) == 0


def _library() -> ctypes.CDLL:
    found = ctypes.CDLL(find_library("seccomp"))
    found.seccomp_init.restype = c_void_p
    found.seccomp_init.argtypes = [c_uint32]
    found.seccomp_syscall_resolve_name.argtypes = [c_char_p]
    found.seccomp_rule_add_array.argtypes = [c_void_p, c_uint32, c_int, c_uint, c_void_p]
    found.seccomp_load.argtypes = [c_void_p]
    return found


if __name__ == "__main__":
    confine()
    os.execvp(sys.argv[1], sys.argv[1:])  # noqa: S606
