"""A new fiche begun from questions: what people asked is there, what experts know is to write."""

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.editorial.groups import Group
from bot.editorial.wording import Held, publishable
from bot.editorial.yaml_text import item
from bot.errors import AssistantError
from bot.files import write_aside
from bot.knowledge.models import KnowledgeBase
from bot.matching.index import Index
from bot.matching.matcher import match
from bot.matching.normalize import normal_form
from bot.questionlog.records import LoggedQuestion
from bot.texts import editorial as texts
from bot.texts.system import reason
from bot.texts.typography import agreed

STEM: Final = "brouillon"
PHRASINGS: Final = 20
TESTS: Final = 10
"""At most so many of each."""
ASKED: Final = 20
"""Wordings from which the domain is guessed."""
NEAR: Final = 3
ENTRY_EVENTS: Final = frozenset(
    {"choix", "rattachee", "publiee", "voir_aussi", "details", "utile", "inutile"}
)
"""Events whose detail is the id of an entry."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A file to be."""

    path: Path
    """Within the folder of the base."""
    text: str
    near: tuple[str, ...]
    """Entries that the matcher finds for its title, best first."""


def draft(
    source: Group | LoggedQuestion,
    base: KnowledgeBase,
    index: Index,
    taken: Collection[str],
    domain: str | None = None,
) -> Draft:
    """Begin a fiche from a group or from one question.

    Args:
        source: what was asked.
        base: the base on disk.
        index: its index.
        taken: ids that must not be used again, from `used_ids`.
        domain: its domain; guessed from the nearest entries when it is not given.

    Raises:
        AssistantError: an entry has this question already, or the domain is not known.
    """
    asked = _wordings(source)
    usable = [line for line in map(publishable, asked) if line is not None]
    title = usable[0] if usable else texts.TO_WRITE
    held = Held.of(base)
    owner = held.owner(asked[0])
    if owner is not None:
        raise AssistantError(texts.DRAFT_ALREADY.format(entry=owner, question=asked[0]))
    domain = _checked(domain, base) if domain else guess_domain(asked, base, index)
    near = tuple(one.entry for one in match(asked[0], index).candidates[:NEAR])
    number = source.number if isinstance(source, Group) else source.id
    path = Path(domain, f"{new_id(number, taken)}.yaml")
    return Draft(path, _text(source, title, _others(title, usable, held)), near)


def write(folder: Path, new: Draft) -> Path:
    """Write a draft where no file is.

    Raises:
        AssistantError: there is a file of that name, or it cannot be written.
    """
    path = folder / new.path
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(path):
            raise AssistantError(texts.DRAFT_EXISTS.format(path=path))
        with write_aside(path) as file:
            file.write(new.text.encode())
    except OSError as error:
        message = texts.CANNOT_WRITE.format(path=path, reason=reason(error))
        raise AssistantError(message) from error
    return path


def used_ids(folders: Iterable[Path], questions: Iterable[LoggedQuestion]) -> set[str]:
    """Ids that stand, or ever stood before somebody: an id never serves twice."""
    files = {path.stem for folder in folders for path in folder.rglob("*.y*ml")}
    return files | {entry for question in questions for entry in ids_in(question)}


def ids_in(question: LoggedQuestion) -> Iterator[str]:
    """The ids of entries that a logged question names."""
    if question.entry is not None:
        yield question.entry
    yield from (entry for entry, _ in question.candidates)
    yield from (detail for _, kind, detail in question.events if kind in ENTRY_EVENTS and detail)


def new_id(number: int, taken: Collection[str]) -> str:
    """A name for a draft, that nothing else ever had: it holds no word of who asked."""
    stem = f"{STEM}-{number}"
    chosen, rank = stem, 1
    while chosen in taken:
        rank += 1
        chosen = f"{stem}-{rank}"
    return chosen


def guess_domain(asked: Sequence[str], base: KnowledgeBase, index: Index) -> str:
    """The domain of the entries that the matcher finds nearest.

    Raises:
        AssistantError: nothing is near.
    """
    votes: dict[str, float] = {}
    for wording in asked[:ASKED]:
        for one in match(wording, index).candidates:
            domain = base.entries[one.entry].domain
            votes[domain] = votes.get(domain, 0.0) + one.confidence
    best = min(votes, key=lambda name: (-round(votes[name], 6), name), default=None)
    if best is None:
        raise AssistantError(texts.DRAFT_NO_DOMAIN.format(domains=_listed(base)))
    return best


def _others(title: str, usable: Sequence[str], held: Held) -> list[str]:
    """The further wordings, each normal form once, without those that the base holds."""
    seen = {normal_form(title)}
    kept: list[str] = []
    for line in usable:
        form = normal_form(line)
        if form not in seen and held.owner(line) is None:
            kept.append(line)
        seen.add(form)
    return kept


def _wordings(source: Group | LoggedQuestion) -> tuple[str, ...]:
    return source.wordings if isinstance(source, Group) else (source.text,)


def _checked(domain: str, base: KnowledgeBase) -> str:
    if base.find_domain(domain) is None:
        message = texts.DRAFT_UNKNOWN_DOMAIN.format(domain=domain, domains=_listed(base))
        raise AssistantError(message)
    return domain


def _listed(base: KnowledgeBase) -> str:
    return ", ".join(domain.id for domain in base.domains)


def _text(source: Group | LoggedQuestion, title: str, others: Sequence[str]) -> str:
    """The file: what was asked, and a marker wherever somebody has to write."""
    phrasings, tests = others[0::2][:PHRASINGS], others[1::2][:TESTS]
    number, size, people = (
        (source.number, source.size, source.people)
        if isinstance(source, Group)
        else (source.id, 1, 1)
    )
    lines = [
        texts.SCHEMA_LINE,
        agreed(texts.DRAFT_ORIGIN, number=number, size=size, people=people),
        f"question: {item(title)}",
        *_list("variantes", phrasings),
        f"reponse: {texts.TO_WRITE}",
        "sources:",
        f"  - titre: {texts.TO_WRITE}",
        f"    url: {texts.TO_WRITE}",
        f"verifie_le: {texts.TO_WRITE}",
        *_list("tests", tests),
    ]
    return "\n".join(lines) + "\n"


def _list(name: str, held: Sequence[str]) -> list[str]:
    return [f"{name}:", *(f"  - {item(one)}" for one in held)] if held else []
