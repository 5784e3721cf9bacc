"""What a base calls its domains and its fiches, for who shows names alone."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from bot.knowledge.files import MAX_FILE, Reader
from bot.knowledge.regular import read_regular
from bot.knowledge.yaml_reader import value_of


class Headings(NamedTuple):
    """How a base calls what it holds."""

    domains: Mapping[str, str]
    """From id to name."""
    entries: Mapping[str, str]
    """From id to question."""


def read_headings(folder: Path) -> Headings:
    """Read them.

    Args:
        folder: as for ``read_folder``; a fiche with faults further down has its name as well.

    Raises:
        KnowledgeError: there is no such folder.
    """
    reader = Reader(folder)
    domains = {domain.id: domain.name for _, domain in reader.domains()}
    return Headings(domains, dict(_questions(folder, reader.fiches())))


def _questions(folder: Path, fiches: list[Path]) -> Iterator[tuple[str, str]]:
    for path in fiches:
        with suppress(OSError, UnicodeDecodeError):
            raw = read_regular(folder, path, MAX_FILE) or b""
            question = value_of(raw.decode("utf-8-sig"), "question")
            if question is not None:
                yield path.stem, question
