"""Reading consultations: the reader of fiches, and faults with file and line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from bot.consultations.models import Consultation
from bot.errors import KnowledgeError
from bot.knowledge.faults import Fault, parts
from bot.knowledge.regular import read_regular
from bot.knowledge.yaml_reader import Key, Parsed, read
from bot.texts import consultations_staff as texts
from bot.texts import knowledge as knowledge_texts
from bot.texts.system import reason

MAX_FILE: Final = 64 * 1024
_PLAIN: Final = frozenset({"min", "max", "facultatif", "strate"})
"""Fields whose values are numbers or true and false, which the reader of fiches refuses."""


@dataclass(frozen=True, slots=True)
class Read:
    """A consultation with the lines of its parts."""

    path: Path
    consultation: Consultation
    lines: Mapping[Key, int]

    def fault(self, place: Key, message: str, *, warning: bool = False) -> Fault:
        """A fault at the line of a part, or of the nearest around it."""
        return Fault(self.path, line_of(self.lines, place), message, warning)


@dataclass(slots=True)
class Folder:
    """All that could be read, and what is wrong."""

    read: list[Read] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_folder(folder: Path) -> Folder:
    """Read every consultation of a folder, collecting faults instead of stopping.

    Raises:
        KnowledgeError: there is no such folder.
    """
    if not folder.is_dir():
        raise KnowledgeError(texts.NO_FOLDER.format(folder=folder))
    found = Folder()
    for path in sorted(folder.glob("*.y*ml")):
        relative = path.relative_to(folder)
        if path.suffix != ".yaml":
            found.faults.append(Fault(relative, 1, knowledge_texts.WRONG_SUFFIX))
            continue
        parsed = _parsed(path, relative, found.faults)
        one = _validated(parsed, relative, found.faults)
        if one is not None:
            found.read.append(Read(relative, one, parsed.lines))
    return found


def line_of(lines: Mapping[Key, int], place: Key) -> int:
    """The line of a part, or of the nearest part around it that exists."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def _parsed(path: Path, relative: Path, faults: list[Fault]) -> Parsed:
    try:
        raw = read_regular(path.parent, relative, MAX_FILE)
        text = None if raw is None else raw.decode("utf-8-sig")
    except OSError as error:
        unreadable = knowledge_texts.UNREADABLE.format(reason=reason(error))
        faults.append(Fault(relative, 1, unreadable))
        return Parsed()
    except UnicodeDecodeError:
        faults.append(Fault(relative, 1, knowledge_texts.NOT_UTF8))
        return Parsed()
    if text is None:
        too_large = knowledge_texts.TOO_LARGE.format(limit=MAX_FILE // 1024)
        faults.append(Fault(relative, 1, too_large))
        return Parsed()
    parsed = read(text)
    parsed.faults = _without_plain(parsed)
    faults += [Fault(relative, line, message) for line, message in parsed.faults]
    faults += [Fault(relative, line, message, True) for line, message in parsed.warnings]
    return parsed


def _without_plain(parsed: Parsed) -> list[tuple[int, str]]:
    """The faults but for numbers and booleans where they are meant: ``max: 3`` is no slip."""
    meant = set()
    for place, line in parsed.lines.items():
        if not _PLAIN.intersection(str(part) for part in place):
            continue
        value = _at(parsed.data, place)
        for kind in (knowledge_texts.READ_AS_NUMBER, knowledge_texts.READ_AS_BOOLEAN):
            meant.add((line, knowledge_texts.MISREAD.format(value=value, kind=kind)))
    return [fault for fault in parsed.faults if fault not in meant]


def _at(data: object, place: Key) -> object:
    for part in place:
        if isinstance(data, dict):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
    return data


def _validated(parsed: Parsed, path: Path, faults: list[Fault]) -> Consultation | None:
    if not isinstance(parsed.data, dict):
        if not parsed.faults and not any(fault.path == path for fault in faults):
            faults.append(Fault(path, 1, texts.NOT_A_MAPPING))
        return None
    try:
        return Consultation.model_validate(parsed.data)
    except ValidationError as error:
        already = {line for line, _ in parsed.faults}
        for problem in error.errors(include_url=False):
            place = _place(problem["loc"], parsed.lines)
            line = line_of(parsed.lines, place)
            if line not in already:
                already.add(line)
                message = knowledge_texts.invalid(place, dict(problem), parts(Consultation))
                faults.append(Fault(path, line, message))
        return None


def _place(loc: tuple[int | str, ...], lines: Mapping[Key, int]) -> Key:
    """A pydantic location as the file has it: a missing field keeps its own name."""
    kept: Key = ()
    for part in loc:
        if isinstance(part, int) or (*kept, part) in lines or part == loc[-1]:
            kept = (*kept, part)
    return kept
