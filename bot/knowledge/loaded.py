"""A base as it was read: what could be, where everything stands, which entries are looked at."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from bot.knowledge.faults import Fault
from bot.knowledge.models import Contact, Domain, Entry, KnowledgeBase, OutsideSubject, Training
from bot.knowledge.yaml_reader import Key
from bot.matching.index import Index


@dataclass
class Loaded:
    """A base as far as it could be read, with where everything stands and what is wrong."""

    base: KnowledgeBase
    places: dict[str, tuple[Path, Mapping[Key, int]]] = field(default_factory=dict)
    """From the id of an entry to its file and the line of each part."""
    lexicon_lines: Mapping[Key, int] = field(default_factory=dict)
    outside: Sequence[tuple[int, OutsideSubject]] = ()
    """(line, subject) of each subject that the base leaves to others."""
    trainings: Sequence[tuple[int, Training]] = ()
    contacts: Sequence[tuple[int, Contact]] = ()
    domains: Sequence[tuple[int, Domain]] = ()
    faults: list[Fault] = field(default_factory=list)
    only: Entry | None = None
    """The entry that is looked at, among the others; None: all are."""

    @cached_property
    def index(self) -> Index:
        """What the matcher searches of it."""
        return self.base.index()

    @property
    def checked(self) -> Collection[Entry]:
        """The entries that are looked at."""
        return self.base.entries.values() if self.only is None else (self.only,)

    @property
    def others_first(self) -> Iterator[Entry]:
        """All entries, so that what two of them share is a fault of one that is looked at."""
        if self.only is not None:
            yield from (one for one in self.base.entries.values() if one is not self.only)
        yield from self.checked
