"""Fiches that were read before without a fault, known by their files: one that changed is read."""

import os
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from bot.knowledge.models import Entry


class Shelf:
    """What the check of one fiche takes of the others; where their parts stand is not kept."""

    def __init__(self, only: str, before: Mapping[bytes, str] | None = None) -> None:
        """Take up what ``now`` was.

        Args:
            only: id of the fiche that is looked at, which is always read.
            before: what was kept; by default nothing was.
        """
        self._only = only
        self._before = before or {}
        self.now: dict[bytes, str] = {}
        """The fiches without a fault, as JSON, by the digest of their file and its name."""

    def find(self, path: Path, raw: bytes) -> Entry | None:
        """The fiche of a file, if it was read before as it is now and is not looked at."""
        key = _key(path, raw)
        text = None if path.stem == self._only else self._before.get(key)
        if text is None:
            return None
        self.now[key] = text
        return Entry.model_validate_json(text)

    def put(self, path: Path, raw: bytes, entry: Entry) -> None:
        """Keep a fiche that has no fault of form."""
        self.now[_key(path, raw)] = entry.model_dump_json(by_alias=True, exclude_none=True)


def _key(path: Path, raw: bytes) -> bytes:
    return sha256(os.fsencode(path.as_posix()) + b"\0" + raw).digest()
