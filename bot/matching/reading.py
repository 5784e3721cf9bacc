"""The terms of a base's texts: stems and concepts, each word worked out once a build."""

from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from itertools import chain
from typing import Any, NamedTuple

from bot.matching.french import FUNCTION_WORDS
from bot.matching.lexicon import Lexicon
from bot.matching.normalize import words
from bot.matching.stems import stem, stems
from bot.matching.wording import Letters, Wording


class Read(NamedTuple):
    """The terms of one entry, text by text, as often as they occur."""

    asked: list[list[str]]
    """Of its title, phrasings and keywords."""
    spelled: tuple[str, ...]
    order: tuple[str, ...]
    """The wording of each of those."""
    head: list[list[str]]
    """Of its title as it tells, and of its first sentences."""
    body: list[list[str]]
    """Of the passages that follow."""
    words: dict[str, int]
    """How often each word stands in all of them."""


class Readings:
    """What was read before with the same lexicon: a text that did not change is not read again."""

    def __init__(self, plain: Mapping[str, Any] | None = None) -> None:
        """Take up what ``plain`` gave; by default nothing was read before."""
        kept = plain or {"read": {}, "letters": {}, "of stem": {}}
        self.before: dict[bytes, Read] = {k: Read(*one) for k, one in kept["read"].items()}
        self.letters = Letters(kept["letters"], kept["of stem"])
        self.now: dict[bytes, Read] = {}
        """What the base holds now, by the digest of its texts."""
        self.fresh = 0
        """How many entries had to be read."""

    @property
    def plain(self) -> dict[str, Any]:
        """The readings as plain values: strings, numbers, lists and dicts."""
        read = {key: tuple(one) for key, one in self.now.items()}
        return {"read": read, "letters": dict(self.letters), "of stem": self.letters.of_stem}


class Reader:
    """Reads the texts of one base, and counts their words."""

    def __init__(self, lexicon: Lexicon, readings: Readings | None = None) -> None:
        """A reader that knows the concepts of a lexicon, and perhaps what it has read before."""
        self.frequency: Counter[str] = Counter()
        """How often each word was read."""
        self._readings = readings
        self.letters = readings.letters if readings is not None else Letters()
        self._lexicon = lexicon
        self._asked = _Terms(lexicon, aspects=True)
        self._body = _Terms(lexicon, aspects=False)

    def read(self, texts: Sequence[str], head: Sequence[str], body: Sequence[str]) -> Read:
        """The terms of an entry.

        Args:
            texts: its title, phrasings and keywords.
            head: its title and its first sentences.
            body: the passages that follow.
        """
        readings = self._readings
        if readings is None:
            return self._read(texts, head, body)
        key = sha256(repr((texts, head, body)).encode("utf-8", "surrogatepass")).digest()
        found = readings.before.get(key)
        if found is None:
            counted, self.frequency = self.frequency, Counter()
            found = self._read(texts, head, body)._replace(words=dict(self.frequency))
            self.frequency = counted
            readings.fresh += 1
        self.frequency.update(found.words)
        readings.now[key] = found
        return found

    def _read(self, texts: Sequence[str], head: Sequence[str], body: Sequence[str]) -> Read:
        read = [self.asked(text) for text in texts]
        spelled, order = zip(*[wording for _, wording in read], strict=True)
        asked = [terms for terms, _ in read]
        first, rest = ([self.body(text) for text in part] for part in (head, body))
        return Read(asked, spelled, order, first, rest, {})

    def asked(self, text: str) -> tuple[list[str], Wording]:
        """The terms of a title, a phrasing or keywords, as often as they occur; its wording."""
        found = words(text)
        return self._terms(found, self._asked), self.letters.write(found)

    def body(self, text: str) -> list[str]:
        """The terms of an answer, which asks nothing."""
        return self._terms(words(text), self._body)

    def _terms(self, found: Sequence[str], terms: "_Terms") -> list[str]:
        self.frequency.update(found)
        result = list(chain.from_iterable(map(terms.__getitem__, found)))
        if not terms.openers.isdisjoint(found):
            result += terms.named(self._longer(found))
        return result

    def _longer(self, found: Sequence[str]) -> list[int]:
        """The concepts that several words of a text name together."""
        return [place for _, _, place in self._lexicon.find_longer(stems(found))]


class _Terms(dict[str, tuple[str, ...]]):
    """Word → its stem, unless it says nothing, and the concepts it names by itself."""

    def __init__(self, lexicon: Lexicon, *, aspects: bool) -> None:
        self._lexicon = lexicon
        self._aspects = aspects
        self._open = {
            first
            for (first, _), longer in lexicon.phrases.items()
            if self.named([place for _, place in longer])
        }
        self.openers: set[str] = set()
        """The words read that begin a spelling of several words."""

    def __missing__(self, word: str) -> tuple[str, ...]:
        root = stem(word)
        if root in self._open:
            self.openers.add(word)
        own = () if word in FUNCTION_WORDS else (root,)
        found = self[word] = (*own, *self.named(self._lexicon.singles.get(root, ())))
        return found

    def named(self, places: Sequence[int]) -> list[str]:
        """The terms of concepts, without aspects where they do not count."""
        terms = [self._lexicon.concepts[place].term for place in places]
        return terms if self._aspects else [term for term in terms if term[0] != "@"]
