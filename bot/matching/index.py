"""The inverted index of a base: built once, never changed, the same on every machine."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Final, Self

import numpy as np

from bot.matching.french import FRAMING
from bot.matching.lexicon import Lexicon
from bot.matching.postings import Floats, Gathered
from bot.matching.reading import Reader, Readings
from bot.matching.stems import stem, stems
from bot.matching.texts import Texts, passages
from bot.matching.vocabulary import Vocabulary
from bot.matching.wording import Wordings

ASPECT_WEIGHT: Final = 0.35
"""Weight of what is asked about a subject beside the subject."""
FRAMING_WEIGHT: Final = 0.3
"""Weight of a word that frames the question beside one of its subject."""
REMEMBERED: Final = 4_000
REMEMBERED_BYTES: Final = 16_000_000
"""Bounds of what is kept between questions to save time; results do not depend on it."""
LATELY: Final = 4
"""Texts that are remembered whole: those of the message in hand."""
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
    gist: str = ""
    """The sentence that answers, read first."""
    more: str = ""
    """What else its reader can see: steps, details."""


class Index:
    """Postings of terms, texts as sets of terms, vocabulary."""

    def __init__(
        self,
        documents: Sequence[Document],
        lexicon: Lexicon,
        outside: Sequence[Document],
        readings: Readings | None = None,
    ) -> None:
        """Fill the index; use `build`."""
        self.lexicon = lexicon
        self.ids = tuple(document.id for document in documents)
        self.outside = tuple(document.title for document in outside)
        """Subjects that the base leaves to others; they follow the entries in place."""
        self.size = len(documents) + len(outside)
        self.wordings: list[Wordings] = []
        self.memory: dict[str, object] = {}
        self.rows = Memory(REMEMBERED_BYTES)
        self.lately = Lately()
        self.texts = Texts()
        reader = Reader(lexicon, readings)
        gathered = Gathered()
        for place, document in enumerate(chain(documents, outside)):
            self._add(place, document, reader, gathered)
        self.postings = gathered.packed()
        self.letters = reader.letters
        self.vocabulary = Vocabulary(reader.frequency)
        self._weigh()

    @classmethod
    def build(
        cls,
        documents: Sequence[Document],
        lexicon: Lexicon,
        outside: Sequence[Document] = (),
        readings: Readings | None = None,
    ) -> Self:
        """Index a base.

        Args:
            documents: its entries, in an order that also breaks ties.
            lexicon: its acronyms and equivalents.
            outside: subjects that the base leaves to others, with questions about them; what
                resembles them more than any entry is not answered.
            readings: what was read before with this lexicon; it holds what is read now.

        Returns:
            The index: the same answers, whatever was read before.
        """
        return cls(documents, lexicon, outside, readings)

    def __repr__(self) -> str:
        """Its size only."""
        return f"Index({len(self.ids)} entries, {len(self.postings)} terms)"

    def remember(self, key: str, value: object) -> None:
        """Keep what was worked out for one word, which no later question changes."""
        if len(self.memory) < REMEMBERED:
            self.memory[key] = value

    def _add(self, place: int, document: Document, reader: Reader, gathered: Gathered) -> None:
        """Read one entry."""
        texts = (document.title, *document.phrasings, *document.keywords)
        head = (document.title, *passages(document.gist))
        told = f"{document.body}\n{document.more}".strip()
        # What has no text of its own is taken at its word.
        read = reader.read(texts, head, passages(told) if told else texts)
        self.wordings.append(Wordings(read.spelled, read.order))
        asked, told_terms = chain.from_iterable(read.asked), chain(*read.head, *read.body)
        gathered.add(place, asked, told_terms)
        self.texts.add(*(
            [list(dict.fromkeys(map(gathered.ids.__getitem__, terms))) for terms in part]
            for part in (read.asked, read.head, read.body)
        ))  # fmt: skip

    @cached_property
    def shown(self) -> dict[str, str]:
        """A readable form of each term: its most frequent word, or the concept's spellings."""
        frequency = self.vocabulary.frequency
        ordered = sorted(sorted(frequency, reverse=True), key=frequency.__getitem__)
        found = dict(zip(stems(ordered), ordered, strict=True))  # the last of a stem stays
        found.update((concept.term, concept.label) for concept in self.lexicon.concepts)
        return found

    def asked(self, place: int) -> list[frozenset[str]]:
        """The terms of an entry's title, then of each phrasing and keyword."""
        return [frozenset(map(self._terms.__getitem__, one)) for one in self.texts.asked(place)]

    @cached_property
    def _terms(self) -> list[str]:
        """The terms by number."""
        return list(self.postings.ids)

    @cached_property
    def titled(self) -> dict[str, int]:
        """The title of each entry as normalised words → its place."""
        return {self.wordings[at].spelled[0]: at for at in reversed(range(len(self.ids)))}

    def _weigh(self) -> None:
        """Rate the terms by rarity."""
        held_by = self.postings.sizes()
        rarity = np.log1p((self.size - held_by + 0.5) / (held_by + 0.5))
        terms = list(self.postings.ids)
        self.idf: dict[str, float] = dict(zip(terms, rarity.tolist(), strict=True))
        self.weights = rarity * np.array([emphasis(term) for term in terms])
        """What each term weighs, by number."""
        said_twice = np.array([term[0] == "#" for term in terms], dtype=bool)
        self.texts.pack(np.where(said_twice, 0.0, self.weights))


class Memory(dict[str, Floats]):
    """What a word gives to each entry, kept while there is room."""

    def __init__(self, room: int) -> None:
        """Room for so many bytes."""
        self._room = room

    def keep(self, key: str, row: Floats) -> None:
        """Keep the row of one word, which no later question changes."""
        if row.nbytes <= self._room:
            self._room -= row.nbytes
            self[key] = row


class Lately(dict[str, object]):
    """What the last texts came to: one is read by itself, and as going on from another."""

    def keep(self, text: str, found: object) -> None:
        """Keep what a text came to, in the place of the oldest."""
        if len(self) >= LATELY:
            oldest, *_ = list(self)  # taken at once: other threads keep theirs too
            self.pop(oldest, None)
        self[text] = found


def emphasis(term: str) -> float:
    """How much a term counts beside its rarity: framing little, the rest fully."""
    if term[0] == "@":
        return ASPECT_WEIGHT
    return FRAMING_WEIGHT if term in FRAMING_STEMS else 1.0
