"""Edits written into the base, checked, and put back if they would keep it from being served."""

from collections.abc import Sequence
from pathlib import Path

from bot.clock import local_today
from bot.editorial.learn import Edit, Refusal, write
from bot.knowledge import checks
from bot.knowledge.faults import Fault
from bot.knowledge.files import read_folder
from bot.texts import editorial as texts

Seen = frozenset[tuple[Path, str]]


def write_checked(
    edits: Sequence[Edit], folder: Path
) -> tuple[tuple[Edit, ...], tuple[Refusal, ...]]:
    """Write edits; those that bring faults are undone, and told with the fault.

    Args:
        edits: what to write.
        folder: the base.

    Returns:
        What stays written, and what was put back.

    Raises:
        AssistantError: a file changed meanwhile or cannot be written.
    """
    before = _faults(folder)
    for edit in edits:
        write(edit)
    if not _new(folder, before):
        return tuple(edits), ()
    for edit in edits:
        write(_back(edit))
    kept: list[Edit] = []
    refused: list[Refusal] = []
    for edit in edits:  # one by one, so that one bad phrasing costs only its own file
        write(edit)
        new = _new(folder, before)
        if not new:
            kept.append(edit)
            continue
        write(_back(edit))
        why = texts.WOULD_FAULT.format(faults=" ; ".join(map(str, new)))
        refused += [Refusal(edit.path, phrasing, why) for phrasing in edit.added]
    return tuple(kept), tuple(refused)


def _back(edit: Edit) -> Edit:
    return Edit(edit.path, edit.after, edit.before, edit.added)


def _faults(folder: Path) -> Seen:
    return frozenset((fault.path, fault.message) for fault in _errors(folder))


def _new(folder: Path, before: Seen) -> list[Fault]:
    """Faults that were not there before, wherever their lines moved."""
    return [fault for fault in _errors(folder) if (fault.path, fault.message) not in before]


def _errors(folder: Path) -> list[Fault]:
    loaded = read_folder(folder)
    found = loaded.faults + checks.structural(loaded, local_today()) + checks.questions(loaded)
    return sorted(fault for fault in found if not fault.warning)
