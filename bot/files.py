"""Files that are written whole or not at all, whatever already stands under their name.

A file grows without a name where the system can do that, so that a kill leaves nothing; elsewhere
it has a hidden name of its own, and what a kill left is cleaned by whoever writes there next.
Devices and pipes are written through. What is neither is refused with an ``OSError``.
"""

import errno
import fcntl
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import IO, Final

SUFFIX: Final = ".partiel"
"""Of every hidden file that is not finished."""
_MARK: Final = 4
"""Bytes of chance in a hidden name."""
_LEFT: Final = re.compile(rf"\..*\.[0-9a-f]{{{2 * _MARK}}}{re.escape(SUFFIX)}", re.DOTALL)
"""A hidden name as we give it: others hide files too, and some end as ours do."""
_NAME: Final = 100
"""Characters of the target's name that its hidden name keeps."""
_SCRATCH: Final = "petites-villes-"
_STREAMS: Final = ("/dev/stdout", "/dev/stderr", "/dev/fd/", "/proc/self/fd/")
"""They name a stream that is open already, which may well lead to a regular file."""


@contextmanager
def write_aside(target: Path, *, private: bool = True) -> Iterator[IO[bytes]]:
    """A file that takes the place of the target once the block ends well.

    Args:
        target: a new name, a regular file (its mode is kept), a device or a pipe.
        private: a new file is for its owner only: it holds what people wrote.

    Raises:
        OSError: it cannot be written, or it is a folder, a socket, a disk, or a link that leads
            out of its folder; what stood there is untouched.
    """
    final = destination(target)
    if final is None:
        with os.fdopen(os.open(target, os.O_WRONLY), "wb") as file:
            yield file
        return
    clean(final.parent)
    descriptor, aside, named = _open(final)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            _like(final, file.fileno(), private)
            os.fsync(file.fileno())
            if not named:
                _link(file.fileno(), aside)
            aside.replace(final)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    _keep_name(final.parent)


@contextmanager
def path_aside(target: Path) -> Iterator[Path]:
    """The same for what is written by path, not by stream: an empty private file with a name.

    Raises:
        OSError: as ``write_aside``; a device or a pipe is refused as well.
    """
    final = destination(target)
    if final is None:
        raise OSError(errno.ESPIPE, os.strerror(errno.ESPIPE), str(target))
    clean(final.parent)
    descriptor, aside = _named(final)
    try:
        yield aside
        _like(final, descriptor, True)
        os.fsync(descriptor)
        aside.replace(final)
    finally:
        aside.unlink(missing_ok=True)
        os.close(descriptor)
    _keep_name(final.parent)


def destination(target: Path) -> Path | None:
    """The regular file, there or to be, that a target names; None where it is written through.

    Raises:
        OSError: it is neither.
    """
    if str(target).startswith(_STREAMS):
        return None
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        if target.is_symlink():
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(target)) from None
        return target
    if stat.S_ISFIFO(mode) or stat.S_ISCHR(mode):
        return None
    if not stat.S_ISREG(mode):
        code = errno.EISDIR if stat.S_ISDIR(mode) else errno.ENOTBLK
        raise OSError(code, os.strerror(code), str(target))
    if not target.is_symlink():
        return target
    real = target.resolve()
    if real.parent != target.parent.resolve():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(target))
    return real


def hidden_name(final: Path) -> Path:
    """A name beside it that nobody else uses."""
    return final.with_name(f".{final.name[:_NAME]}.{token_hex(_MARK)}{SUFFIX}")


def clean(folder: Path) -> None:
    """Remove what writers that were killed left in a folder; those at work are left alone."""
    for path in folder.glob(f".*{SUFFIX}"):
        if _LEFT.fullmatch(path.name):
            _remove(path, stat.S_IFREG)
    for path in folder.glob(f".*{SUFFIX}-*"):  # what SQLite keeps beside one
        kept = path.with_name(path.name.rpartition("-")[0])
        if _LEFT.fullmatch(kept.name) and not kept.exists():
            _remove(path, stat.S_IFREG)


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A private folder for what is only needed meanwhile; those of the killed are removed."""
    for left in Path(tempfile.gettempdir()).glob(f"{_SCRATCH}*"):
        _remove(left, stat.S_IFDIR)
    with tempfile.TemporaryDirectory(prefix=_SCRATCH, ignore_cleanup_errors=True) as name:
        descriptor = os.open(name, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield Path(name)
        finally:
            os.close(descriptor)


def _remove(path: Path, kind: int) -> None:
    """Remove what is of that kind, ours and held by nobody; never through a link."""
    with suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            status = os.fstat(descriptor)
            if status.st_uid != os.geteuid() or stat.S_IFMT(status.st_mode) != kind:
                return
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if kind == stat.S_IFDIR:
                shutil.rmtree(path)
            else:
                path.unlink()
        finally:
            os.close(descriptor)


def _open(final: Path) -> tuple[int, Path, bool]:
    """A new file beside another, held; the name it has or will have, and whether it has it."""
    nameless = getattr(os, "O_TMPFILE", None)
    if nameless is not None and Path("/proc/self/fd").is_dir():
        with suppress(OSError):  # not every file system can
            descriptor = os.open(final.parent, os.O_WRONLY | nameless, 0o600)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            return descriptor, hidden_name(final), False
    return *_named(final), True


def _named(final: Path) -> tuple[int, Path]:
    """The same under a hidden name; again if somebody cleaned it before it was held."""
    while True:
        aside = hidden_name(final)
        descriptor = os.open(aside, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        if aside.exists():
            return descriptor, aside
        os.close(descriptor)


def _link(descriptor: int, aside: Path) -> None:
    folder = os.open(aside.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:  # given a folder, the system's call follows /proc's link to the file itself
        os.link(f"/proc/self/fd/{descriptor}", aside.name, dst_dir_fd=folder)
    finally:
        os.close(folder)


def _like(final: Path, descriptor: int, private: bool) -> None:
    """The mode, and where allowed the owner, of the file that is replaced."""
    try:
        before = final.stat()
    except FileNotFoundError:
        if not private:
            mask = os.umask(0)
            os.umask(mask)
            os.fchmod(descriptor, 0o666 & ~mask)
        return
    os.fchmod(descriptor, stat.S_IMODE(before.st_mode))
    with suppress(OSError):
        os.fchown(descriptor, before.st_uid, before.st_gid)


def _keep_name(folder: Path) -> None:
    """A name given outlives a power cut once its folder is written."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
