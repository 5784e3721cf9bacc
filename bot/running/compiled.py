"""The base and its index as they were last made, so that a start need not make them again.

They stand in a folder where only the service writes, under a name made from all that they follow
from: the files of the base, the code and the libraries that read them, the day, which dates are
held against. What somebody else may have written is not read; what is damaged is made anew.
"""

import gc
import hashlib
import logging
import marshal
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, Final

import numpy as np
import pydantic
import Stemmer

import bot
from bot.clock import local_today
from bot.config import Settings
from bot.errors import KnowledgeError
from bot.files import write_aside
from bot.knowledge.keeping import kept, restored
from bot.knowledge.models import KnowledgeBase
from bot.running.folders import state_folder
from bot.texts import knowledge as texts

logger = logging.getLogger(__name__)

FOLDER: Final = "base-compilee"
KEPT: Final = 2
READ_BY: Final = ("knowledge", "matching", "texts")
"""The rooms whose code makes a base and its index."""
OTHERS_WRITE: Final = stat.S_IWGRP | stat.S_IWOTH
LONGEST: Final = 4 * 1024 * 1024
"""Bytes: more than any file that the base is read from may have."""
SUM: Final = 32
"""Bytes of the digest that a file begins with."""


def ready(settings: Settings) -> KnowledgeBase:
    """The base with its index: as they were kept, or made now and kept.

    Args:
        settings: where they are.

    Raises:
        KnowledgeError: the base has faults, or cannot be read to its end.
    """
    try:
        with _uncollected():
            return _made(settings)
    except KnowledgeError:
        raise
    except Exception as error:  # whatever an editor puts there, the last good base is served
        logger.exception("the base cannot be read")
        message = texts.UNEXPECTED.format(kind=type(error).__name__)
        raise KnowledgeError(message) from error


@contextmanager
def _uncollected() -> Iterator[None]:
    """A base stays: no collection looks through it, neither while it is made nor later.

    A full one would stop everybody for a tenth of a second, several times a reload.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def made_before(settings: Settings) -> KnowledgeBase | None:
    """The base with its index if they were kept: for who needs no index, and would make none."""
    try:
        return _read(state_folder(settings) / FOLDER / _name(settings.knowledge_dir))
    except OSError:  # who reads the folder itself will say what is wrong with it
        return None


def _made(settings: Settings) -> KnowledgeBase:
    place = state_folder(settings) / FOLDER / _name(settings.knowledge_dir)
    base = _read(place)
    if base is None:
        from bot.knowledge.loader import load  # YAML and all checks, which most starts do without

        base = load(settings.knowledge_dir)
        base = replace(base, made=base.index())
        if place.name == _name(settings.knowledge_dir):  # no file changed meanwhile
            keep(place, kept(base))
    return base


def _read(place: Path) -> KnowledgeBase | None:
    plain = taken_up(place)
    return None if plain is None else restored(plain)


def taken_up(place: Path) -> dict[str, Any] | None:
    """The plain values that were kept in a file, if it is there, ours alone and whole."""
    try:
        with os.fdopen(_ours_alone(place), "rb") as file:
            told, raw = file.read(SUM), file.read()
    except OSError:
        return None
    if sha256(raw).digest() != told:
        return None
    pieces: dict[str, bytes] = marshal.loads(raw)  # noqa: S302  (written by ourselves)
    return {name: marshal.loads(piece) for name, piece in pieces.items()}  # noqa: S302


def _ours_alone(path: Path) -> int:
    """Open a file that nobody else can have written, nor put in its place.

    Raises:
        OSError: it is not there, or not ours alone.
    """
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        _must_be_ours(os.fstat(folder))
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
        file = os.open(path.name, flags, dir_fd=folder)
    finally:
        os.close(folder)
    try:
        found = os.fstat(file)
        _must_be_ours(found)
        if not stat.S_ISREG(found.st_mode):
            raise PermissionError(os.fspath(path))
    except OSError:
        os.close(file)
        raise
    return file


def _must_be_ours(found: os.stat_result) -> None:
    if found.st_uid != os.geteuid() or found.st_mode & OTHERS_WRITE:
        raise PermissionError(found.st_mode)


def keep(place: Path, plain: dict[str, Any]) -> None:
    """Keep what was made; where it cannot be, it is made again.

    Args:
        place: a file of a folder of its own, of which the last ones stay.
        plain: strings, bytes, numbers, lists and dicts.
    """
    # By pieces: while marshal writes one, or reads it, no other thread of the service goes on.
    raw = marshal.dumps({name: marshal.dumps(piece) for name, piece in plain.items()})
    folder = place.parent
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _must_be_ours(folder.lstat())
        if place.is_symlink() or not place.is_file():
            place.unlink(missing_ok=True)
        with write_aside(place) as file:
            _write(file, raw)
        files = [path for path in folder.iterdir() if path.name[0] != "."]
        files.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        for old in files[KEPT:]:
            old.unlink(missing_ok=True)
    except OSError as error:
        logger.info("what was made of the base is not kept: %s", error)


def _write(file: IO[bytes], raw: bytes) -> None:
    file.write(sha256(raw).digest())
    file.write(raw)


def _name(folder: Path) -> str:
    """A digest of all that a compiled base follows from."""
    digest = made_by()
    digest.update(repr((local_today(), os.fspath(folder.absolute()))).encode())
    for path in _files(folder, (".",)):
        content = _content(path)
        digest.update(os.fsencode(path) + f"\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def made_by() -> "hashlib._Hash":
    """A digest of the code and the libraries that make a base."""
    digest = sha256()
    digest.update(
        repr((sys.version, np.__version__, pydantic.VERSION, Stemmer.version())).encode()
    )
    for path in (*_files(Path(bot.__file__).parent, READ_BY), Path(__file__)):
        status = path.stat()
        digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\0".encode())
    return digest


def _content(path: Path) -> bytes:
    """The beginning of a file, or where a link leads: what it leads to in the folder is there."""
    try:
        if path.is_symlink():
            return os.fsencode(path.readlink())
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return b"no file"
    with os.fdopen(descriptor, "rb") as file:
        return file.read(LONGEST) if stat.S_ISREG(os.fstat(descriptor).st_mode) else b"no file"


def _files(folder: Path, parts: tuple[str, ...]) -> Iterator[Path]:
    """Whatever stands in these parts of a folder, in a stable order."""
    for part in parts:
        for root, names, files in os.walk(folder / part):
            names[:] = sorted(name for name in names if name != "__pycache__")
            for name in sorted(files):
                yield Path(root, name)
