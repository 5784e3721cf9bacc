"""A fiche that is not published yet: its faults with their lines, and the base it would make."""

import datetime
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from bot.knowledge import checks
from bot.knowledge.faults import Fault, on_one_line
from bot.knowledge.files import AT_THE_ROOT, MAX_LEXICON, read_folder
from bot.knowledge.loaded import Loaded
from bot.knowledge.models import Entry, KnowledgeBase
from bot.knowledge.regular import is_there, read_regular
from bot.knowledge.yaml_reader import Key
from bot.texts import console as texts

SHOWN: Final = 30
"""Faults shown on a page."""
_NO_FICHES: Final = shutil.ignore_patterns("*.md", "__pycache__", "*.py", "*.csv", "*.gz", ".*")


@dataclass(frozen=True, slots=True)
class Examined:
    """What is known of a draft."""

    entry: Entry | None
    """None while its form has faults."""
    faults: tuple[Fault, ...]

    @property
    def blocking(self) -> bool:
        """Whether it cannot be published as it is."""
        return self.entry is None or any(not fault.warning for fault in self.faults)

    @property
    def lines(self) -> list[tuple[int, str, bool]]:
        """(line, what is wrong, whether it is a mere warning)."""
        return [(fault.line, fault.message, fault.warning) for fault in self.faults[:SHOWN]]


def examine(
    folder: Path, base: KnowledgeBase, entry_id: str, domain: str, text: str, today: datetime.date
) -> Examined:
    """The faults of one fiche, alone and among the others that are served.

    Args:
        folder: of the base, for what stands at its root.
        base: served now.
        entry_id: of the fiche.
        domain: its folder.
        text: its YAML.
        today: the day that dates are held against.
    """
    path = Path(domain) / f"{entry_id}.yaml"
    with _beside(folder) as aside:
        (aside / domain).mkdir()
        (aside / path).write_text(text, "utf-8")
        alone = read_folder(aside)
    own = [fault for fault in alone.faults if fault.path == path]
    entry = alone.base.entries.get(entry_id)
    if entry is not None:
        among = _among(alone, base, entry)
        found = checks.structural(among, today)
        found += checks.advice(among, today, draft=True)
        own += [fault for fault in found if fault.path == path]
        if not any(not fault.warning for fault in own):
            own += checks.questions(among)
    unique = sorted(set(own), key=lambda fault: (fault.warning, fault.line, fault.message))
    return Examined(entry, tuple(unique))


def examine_folder(
    folder: Path, entry_id: str, domain: str, text: str, today: datetime.date
) -> tuple[list[str], KnowledgeBase | None]:
    """All that ``check`` says of the base with this fiche in it; meant for another process.

    Returns:
        The faults that are no mere warnings, and the base if there are none.
    """
    with whole_aside(folder) as aside:
        target = aside / domain / f"{entry_id}.yaml"
        target.parent.mkdir(exist_ok=True)
        target.unlink(missing_ok=True)
        target.write_text(text, "utf-8")
        loaded = read_folder(aside)
        faults = loaded.faults + checks.structural(loaded, today) + checks.advice(loaded, today)
        if not any(not fault.warning for fault in faults):
            faults += checks.questions(loaded)
    errors = sorted(fault for fault in faults if not fault.warning)
    said = [
        on_one_line(
            texts.FAULT_OTHER.format(path=f.path.as_posix(), line=f.line, message=f.message)
        )
        for f in errors
    ]
    return said, None if said else loaded.base


@contextmanager
def whole_aside(folder: Path) -> Iterator[Path]:
    """A copy of every fiche, to be tried and thrown away; what is no file is none there either."""
    with tempfile.TemporaryDirectory(prefix="fiches-") as name:
        aside = Path(name) / "base"
        copy = partial(_copied, folder)
        shutil.copytree(folder, aside, ignore=_left_out, copy_function=copy)
        yield aside


def _left_out(folder: str, names: list[str]) -> set[str]:
    """What is no fiche, and links to folders: no reader follows them, and they may go in rings."""
    linked = {n for n in names if (path := Path(folder, n)).is_symlink() and path.is_dir()}
    return linked | _NO_FICHES(folder, names)


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """The files at the root of the base alone: domains, vocabulary, publishers."""
    with tempfile.TemporaryDirectory(prefix="fiche-") as name:
        for path in AT_THE_ROOT:
            if is_there(folder / path):
                _copied(folder, folder / path, Path(name) / path)
        yield Path(name)


def _copied(folder: Path, source: str | os.DirEntry[str] | Path, target: str | Path) -> None:
    """Copy a file of a folder; what is none, or too long, is as unreadable where it is copied."""
    try:
        found = read_regular(folder, Path(source).relative_to(folder), MAX_LEXICON)
    except OSError:
        found = None
    if found is None:
        os.mkfifo(target)
    else:
        Path(target).write_bytes(found)


def _among(alone: Loaded, base: KnowledgeBase, entry: Entry) -> Loaded:
    """The draft among the fiches that are served, as if all had just been read."""
    entries = dict(sorted({**base.entries, entry.id: entry}.items()))
    places: dict[str, tuple[Path, Mapping[Key, int]]] = {
        one.id: (Path(one.domain) / f"{one.id}.yaml", {}) for one in entries.values()
    }
    whole = KnowledgeBase(
        base.domains, entries, base.vocabulary, base.digest, base.trainings, base.contacts,
        base.outside, base.publishers,
    )  # fmt: skip
    places[entry.id] = alone.places[entry.id]
    return replace(alone, base=whole, places=places, faults=[], only=entry)
