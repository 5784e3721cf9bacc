"""The inverted index of a base: built once, never changed, the same on every machine."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Final, Self

from bot.matching.french import FRAMING
from bot.matching.lexicon import Lexicon
from bot.matching.postings import Postings
from bot.matching.reading import Reader
from bot.matching.stems import stem, stems
from bot.matching.vocabulary import Vocabulary
from bot.matching.wording import Wordings

ASPECT_WEIGHT: Final = 0.35
"""Weight of what is asked about a subject beside the subject."""
FRAMING_WEIGHT: Final = 0.3
"""Weight of a word that frames the question beside one of its subject."""
REMEMBERED: Final = 4_000
REMEMBERED_PROFILES: Final = 2_000
REMEMBERED_SCORES: Final = 100_000
"""Bounds of what is kept between questions to save time; results do not depend on it."""
FRAMING_STEMS: Final = frozenset(stem(word) for word in FRAMING)


@dataclass(frozen=True, slots=True)
class Document:
    """One entry as the matcher sees it."""

    id: str
    title: str
    phrasings: tuple[str, ...]
    keywords: tuple[str, ...]
    body: str
    """The answer as plain text."""
    domain: str


@dataclass(frozen=True, slots=True)
class Profile:
    """An entry's title, phrasings and keywords, to compare a question with."""

    held: dict[str, list[int]]
    """Term → which of them hold it."""
    masses: tuple[float, ...]
    """What the terms of each weigh together."""
    mass: float
    """What all weigh together."""


class Index:
    """Postings of terms, phrasings as sets of terms, vocabulary."""

    def __init__(
        self, documents: Sequence[Document], lexicon: Lexicon, outside: Sequence[Document]
    ) -> None:
        """Fill the index; use `build`."""
        self.lexicon = lexicon
        self.ids = tuple(document.id for document in documents)
        self.outside = tuple(document.title for document in outside)
        """Subjects that the base leaves to others; they follow the entries in place."""
        self.size = len(documents) + len(outside)
        self.phrases: list[tuple[tuple[str, ...], ...]] = []
        self.wordings: list[Wordings] = []
        self.memory: dict[str, object] = {}
        self.room = REMEMBERED_SCORES
        self._profiles: dict[int, Profile] = {}
        self.postings = Postings()
        reader = Reader(lexicon)
        for place, document in enumerate(chain(documents, outside)):
            texts = (document.title, *document.phrasings, *document.keywords)
            read = [reader.asked(text) for text in texts]
            asked = [terms for terms, _ in read]
            self.phrases.append(tuple([tuple(dict.fromkeys(terms)) for terms in asked]))
            spelled, order = zip(*[wording for _, wording in read], strict=True)
            self.wordings.append(Wordings(spelled, order))
            self.postings.add(place, chain.from_iterable(asked), reader.body(document.body))
        self.letters = reader.letters
        self.vocabulary = Vocabulary(reader.frequency)
        self._weigh(self.size)

    @classmethod
    def build(
        cls,
        documents: Sequence[Document],
        lexicon: Lexicon,
        outside: Sequence[Document] = (),
    ) -> Self:
        """Index a base.

        Args:
            documents: its entries, in an order that also breaks ties.
            lexicon: its acronyms and equivalents.
            outside: subjects that the base leaves to others, with questions about them; what
                resembles them more than any entry is not answered.

        Returns:
            The index.
        """
        return cls(documents, lexicon, outside)

    def __repr__(self) -> str:
        """Its size only."""
        return f"Index({len(self.ids)} entries, {len(self.postings)} terms)"

    def remember(self, key: str, value: object) -> None:
        """Keep what was worked out for one word, which no later question changes."""
        if len(self.memory) < REMEMBERED:
            self.memory[key] = value

    def profile(self, place: int) -> dict[str, list[int]]:
        """Each term of an entry's title, phrasings and keywords → which of them hold it."""
        return self.profiled(place).held

    def profiled(self, place: int) -> Profile:
        """An entry's title, phrasings and keywords, ready to be compared with a question."""
        known = self._profiles.get(place)
        if known is None:
            held: dict[str, list[int]] = {}
            weights = self.weights
            masses: list[float] = []
            for number, phrase in enumerate(self.phrases[place]):
                mass = 0.0
                for term in phrase:
                    held.setdefault(term, []).append(number)
                    if term[0] != "#":
                        mass += weights[term]
                masses.append(mass)
            known = Profile(held, tuple(masses), sum(masses))
            if len(self._profiles) < REMEMBERED_PROFILES:
                self._profiles[place] = known
        return known

    @cached_property
    def shown(self) -> dict[str, str]:
        """A readable form of each term: its most frequent word, or the concept's spellings."""
        frequency = self.vocabulary.frequency
        ordered = sorted(sorted(frequency, reverse=True), key=frequency.__getitem__)
        found = dict(zip(stems(ordered), ordered, strict=True))  # the last of a stem stays
        found.update((concept.term, concept.label) for concept in self.lexicon.concepts)
        return found

    @cached_property
    def titled(self) -> dict[str, int]:
        """The title of each entry as normalised words → its place."""
        return {self.wordings[at].spelled[0]: at for at in reversed(range(len(self.ids)))}

    def _weigh(self, total: int) -> None:
        """Rate the terms by rarity."""
        held_by = self.postings.weigh()
        rarity = {n: math.log1p((total - n + 0.5) / (n + 0.5)) for n in set(held_by.values())}
        self.idf = {term: rarity[n] for term, n in held_by.items()}
        self.weights = {term: idf * emphasis(term) for term, idf in self.idf.items()}


def emphasis(term: str) -> float:
    """How much a term counts beside its rarity: framing little, the rest fully."""
    if term[0] == "@":
        return ASPECT_WEIGHT
    return FRAMING_WEIGHT if term in FRAMING_STEMS else 1.0
