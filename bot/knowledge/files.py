"""Reading the folder of YAML: models, where each part stands, and every fault of form."""

import os
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from bot.errors import KnowledgeError
from bot.knowledge.faults import Fault, nearest_line, parts
from bot.knowledge.loaded import Loaded
from bot.knowledge.models import (
    ID,
    Contact,
    Domain,
    Entry,
    KnowledgeBase,
    OutsideSubject,
    Publisher,
    Training,
    Vocabulary,
)
from bot.knowledge.publishers import Publishers
from bot.knowledge.regular import is_there, read_regular
from bot.knowledge.shelf import Shelf
from bot.knowledge.unfinished import unfinished
from bot.knowledge.yaml_reader import Key, Parsed, read
from bot.texts import knowledge as texts
from bot.texts.editorial import STILL_TO_WRITE
from bot.texts.system import reason

DOMAINS_FILE: Final = Path("domaines.yaml")
LEXICON_FILE: Final = Path("lexique.yaml")
TRAININGS_FILE: Final = Path("formations.yaml")
CONTACTS_FILE: Final = Path("contacts.yaml")
OUTSIDE_FILE: Final = Path("hors_perimetre.yaml")
PUBLISHERS_FILE: Final = Path("editeurs.yaml")
AT_THE_ROOT: Final = (
    DOMAINS_FILE,
    LEXICON_FILE,
    TRAININGS_FILE,
    CONTACTS_FILE,
    OUTSIDE_FILE,
    PUBLISHERS_FILE,
)
MAX_FILE: Final = 64 * 1024
"""Bytes; the longest fiche that passes the checks is about 20 kB. The lexicon may be larger."""
MAX_LIST: Final = 1024 * 1024
MAX_LEXICON: Final = 2 * 1024 * 1024

M = TypeVar("M", bound=BaseModel)


def read_folder(folder: Path, shelf: Shelf | None = None) -> Loaded:
    """Read a whole base, collecting every fault instead of stopping at the first.

    Args:
        folder: the folder of YAML files described in docs/interfaces.md.
        shelf: fiches read before, where one alone is looked at.

    Returns:
        What could be read, where it stands, and the faults of form.

    Raises:
        KnowledgeError: there is no such folder.
    """
    return Reader(folder, shelf).run()


class Reader:
    """Reads a folder part by part, and remembers what is wrong with each."""

    def __init__(self, folder: Path, shelf: Shelf | None = None) -> None:
        """Take a folder.

        Args:
            folder: as for ``read_folder``.
            shelf: likewise.

        Raises:
            KnowledgeError: there is no such folder.
        """
        if not folder.is_dir():
            raise KnowledgeError(texts.NO_FOLDER.format(folder=folder))
        self._folder = folder
        self._shelf = shelf
        self._faults: list[Fault] = []
        self._digest = sha256()
        self._publishers = Publishers(())

    def run(self) -> Loaded:
        """All of it."""
        placed = self.domains()
        domains = tuple(domain for _, domain in placed)
        vocabulary, lexicon_lines = self._vocabulary()
        publishers = tuple(item for _, item in self._optional(PUBLISHERS_FILE, Publisher))
        self._publishers = Publishers(publishers)
        entries, places = self._entries({domain.id for domain in domains})
        if not entries and all(fault.warning for fault in self._faults):
            self._fault(Path(), 1, texts.EMPTY_BASE)
        trainings = self._optional(TRAININGS_FILE, Training)
        offered = tuple(training for _, training in trainings)
        contacts = self._optional(CONTACTS_FILE, Contact)
        written_to = tuple(contact for _, contact in contacts)
        outside = self._optional(OUTSIDE_FILE, OutsideSubject)
        subjects = tuple(subject for _, subject in outside)
        digest = self._digest.hexdigest()[:12]
        base = KnowledgeBase(
            domains, entries, vocabulary, digest, offered, written_to, subjects, publishers
        )
        beside = (outside, trainings, contacts, placed)
        return Loaded(base, places, lexicon_lines, *beside, faults=self._faults)

    def domains(self) -> list[tuple[int, Domain]]:
        """(line, domain) of the domains, in their order."""
        if not is_there(self._folder / DOMAINS_FILE):
            names = sorted({path.parent.name for path in self._folder.glob("*/*.yaml")})
            self._fault(DOMAINS_FILE, 1, texts.NO_DOMAINS_FILE, warning=True)
            return [(1, Domain(id=one, name=one.capitalize())) for one in names if _is_id(one)]
        domains: dict[str, tuple[int, Domain]] = {}
        for line, domain in self._items(DOMAINS_FILE, Domain, texts.DOMAINS_NOT_A_LIST):
            if domain.id in domains:
                self._fault(DOMAINS_FILE, line, texts.DUPLICATE_DOMAIN.format(id=domain.id))
            domains.setdefault(domain.id, (line, domain))
        return list(domains.values())

    def _optional(self, path: Path, model: type[M]) -> list[tuple[int, M]]:
        """(line, item) for each item of a file that a base may do without."""
        if not is_there(self._folder / path):
            return []
        return self._items(path, model, texts.NOT_A_LIST)

    def _items(self, path: Path, model: type[M], not_a_list: str) -> list[tuple[int, M]]:
        """(line, item) for each item of a file that holds a list."""
        parsed = self._read(path, MAX_LIST)
        if not isinstance(parsed.data, list):
            self._expect(path, not_a_list)
            return []
        items = [
            (parsed.lines[(position,)], self._validate(model, item, parsed, path, (position,)))
            for position, item in enumerate(parsed.data)
        ]
        return [(line, item) for line, item in items if item is not None]

    def _vocabulary(self) -> tuple[Vocabulary, Mapping[Key, int]]:
        if not is_there(self._folder / LEXICON_FILE):
            return Vocabulary(), {}
        parsed = self._read(LEXICON_FILE, MAX_LEXICON)
        if parsed.data is None:
            return Vocabulary(), {}
        vocabulary = self._validate(Vocabulary, parsed.data, parsed, LEXICON_FILE, ())
        return vocabulary or Vocabulary(), parsed.lines

    def _entries(
        self, domain_ids: set[str]
    ) -> tuple[dict[str, Entry], dict[str, tuple[Path, Mapping[Key, int]]]]:
        entries: dict[str, Entry] = {}
        places: dict[str, tuple[Path, Mapping[Key, int]]] = {}
        for path in self.fiches():
            if path.parent.name not in domain_ids:
                self._fault(path, 1, texts.UNKNOWN_DOMAIN.format(name=path.parent.as_posix()))
            entry, lines = self._entry(path)
            if entry is None:
                continue
            if entry.id in entries:
                other = places[entry.id][0].as_posix()
                self._fault(path, 1, texts.DUPLICATE_ID.format(id=entry.id, other=other))
                continue
            entries[entry.id] = entry
            places[entry.id] = (path, lines)
        return dict(sorted(entries.items())), places

    def fiches(self) -> list[Path]:
        """Fiches in a stable order; files that would silently be ignored are faults."""
        found = sorted(p.relative_to(self._folder) for p in self._folder.rglob("*.y*ml*"))
        files = []
        for path in found:
            if len(path.parts) == 1:
                if path not in AT_THE_ROOT:
                    self._fault(path, 1, texts.STRAY_FILE)
            elif path.suffix != ".yaml":
                self._fault(path, 1, texts.WRONG_SUFFIX)
            elif len(path.parts) > 2:
                self._fault(path, 1, texts.TOO_FAR_DOWN)
            else:
                files.append(path)
        return files

    def _entry(self, path: Path) -> tuple[Entry | None, Mapping[Key, int]]:
        if not _is_id(path.stem):
            self._fault(path, 1, texts.BAD_ID.format(id=path.stem))
        before, known = self._digest.copy(), len(self._faults)
        raw = self._raw(path, MAX_FILE)
        shelved = self._shelf.find(path, raw) if self._shelf is not None and raw else None
        if shelved is not None:
            return self._placed(shelved, path), {}
        parsed = self._parsed(path, raw)
        if not isinstance(parsed.data, dict):
            self._expect(path, texts.ENTRY_NOT_A_MAPPING)
            return None, {}
        to_write = unfinished(parsed)
        if to_write:
            for line in to_write:
                self._fault(path, line, STILL_TO_WRITE, warning=True)
            self._digest = before  # nobody is served anything of it
            return None, {}
        hidden = {"id", "domain", "source_kinds"} & set(parsed.data)
        for name in sorted(hidden):
            message = texts.UNKNOWN_FIELD.format(name=name)
            self._fault(path, parsed.lines[(name,)], message)
            del parsed.data[name]
        entry = self._validate(Entry, parsed.data, parsed, path, ())
        if entry is None:
            return None, {}
        if self._shelf is not None and raw is not None and len(self._faults) == known:
            self._shelf.put(path, raw, entry)
        return self._placed(entry, path), parsed.lines

    def _placed(self, entry: Entry, path: Path) -> Entry:
        """What a fiche is beside what its file says."""
        kinds = tuple(self._publishers.kind_of(source.url) for source in entry.sources)
        said = {"id": path.stem, "domain": path.parent.name, "source_kinds": kinds}
        return entry.model_copy(update=said)

    def _read(self, path: Path, limit: int) -> Parsed:
        """Read one file into the digest and through the YAML reader; never raises."""
        return self._parsed(path, self._raw(path, limit))

    def _raw(self, path: Path, limit: int) -> bytes | None:
        """Read one file into the digest; None, with a fault, where it cannot be."""
        try:
            raw = read_regular(self._folder, path, limit)
        except OSError as error:
            self._fault(path, 1, texts.UNREADABLE.format(reason=reason(error)))
            return None
        if raw is None:
            self._fault(path, 1, texts.TOO_LARGE.format(limit=limit // 1024))
            return None
        self._digest.update(os.fsencode(path.as_posix()) + b"\0" + raw + b"\0")
        return raw

    def _parsed(self, path: Path, raw: bytes | None) -> Parsed:
        if raw is None:
            return Parsed()
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            self._fault(path, raw.count(b"\n", 0, error.start) + 1, texts.NOT_UTF8)
            return Parsed()
        parsed = read(text)
        for line, message in parsed.faults:
            self._fault(path, line, message)
        for line, message in parsed.warnings:
            self._fault(path, line, message, warning=True)
        return parsed

    def _validate(
        self, model: type[M], data: Any, parsed: Parsed, path: Path, prefix: Key
    ) -> M | None:
        try:
            return model.model_validate(data)
        except ValidationError as error:
            already = {line for line, _ in parsed.faults}
            problems = [(_place(p["loc"]), p) for p in error.errors(include_url=False)]
            for place, problem in problems:
                line = nearest_line(parsed.lines, (*prefix, *place))
                inner = any(len(o) > len(place) and o[: len(place)] == place for o, _ in problems)
                if line not in already and not inner:  # said once, and where it is
                    self._fault(path, line, texts.invalid(place, problem, parts(model)))
            return None

    def _expect(self, path: Path, message: str) -> None:
        if not any(fault.path == path for fault in self._faults):
            self._fault(path, 1, message)

    def _fault(self, path: Path, line: int, message: str, *, warning: bool = False) -> None:
        self._faults.append(Fault(path, line, message, warning))


def _is_id(name: str) -> bool:
    return ID.fullmatch(name) is not None


def _place(loc: Iterable[str | int]) -> Key:
    """A pydantic location without the names it gives to the branches of a union."""
    return tuple(
        part
        for part in loc
        if isinstance(part, int) or not part.startswith(("tuple[", "constrained"))
    )
