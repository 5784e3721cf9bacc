"""A new fiche begun from questions: what people asked is there, what experts know is to write."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.editorial.groups import Group
from bot.editorial.wording import Held, presentable, publishable
from bot.editorial.yaml_text import item
from bot.errors import AssistantError
from bot.knowledge.models import KnowledgeBase
from bot.matching.french import FRAMING, FUNCTION_WORDS
from bot.matching.index import Index
from bot.matching.matcher import match
from bot.matching.normalize import normal_form, words
from bot.questionlog.records import LoggedQuestion
from bot.texts import editorial as texts

MAX_ID: Final = 40
PHRASINGS: Final = 20
TESTS: Final = 10
"""At most so many of each."""
ASKED: Final = 20
"""Wordings from which the domain is guessed."""
NEAR: Final = 3
UNNAMED: Final = "question"
ENTRY_EVENTS: Final = frozenset(
    {"choix", "rattachee", "voir_aussi", "details", "utile", "inutile"}
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
    title = usable[0] if usable else presentable(asked[0])
    held = Held.of(base)
    owner = held.owner(title)
    if owner is not None:
        raise AssistantError(texts.DRAFT_ALREADY.format(entry=owner, question=title))
    domain = _checked(domain, base) if domain else guess_domain(asked, base, index)
    near = tuple(one.entry for one in match(title, index).candidates[:NEAR])
    path = Path(domain, f"{new_id(title, taken)}.yaml")
    return Draft(path, _text(source, title, _others(title, usable, held)), near)


def write(folder: Path, new: Draft) -> Path:
    """Write a draft where no file is.

    Raises:
        AssistantError: there is a file of that name, or it cannot be written.
    """
    path = folder / new.path
    try:
        path.parent.mkdir(exist_ok=True)
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(new.text)
    except FileExistsError as error:
        raise AssistantError(texts.DRAFT_EXISTS.format(path=path)) from error
    except OSError as error:
        message = texts.CANNOT_WRITE.format(path=path, reason=error.strerror)
        raise AssistantError(message) from error
    return path


def used_ids(folder: Path, questions: Iterable[LoggedQuestion]) -> set[str]:
    """Ids that stand, or ever stood before somebody: an id never serves twice."""
    files = {path.stem for path in folder.rglob("*.y*ml")}
    return files | {entry for question in questions for entry in ids_in(question)}


def ids_in(question: LoggedQuestion) -> Iterator[str]:
    """The ids of entries that a logged question names."""
    if question.entry is not None:
        yield question.entry
    yield from (entry for entry, _ in question.candidates)
    yield from (detail for _, kind, detail in question.events if kind in ENTRY_EVENTS and detail)


def new_id(question: str, taken: Collection[str]) -> str:
    """An id made of the question's own words, that nothing else ever had."""
    found = [part for word in words(question) for part in word.split("_")]
    telling = [word for word in found if word not in FUNCTION_WORDS and word not in FRAMING]
    stem = _joined(telling or found, MAX_ID) or UNNAMED
    chosen, rank = stem, 1
    while chosen in taken:
        rank += 1
        chosen = f"{stem[: MAX_ID - len(str(rank)) - 1].rstrip('-')}-{rank}"
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


def _joined(parts: Sequence[str], size: int) -> str:
    """Words by hyphens, as many as the size allows; the first is cut if it must be."""
    joined = parts[0][:size] if parts else ""
    for part in parts[1:]:
        if len(joined) + 1 + len(part) > size:
            break
        joined += f"-{part}"
    return joined


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
        texts.DRAFT_ORIGIN.format(number=number, size=size, people=people),
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
