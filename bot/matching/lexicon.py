"""Acronyms and groups of equivalent words, as an editor declares them.

Each acronym with its expansions, and each group, is one concept. The index files an entry under
the concepts its words name, so a question that uses another member of the group finds it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, count, islice
from operator import itemgetter
from typing import Final, Literal, Self

from bot.matching.aspects import ASPECTS
from bot.matching.french import ASKING_VERBS, PRONOUNS
from bot.matching.normalize import words
from bot.matching.stems import stems
from bot.matching.synonyms import GROUPS

LABELLED: Final = 3
_PAIR: Final = 2
WHAT_IS: Final = "quest"
"""How « qu'est » is read."""
_WHAT: Final = "@what"
_WHAT_IS_LINKS: Final = frozenset({"ce", "que", "qu", "un", "une", "le", "la", "les", "l", "des"})
_PRONOUNS: Final = frozenset(stems(PRONOUNS))
_VERBS: Final = frozenset(stems(ASKING_VERBS))
"""What behind « qu'est-ce que X » asks about X something else than what it is."""
Kind = Literal["acronym", "equivalent", "general", "aspect"]


@dataclass(frozen=True, slots=True)
class Concept:
    """What several spellings mean."""

    term: str
    """Name under which the index files it; cannot be a word of a text."""
    kind: Kind
    members: tuple[tuple[str, ...], ...]
    """Each spelling, as stems."""
    label: str
    """Its first spellings, to show."""


@dataclass(frozen=True, slots=True, repr=False)
class Lexicon:
    """Every concept, and where each spelling leads."""

    concepts: tuple[Concept, ...]
    singles: Mapping[str, tuple[int, ...]]
    """Spelling of one stem → places of its concepts."""
    phrases: Mapping[tuple[str, str], tuple[tuple[tuple[str, ...], int], ...]]
    """First two stems of a longer spelling → (spelling, place of its concept), longest first."""
    openers: frozenset[str]
    """Stems that begin a longer spelling."""
    acronyms: frozenset[str]
    """Acronyms as words: never taken for a misspelling of another word."""
    spelled_out: Mapping[str, tuple[str, ...]]
    """Acronym as a word → itself and its expansions, as the editor writes them."""
    definition: int | None
    """Place of the concept of asking what a thing is."""

    @classmethod
    def build(cls, acronyms: Mapping[str, Sequence[str]], groups: Sequence[Sequence[str]]) -> Self:
        """Build from the editor's lists.

        Args:
            acronyms: acronym → its expansions.
            groups: words or phrases that may stand for one another.

        Returns:
            The lexicon; empty spellings are left out.
        """
        concepts: list[Concept] = []
        for acronym in sorted(acronyms):
            _add(concepts, "acronym", [acronym, *acronyms[acronym]])
        for group in groups:
            _add(concepts, "equivalent", group)
        for group in GROUPS:
            _add(concepts, "general", group)
        for aspect, framings in ASPECTS.items():
            _add(concepts, "aspect", re.split(r"\s*[|\n]\s*", framings), f"@{aspect}")
        phrases = _phrases(concepts)
        openers = frozenset({*(first for first, _ in phrases), WHAT_IS})
        short = _short_forms(acronyms)
        what = next((at for at, one in enumerate(concepts) if one.term == _WHAT), None)
        return cls(
            tuple(concepts), _singles(concepts), phrases, openers, frozenset(short), short, what
        )

    def __repr__(self) -> str:
        """Its size only: the lists are long."""
        return f"Lexicon({len(self.concepts)} concepts)"

    def find(self, text: Sequence[str]) -> list[tuple[int, int, int]]:
        """The concepts a text names.

        Args:
            text: its stems, in order.

        Returns:
            (first stem, one past the last, place of the concept), in the order read.
        """
        found = self.find_longer(text)
        for at in compress(count(), map(self.singles.__contains__, text)):
            found += [(at, at + 1, concept) for concept in self.singles[text[at]]]
        found.sort(key=itemgetter(0))
        return found

    def stands_for(self, found: Sequence[str]) -> list[tuple[str, ...]]:
        """The acronyms of a text, each followed by what it stands for, as an editor writes them.

        Args:
            found: its normalised words.

        Returns:
            A row an acronym, in the order read; empty where the lexicon knows none.
        """
        known = dict.fromkeys(word for word in found if word in self.spelled_out)
        return [self.spelled_out[word] for word in known]

    def find_longer(self, text: Sequence[str]) -> list[tuple[int, int, int]]:
        """`find` for the spellings of several words."""
        found: list[tuple[int, int, int]] = []
        if self.openers.isdisjoint(text):
            return found
        if self.definition is not None:
            defined = _defined(text)
            found += [(at, at + 1, self.definition) for at in defined]
        pairs = zip(text, islice(text, 1, None), strict=False)
        for at in compress(count(), map(self.phrases.__contains__, pairs)):
            for spelling, concept in self.phrases[text[at], text[at + 1]]:
                end = at + len(spelling)
                if len(spelling) == _PAIR or tuple(text[at:end]) == spelling:
                    found.append((at, end, concept))
        return found


def _add(
    concepts: list[Concept], kind: Kind, spellings: Sequence[str], term: str | None = None
) -> None:
    """Append a concept when at least two different spellings remain."""
    read = [words(spelling) for spelling in spellings]
    members = {tuple(stems(spelling)): None for spelling in read}
    members.pop((), None)
    if len(members) > 1:
        label = " / ".join(" ".join(spelling) for spelling in read[:LABELLED])
        concepts.append(Concept(term or f"#{len(concepts)}", kind, tuple(members), label))


def _singles(concepts: Sequence[Concept]) -> dict[str, tuple[int, ...]]:
    """The spellings of one stem."""
    table: dict[str, list[int]] = {}
    for place, concept in enumerate(concepts):
        for member in concept.members:
            if len(member) == 1:
                table.setdefault(member[0], []).append(place)
    return {first: tuple(places) for first, places in table.items()}


def _phrases(
    concepts: Sequence[Concept],
) -> dict[tuple[str, str], tuple[tuple[tuple[str, ...], int], ...]]:
    """The longer spellings by their first two stems, longest first."""
    table: dict[tuple[str, str], list[tuple[tuple[str, ...], int]]] = {}
    for place, concept in enumerate(concepts):
        for member in concept.members:
            if len(member) > 1:
                table.setdefault((member[0], member[1]), []).append((member, place))
    return {
        start: tuple(sorted(rows, key=lambda row: (-len(row[0]), row[1])))
        for start, rows in table.items()
    }


def _short_forms(acronyms: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """The acronyms that are one word, with what they stand for."""
    forms = ((words(acronym), acronym) for acronym in acronyms)
    return {form[0]: (acronym, *acronyms[acronym]) for form, acronym in forms if len(form) == 1}


def _defined(text: Sequence[str]) -> list[int]:
    """Where a text asks what a thing is: « qu'est-ce que X », not « qu'est-ce que je risque »."""
    if WHAT_IS not in text:
        return []
    return [at for at, root in enumerate(text) if root == WHAT_IS and _is_thing(text[at + 1 :])]


def _is_thing(rest: Sequence[str]) -> bool:
    """Whether what follows « qu'est » is a thing, of which nothing else is asked."""
    behind = list(rest)
    while behind and behind[0] in _WHAT_IS_LINKS:
        del behind[0]
    if not behind or behind[0] in _PRONOUNS:
        return False
    return _VERBS.isdisjoint(behind)
