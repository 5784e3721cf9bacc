"""Phrasings that people, or a reviewer, led to a fiche: proposed for it, and put into its file."""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bot.editorial.insertion import insert_phrasing
from bot.editorial.wording import Held, publishable
from bot.errors import AssistantError
from bot.files import write_aside
from bot.knowledge.models import KnowledgeBase
from bot.matching.french import FRAMING, FUNCTION_WORDS
from bot.matching.normalize import normal_form, words
from bot.questionlog.records import LoggedQuestion
from bot.texts import editorial as texts
from bot.texts.system import reason as reason_of

MIN_PEOPLE: Final = 2
"""Distinct people whose choice is believed; a reviewer's act is alone enough."""
CHOSEN: Final = "choix"
ATTACHED: Final = "rattachee"
REVOKED: Final = frozenset(
    {"aucune", "inutile", "rouverte", "retiree", "hors_perimetre", "annulee"}
)
"""After one of these, what was chosen before was not the answer."""
_LINES: Final = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A phrasing for a fiche."""

    entry: str
    phrasing: str
    people: int
    """How many distinct people chose the fiche for it."""
    reviewed: bool
    """Whether a reviewer attached it."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A file before and after."""

    path: Path
    before: str
    after: str
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A phrasing that cannot be put into its file, and why."""

    path: Path
    phrasing: str
    reason: str


@dataclass(slots=True)
class _Evidence:
    texts: dict[str, int] = field(default_factory=dict)
    """Spelling → how often it was written."""
    people: set[str] = field(default_factory=set)
    reviewed: bool = False


def proposals(questions: Iterable[LoggedQuestion], base: KnowledgeBase) -> tuple[Proposal, ...]:
    """What the log teaches.

    Args:
        questions: with their events; their order does not matter.
        base: the base on disk.

    Returns:
        New phrasings by entry, those attached by a reviewer first, then by number of people. One
        that two entries could claim is left for a person to decide, hence out.
    """
    held = Held.of(base)
    found: dict[str, dict[str, _Evidence]] = {}
    for question in questions:
        chosen = _led_to(question)
        if chosen is None or chosen[0] not in base.entries:
            continue
        form = question.normal or normal_form(question.text)
        entry, reviewed = chosen
        evidence = found.setdefault(form, {}).setdefault(entry, _Evidence())
        line = publishable(question.text)
        if line is not None:
            evidence.texts[line] = evidence.texts.get(line, 0) + 1
        evidence.reviewed |= reviewed
        if question.person is not None and not reviewed:
            evidence.people.add(question.person)
    made = [one for by_entry in found.values() for one in _proposal(by_entry, held)]
    return tuple(sorted(made, key=lambda p: (p.entry, not p.reviewed, -p.people, p.phrasing)))


def edits(
    accepted: Iterable[Proposal], folder: Path, base: KnowledgeBase
) -> tuple[tuple[Edit, ...], tuple[Refusal, ...]]:
    """The files that accepted proposals change; nothing is written.

    Returns:
        One edit a file, and the proposals that a file does not take.
    """
    by_entry: dict[str, list[str]] = {}
    for one in accepted:
        by_entry.setdefault(one.entry, []).append(one.phrasing)
    held = Held.of(base)
    made: list[Edit] = []
    refused: list[Refusal] = []
    for entry, phrasings in sorted(by_entry.items()):
        path = folder / base.entries[entry].domain / f"{entry}.yaml"
        try:
            before = _read(path)
        except AssistantError as error:
            refused += [Refusal(path, phrasing, str(error)) for phrasing in phrasings]
            continue
        after = before
        added: list[str] = []
        for phrasing in phrasings:
            theme = held.outside.get(normal_form(phrasing))
            if theme is not None:
                reason = texts.LEFT_TO_OTHERS.format(theme=theme)
                refused.append(Refusal(path, phrasing, reason))
                continue
            try:
                after = insert_phrasing(after, phrasing)
                added.append(phrasing)
            except AssistantError as error:
                refused.append(Refusal(path, phrasing, str(error)))
        if added:
            made.append(Edit(path, before, after, tuple(added)))
    return tuple(made), tuple(refused)


def diff(edit: Edit) -> str:
    """What an edit changes, as a unified diff."""
    name = edit.path.as_posix()
    before, after = _LINES.split(edit.before), _LINES.split(edit.after)
    return "\n".join(difflib.unified_diff(before, after, name, name, lineterm=""))


def write(edit: Edit) -> None:
    """Write an edit, whole or not at all.

    Raises:
        AssistantError: the file is no longer what it was, or it cannot be written.
    """
    if _read(edit.path) != edit.before:
        raise AssistantError(texts.FILE_CHANGED.format(path=edit.path))
    try:
        with write_aside(edit.path) as file:
            file.write(edit.after.encode("utf-8"))
    except OSError as error:
        message = texts.CANNOT_WRITE.format(path=edit.path, reason=reason_of(error))
        raise AssistantError(message) from error


def _led_to(question: LoggedQuestion) -> tuple[str, bool] | None:
    """The entry that a question ended at, and whether a reviewer said so."""
    led: tuple[str, bool] | None = None
    for _, kind, detail in question.events:
        if kind in REVOKED:
            led = None
        elif kind in (CHOSEN, ATTACHED) and detail:
            led = (detail, kind == ATTACHED)
    return led


def _proposal(by_entry: dict[str, _Evidence], held: Held) -> Sequence[Proposal]:
    """What is proposed for one normal form: one phrasing, or nothing."""
    believed = [
        (entry, evidence)
        for entry, evidence in by_entry.items()
        if evidence.reviewed or len(evidence.people) >= MIN_PEOPLE
    ]
    if len(believed) != 1:
        return ()
    entry, evidence = believed[0]
    best = min(evidence.texts, key=lambda text: (-evidence.texts[text], text), default=None)
    if best is None or held.owner(best) is not None or not _has_a_subject(best):
        return ()
    return (Proposal(entry, best, len(evidence.people), evidence.reviewed),)


def _has_a_subject(text: str) -> bool:
    return any(word not in FUNCTION_WORDS and word not in FRAMING for word in words(text))


def _read(path: Path) -> str:
    """The text of a file with its line endings as they are."""
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else "UTF-8"
        raise AssistantError(texts.CANNOT_READ.format(reason=reason)) from error
