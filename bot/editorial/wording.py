"""Which wordings may go into a fiche: one line, nobody named, not in the base already."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from bot.editorial.telling import tells
from bot.knowledge.models import MAX_LINE, Entry, KnowledgeBase
from bot.matching.normalize import normal_form
from bot.privacy.masking import mask
from bot.texts.conversation import ABOUT


def one_line(text: str) -> str:
    """A text on one line, without the characters that nobody sees."""
    composed = unicodedata.normalize("NFC", text)
    spaced = " ".join(composed.split())
    return "".join(character for character in spaced if character.isprintable())


def publishable(text: str) -> str | None:
    """A wording as a fiche may hold it.

    Args:
        text: as somebody typed it.

    Returns:
        The text on one line; None when it is empty or too long, would need masking, tells who
        asked, or means nothing without what was answered before.
    """
    line = one_line(text)
    if (
        ABOUT in text
        or not normal_form(line)
        or len(line) > MAX_LINE
        or mask(line).kinds
        or tells(line)
    ):
        return None
    return line


@dataclass(frozen=True, slots=True)
class Held:
    """The questions that a base holds already, by normal form, each with its entry."""

    indexed: dict[str, str]
    tried: dict[str, str]
    """Its tests and counterexamples."""
    outside: dict[str, str]
    """Examples of what it leaves to others → the theme."""

    @classmethod
    def of(cls, base: KnowledgeBase) -> Self:
        """Read them from a base."""
        indexed = {normal_form(q): e.id for e in base.entries.values() for q in _indexed(e)}
        tried = {
            normal_form(question): entry.id
            for entry in base.entries.values()
            for question in (*entry.tests, *entry.counterexamples)
        }
        outside = {
            normal_form(example): subject.theme
            for subject in base.outside
            for example in subject.examples
        }
        return cls(indexed, tried, outside)

    def owner(self, question: str) -> str | None:
        """The entry that holds a question, in any spelling of the same words."""
        form = normal_form(question)
        return self.indexed.get(form) or self.tried.get(form)


def _indexed(entry: Entry) -> Iterator[str]:
    yield entry.question
    yield from entry.phrasings
