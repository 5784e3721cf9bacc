"""The terms of a base's texts: stems and concepts, each word worked out once a build."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from bot.matching.french import FUNCTION_WORDS
from bot.matching.lexicon import Lexicon
from bot.matching.normalize import words
from bot.matching.stems import stem, stems
from bot.matching.wording import Letters, Wording


class Reader:
    """Reads the texts of one base, and counts their words."""

    def __init__(self, lexicon: Lexicon) -> None:
        """A reader that knows the concepts of a lexicon."""
        self.frequency: Counter[str] = Counter()
        """How often each word was read."""
        self.letters = Letters()
        self._lexicon = lexicon
        self._asked = _Terms(lexicon, aspects=True)
        self._body = _Terms(lexicon, aspects=False)

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
