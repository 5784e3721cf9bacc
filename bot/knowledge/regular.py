"""Reading a file of the base only if it is one: a pipe would hang, a device fill the memory."""

import errno
import os
import stat
from pathlib import Path


def is_there(path: Path) -> bool:
    """Whether something has that name, be it a pipe or a link to nothing: reading tells which."""
    return os.path.lexists(path)


def read_regular(folder: Path, path: Path, limit: int) -> bytes | None:
    """What a regular file within a folder holds.

    Args:
        folder: what the file must stay in, links followed.
        path: relative to the folder.
        limit: bytes.

    Returns:
        Its content; None when it is longer than the limit.

    Raises:
        OSError: it cannot be read, is a pipe, a device or a folder, or a link out of the folder.
    """
    full = folder / path
    try:
        inside = full.resolve().is_relative_to(folder.resolve())
    except RuntimeError:  # links that lead to each other, before Python 3.13
        inside = False
    if not inside:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(full))
    # not to wait for a pipe's writer, should the name have become one meanwhile
    descriptor = os.open(full, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as file:
        mode = os.fstat(descriptor).st_mode
        if not stat.S_ISREG(mode):
            code = errno.EISDIR if stat.S_ISDIR(mode) else errno.ESPIPE
            raise OSError(code, os.strerror(code), str(full))
        found = file.read(limit + 1)
    return None if len(found) > limit else found
