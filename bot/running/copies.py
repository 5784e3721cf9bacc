"""What a copy of the embedded database is: sound, ours, of a version we know, and marked."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from alembic.config import Config
from alembic.script import ScriptDirectory

from bot.clock import utc_now
from bot.errors import AssistantError
from bot.questionlog.engine import MIGRATIONS
from bot.questionlog.tables import metadata
from bot.texts import operations as texts
from bot.texts.system import database_reason, reason

MARK: Final = "copy_mark"
"""The table that tells a copy from a database in use, and holds the digest of its rows."""
_COUNTED: Final = ("questions", "events", "people")
_FIRST: Final = {
    "questions": {"id", "asked_at", "text", "status"},
    "events": {"id", "question_id", "kind"},
    "people": {"person"},
    "secrets": {"name", "value"},
    "alembic_version": {"version_num"},
}
"""What every version had; the newest has all the columns of its tables."""
_WAL: Final = 2
"""Byte 18 of a database that keeps a write-ahead log: one in use, not a copy."""
_HEADER: Final = b"SQLite format 3\0"


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy that was opened and counted."""

    path: Path
    questions: int
    events: int
    people: int


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Tell in French why a copy to this file failed.

    Raises:
        AssistantError: instead of what the database or the system raised.
    """
    try:
        yield
    except sqlite3.Error as error:
        why = database_reason(str(error))
        raise AssistantError(texts.CANNOT_COPY.format(path=path, reason=why)) from error
    except OSError as error:
        message = texts.CANNOT_COPY.format(path=path, reason=reason(error))
        raise AssistantError(message) from error


def verified(path: Path) -> Copied:
    """Open a database, check it whole and count what it holds.

    Raises:
        AssistantError: it is damaged, changed since it was copied, not a database of this
            service, or of a later version.
    """
    try:
        with opened(path) as read:
            (state,) = read.execute("PRAGMA integrity_check").fetchone()
            if state != "ok":
                raise AssistantError(texts.UNSOUND.format(path=path, reason=texts.DAMAGED))
            _known_version(read, path)
            marked = _mark(read)
            if marked is not None and marked != digest(read):
                raise AssistantError(texts.UNSOUND.format(path=path, reason=texts.CHANGED))
            counts = [
                read.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
                for table in _COUNTED
            ]
    except (sqlite3.Error, UnicodeDecodeError, OverflowError) as error:
        raise AssistantError(texts.UNSOUND.format(path=path, reason=texts.DAMAGED)) from error
    return Copied(path, *counts)


def is_copy(path: Path) -> bool:
    """Whether a file is a copy that was made before: only such a one may be written over.

    One that was put in place by hand and served keeps its mark, but not the rows it is of.
    """
    try:
        with path.open("rb") as file:
            header = file.read(20)
        if not header.startswith(_HEADER) or header[18:19] == bytes([_WAL]):
            return False
        if any(Path(f"{path}{suffix}").exists() for suffix in ("-wal", "-shm", "-journal")):
            return False
        with opened(path) as read:
            ours = all(_columns(read, table) for table in ("alembic_version", *_COUNTED))
            return ours and _mark(read) == digest(read)
    except (OSError, sqlite3.Error, UnicodeDecodeError, OverflowError):
        return False


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Only to read, and without a trace beside the file where nobody else has it open."""
    alone = not Path(f"{path}-wal").exists()
    address = f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if alone else ''}"
    with closing(sqlite3.connect(address, uri=True)) as connection:
        yield connection


def mark(path: Path) -> None:
    """Make a file a copy: one file, without a log beside it, with the digest of its rows."""
    with closing(sqlite3.connect(path)) as written:
        written.execute("PRAGMA journal_mode = DELETE")
        unmark(written)
        found = digest(written)
        written.execute(f"CREATE TABLE {MARK} (made_at TEXT NOT NULL, digest TEXT NOT NULL)")
        row = (utc_now().isoformat(timespec="seconds"), found)
        written.execute(f"INSERT INTO {MARK} VALUES (?, ?)", row)  # noqa: S608
        written.commit()


def unmark(written: sqlite3.Connection) -> None:
    """What is served again is a copy no more."""
    written.execute(f"DROP TABLE IF EXISTS {MARK}")


def has(read: sqlite3.Connection, table: str) -> bool:
    """Whether a table is there: older versions had fewer."""
    return bool(_columns(read, table))


def digest(read: sqlite3.Connection) -> str:
    """Of every row of every table: SQLite's own check does not see a changed letter."""
    found = sha256()
    read.text_factory = bytes
    try:
        tables = read.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name != ? ORDER BY name",
            (MARK,),
        ).fetchall()
        for name, sql in tables:
            table = name.decode()
            found.update(repr((name, sql)).encode())
            key = "name" if table == "sqlite_sequence" else "rowid"
            rows = f'SELECT * FROM "{table}" WHERE "{key}" != ? ORDER BY "{key}"'  # noqa: S608
            for row in read.execute(rows, (MARK,)):
                found.update(repr(row).encode())
    finally:
        read.text_factory = str
    return found.hexdigest()


def _mark(read: sqlite3.Connection) -> str | None:
    if not _columns(read, MARK):
        return None
    row = read.execute(f"SELECT digest FROM {MARK}").fetchone()  # noqa: S608
    return str(row[0]) if row else ""


def _known_version(read: sqlite3.Connection, path: Path) -> None:
    for table, columns in _FIRST.items():
        if not columns <= _columns(read, table):
            raise AssistantError(texts.UNSOUND.format(path=path, reason=texts.FOREIGN))
    row = read.execute("SELECT version_num FROM alembic_version").fetchone()
    scripts = _scripts()
    known = {script.revision for script in scripts.walk_revisions()}
    if row is None or not known:
        raise AssistantError(texts.UNSOUND.format(path=path, reason=texts.FOREIGN))
    if row[0] not in known:
        raise AssistantError(texts.LATER_COPY.format(path=path, version=row[0]))
    if row[0] in scripts.get_heads():
        for expected in metadata.sorted_tables:
            names = {column.name for column in expected.columns}
            if not names <= _columns(read, expected.name):
                raise AssistantError(texts.UNSOUND.format(path=path, reason=texts.FOREIGN))


def _columns(read: sqlite3.Connection, table: str) -> set[str]:
    rows = read.execute("SELECT name FROM pragma_table_info(?)", (table,))
    return {name for (name,) in rows}


def _scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return ScriptDirectory.from_config(config)
