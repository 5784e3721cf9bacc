"""The base that was served last, kept apart: a fault in the folder never stops the service.

A copy of the files stands in a folder where only the service writes. It is taken when a base was
found good, and used when the folder has faults at a start.
"""

import logging
import shutil
from pathlib import Path
from typing import Final

from bot.config import Settings
from bot.errors import KnowledgeError
from bot.files import hidden_name
from bot.knowledge.files import read_folder
from bot.knowledge.loader import load
from bot.knowledge.models import KnowledgeBase
from bot.running.compiled import made_before, ready
from bot.running.folders import state_folder

logger = logging.getLogger(__name__)

FOLDER: Final = "fiches-servies"
KEPT: Final = 2


def served(settings: Settings) -> tuple[KnowledgeBase, str]:
    """The base to serve: the one in the folder, else the last good one.

    Args:
        settings: where they are.

    Returns:
        The base, and the faults of the folder if it is not the one served.

    Raises:
        KnowledgeError: the folder has faults, and no good base was kept.
    """
    try:
        base = ready(settings)
    except KnowledgeError as error:
        kept = _last(state_folder(settings) / FOLDER)
        if kept is None:
            raise
        return kept, str(error)
    keep(settings, base)
    return base, ""


def best(settings: Settings) -> KnowledgeBase:
    """For reviewers: the base that is served, or failing that what can be read of the folder.

    Raises:
        KnowledgeError: there is no such folder.
    """
    try:
        return made_before(settings) or load(settings.knowledge_dir)
    except KnowledgeError:
        kept = _last(state_folder(settings) / FOLDER)
        return kept or read_folder(settings.knowledge_dir).base


def keep(settings: Settings, base: KnowledgeBase) -> None:
    """Keep a copy of a base that was found good; trouble with it is only told in the log."""
    folder = state_folder(settings) / FOLDER
    final = folder / base.digest
    try:
        if final.is_dir():
            final.touch()
            return
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        aside = hidden_name(final)
        _copy(settings.knowledge_dir, aside)
        try:
            aside.rename(final)
        except OSError:  # another process was first
            shutil.rmtree(aside, ignore_errors=True)
        for old in _kept(folder)[KEPT:]:
            shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        logger.warning("the good base could not be kept aside: %s", error)


def _copy(source: Path, target: Path) -> None:
    """What was read, no more: a link to a folder leads out, and no reader follows it."""
    folders = [path for path in source.iterdir() if path.is_dir() and not path.is_symlink()]
    for path in (path for folder in [source, *folders] for path in folder.glob("*.yaml")):
        if path.is_file():
            place = target / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)


def _last(folder: Path) -> KnowledgeBase | None:
    """The newest copy that is what its name says, and good."""
    for path in _kept(folder):
        try:
            base = load(path)
        except KnowledgeError:
            continue
        if base.digest == path.name:
            return base
    return None


def _kept(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    found = [path for path in folder.iterdir() if path.is_dir() and path.name[0] != "."]
    return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)
