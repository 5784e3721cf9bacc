"""The keys that stand outside the database, and what is sealed with them."""

import base64
import binascii
import os
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

KEY_BYTES: Final = 32
MIN_PSEUDONYM_BYTES: Final = 16
_NAME_BYTES: Final = 4
_NONCE_BYTES: Final = 12


class WrongKeyError(Exception):
    """No key at hand opens what was sealed."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of an installation."""

    address: tuple[bytes, ...] = ()
    """The first seals; the others only open what was sealed before them."""
    pseudonym: bytes | None = None
    """None: drawn once and kept in the database, sealed."""


def read_keys(text: str) -> tuple[bytes, ...]:
    """Keys written in hexadecimal or base64, separated by spaces, commas or lines.

    Raises:
        ValueError: there is none, or one is not of 32 bytes.
    """
    keys = tuple(_decoded(word) for word in text.replace(",", " ").split())
    if not keys or any(len(key) != KEY_BYTES for key in keys):
        raise ValueError("not a key of 32 bytes")
    return keys


def draw_key() -> str:
    """A new key, as it is written in a file or a setting."""
    return os.urandom(KEY_BYTES).hex()


def _decoded(word: str) -> bytes:
    if len(word) == 2 * KEY_BYTES:
        return bytes.fromhex(word)
    try:
        padded = word.replace("-", "+").replace("_", "/").rstrip("=")
        return base64.b64decode(padded + "=" * (-len(padded) % 4), validate=True)
    except binascii.Error as error:
        raise ValueError("neither hexadecimal nor base64") from error


class Ring:
    """Seals with the first of several keys, opens with any (AES-256-GCM).

    What is sealed begins with the name of its key, so that a key can be changed: the new one is
    put before the old one until everything was sealed again.
    """

    def __init__(self, keys: Sequence[bytes]) -> None:
        """A ring.

        Args:
            keys: of 32 bytes each, at least one.
        """
        # 10 MB and a tenth of a start, for what reads settings and seals nothing
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        self._ciphers = {_name(key): AESGCM(key) for key in keys}
        self._first = _name(keys[0])

    def seal(self, text: str, purpose: str) -> str:
        """Close a text.

        Args:
            text: what nobody reads without the key.
            purpose: where it is kept; moved elsewhere, it does not open.
        """
        nonce = os.urandom(_NONCE_BYTES)
        closed = self._ciphers[self._first].encrypt(nonce, text.encode(), purpose.encode())
        return base64.urlsafe_b64encode(self._first + nonce + closed).decode()

    def unseal(self, sealed: str, purpose: str) -> str:
        """Open what ``seal`` closed for the same purpose.

        Raises:
            WrongKeyError: another key closed it, or it was changed since.
        """
        from cryptography.exceptions import InvalidTag

        try:
            raw = base64.urlsafe_b64decode(sealed)
            cipher = self._ciphers[raw[:_NAME_BYTES]]
            nonce, closed = raw[_NAME_BYTES:][:_NONCE_BYTES], raw[_NAME_BYTES + _NONCE_BYTES :]
            return cipher.decrypt(nonce, closed, purpose.encode()).decode()
        except (KeyError, ValueError, InvalidTag) as error:
            raise WrongKeyError(purpose) from error

    def is_current(self, sealed: str) -> bool:
        """Whether the first key closed it."""
        return base64.urlsafe_b64decode(sealed)[:_NAME_BYTES] == self._first


def _name(key: bytes) -> bytes:
    """Tells keys apart without giving anything of them away."""
    return sha256(b"name of the key" + key).digest()[:_NAME_BYTES]
