"""What keeps people apart from what they asked: pseudonyms, marks and sealed texts.

The key of the pseudonyms stands in the database only under seal; the key that opens the seal
stands outside. Whoever holds the database alone learns neither who asked nor where to write.
"""

import contextlib
import hmac
import os
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, delete, make_url, select, update

from bot.errors import ConfigurationError, LogUnavailableError
from bot.keys import Keys, Ring, WrongKeyError, draw_key, read_keys
from bot.questionlog.tables import secrets
from bot.texts import keys as texts

SUFFIX: Final = ".cle"
"""Of the file beside an embedded database that holds its key, when none is given."""
PSEUDONYMS: Final = "pseudonym-key"
BEFORE: Final = "pseudonym-key-before"
"""The key that stood in clear before 0003; its pseudonyms were marked again with the new one."""
_SECRET: Final = "secret"  # noqa: S105


class Vault:
    """Pseudonyms, marks and seals of one database."""

    def __init__(self, ring: Ring, key: bytes, before: bytes | None = None) -> None:
        self._ring = ring
        self._key = key
        self._before = before

    def pseudonym(self, person: str) -> str:
        """A stable name that only the key's holder could link to the person (HMAC-SHA-256)."""
        if self._before is not None:
            return self.renewed(_hmac(self._before, person)[:16])
        return _hmac(self._key, person)[:16]

    def renewed(self, pseudonym: str) -> str:
        """The pseudonym that takes the place of one made with the key before."""
        return pseudonym if self._before is None else _hmac(self._key, pseudonym)[:16]

    def mark(self, kind: str, text: str) -> str:
        """What tells one message, chat or delivery from another and says nothing of it."""
        return _hmac(self._key, f"{kind}\0{text}")[:32]

    @property
    def own(self) -> str:
        """What tells whether two databases know people by the same pseudonyms."""
        return self.mark("vault", "")

    def seal(self, text: str, purpose: str) -> str:
        """Close a text; ``purpose`` is where it is kept."""
        return self._ring.seal(text, purpose)

    def unseal(self, sealed: str, purpose: str) -> str:
        """Open what was sealed for the same purpose.

        Raises:
            LogUnavailableError: the key is not the one that closed it.
        """
        try:
            return self._ring.unseal(sealed, purpose)
        except WrongKeyError as error:
            raise LogUnavailableError(texts.WRONG_KEY) from error

    def resealed(self, sealed: str, purpose: str) -> str | None:
        """The same under the newest key; None when it is already."""
        if self._ring.is_current(sealed):
            return None
        return self.seal(self.unseal(sealed, purpose), purpose)


def in_clear(text: str) -> bool:
    """Whether a text is the JSON that versions before kept in the place of a sealed one."""
    return text.startswith("{")


def open_vault(connection: Connection, keys: Keys) -> Vault:
    """The vault of a database, with its own key drawn on first use.

    Raises:
        LogUnavailableError: the keys do not open it.
    """
    ring = Ring(keys.address)
    if keys.pseudonym is not None:
        _ = kept(connection, ring, PSEUDONYMS)  # so that a wrong address key is noticed
        return Vault(ring, keys.pseudonym)
    key = kept(connection, ring, PSEUDONYMS)
    before = _found(connection, ring, BEFORE)
    return Vault(ring, key.encode(), before.encode() if before is not None else None)


def try_keys(connection: Connection, keys: Keys) -> Vault | None:
    """See that keys open what is there, before it is touched; where nothing is sealed, any do.

    Returns:
        The vault; None before 0003, which draws the key of the pseudonyms.

    Raises:
        LogUnavailableError: they do not.
    """
    if PSEUDONYMS in set(connection.scalars(select(secrets.c.name))):
        return open_vault(connection, keys)
    return None


def prepare_vault(connection: Connection, keys: Keys) -> Vault:
    """The vault of a database that an older version left: its key in clear goes under seal."""
    ring = Ring(keys.address)
    old = secrets.c.name == "pseudonyms"
    clear = connection.scalar(select(secrets.c.value).where(old))
    for row in connection.execute(select(secrets).where(~old)).all():
        sealed = {"value": ring.seal(row.value, _SECRET)}
        connection.execute(update(secrets).where(secrets.c.name == row.name).values(sealed))
    if clear is not None:
        connection.execute(delete(secrets).where(old))
        keep(connection, ring, BEFORE, clear)
    return open_vault(connection, keys)


def kept(connection: Connection, ring: Ring, name: str) -> str:
    """A secret kept under seal, drawn by the first process that comes.

    Raises:
        LogUnavailableError: the key is not the one that closed it.
    """
    found = _found(connection, ring, name)
    if found is not None:
        return found
    keep(connection, ring, name, draw_key())
    return _found(connection, ring, name) or ""


def keep(connection: Connection, ring: Ring, name: str, value: str) -> None:
    """Put a secret under seal, unless one of that name is there."""
    row = {"name": name, "value": ring.seal(value, _SECRET)}
    if connection.scalar(select(secrets.c.name).where(secrets.c.name == name)) is None:
        connection.execute(secrets.insert().values(row))


def _found(connection: Connection, ring: Ring, name: str) -> str | None:
    sealed = connection.scalar(select(secrets.c.value).where(secrets.c.name == name))
    if sealed is None:
        return None
    try:
        return ring.unseal(sealed, _SECRET)
    except WrongKeyError as error:
        raise LogUnavailableError(texts.WRONG_KEY) from error


def key_file(url: str) -> Path | None:
    """Where the key of an embedded database stands when none is given; None for the others."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite" or not parsed.database:
        return None
    return None if parsed.database == ":memory:" else Path(parsed.database + SUFFIX)


def keys_for(url: str, keys: Keys) -> tuple[Keys, Path | None]:
    """The keys given, or the one beside an embedded database, drawn on first use.

    Returns:
        The keys, and the file that was drawn just now, if one was.

    Raises:
        ConfigurationError: a database on a server needs a key and has none.
        LogUnavailableError: the file beside holds no key.
    """
    if keys.address:
        return keys, None
    path = key_file(url)
    if path is None:
        if not url.startswith("sqlite"):
            raise ConfigurationError(texts.NEEDS_KEY)
        return Keys(read_keys(draw_key()), keys.pseudonym), None
    drawn = _draw(path)
    try:
        found = read_keys(path.read_text("ascii"))
    except (ValueError, UnicodeDecodeError) as error:
        raise LogUnavailableError(texts.BAD_KEY_FILE.format(path=path)) from error
    return Keys(found, keys.pseudonym), path if drawn else None


def _draw(path: Path) -> bool:
    """Write a new key unless there is one; whole at once, whoever else starts just now."""
    if path.exists():
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    with contextlib.suppress(FileNotFoundError):
        aside.unlink()
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(draw_key() + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(aside, path)
        return True
    except FileExistsError:
        return False
    finally:
        aside.unlink()


def _hmac(key: bytes, text: str) -> str:
    return hmac.digest(key, text.encode(), "sha256").hex()
