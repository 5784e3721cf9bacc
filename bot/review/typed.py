"""What a reviewer types after pressing a button: a reply, words to look for, another number."""

from dataclasses import replace
from typing import Final

from bot.knowledge.models import KnowledgeBase
from bot.matching.index import Index
from bot.matching.matcher import match
from bot.pages.reply import Reply
from bot.questionlog.form import CLOSED, Form
from bot.review import pages
from bot.review.acts import Review
from bot.texts import review as texts

MAX_POINTER: Final = 600


class Typed:
    """Goes on with the act whose button was pressed. May raise ``LogUnavailableError``."""

    def __init__(self, review: Review, base: KnowledgeBase, index: Index) -> None:
        """What is served while a reviewer types.

        Args:
            review: the acts.
            base: the entries that are served.
            index: of these.
        """
        self._review = review
        self._base = base
        self._index = index

    async def go_on(self, waiting: Form, text: str, actor: str) -> Reply:
        """Take the words that a button asked for.

        Args:
            waiting: what was asked for, from ``form.reviewing``.
            text: as typed.
            actor: the reviewer.
        """
        number = int(waiting.fields["numero"])
        if waiting.fields["acte"] == "repondre":
            return await self._review.preview(number, text)
        if waiting.fields["acte"] == "rattacher":
            return self._look_for(number, text)
        if waiting.fields["acte"] == "hors":
            done = await self._review.dismiss(number, actor, text.strip()[:MAX_POINTER])
            return replace(done, form=CLOSED)
        return await self._file_with(number, text, actor)

    def _look_for(self, number: int, words: str) -> Reply:
        """The entries nearest to some words, or the one whose id was typed."""
        named = self._base.entries.get(words.strip())
        if named is not None:
            return pages.entries_for(number, [named], texts.FOUND_ENTRIES)
        found = [self._base.entries[c.entry] for c in match(words, self._index).candidates]
        said = texts.FOUND_ENTRIES if found else texts.FOUND_NO_ENTRY
        return pages.entries_for(number, found, said)

    async def _file_with(self, number: int, text: str, actor: str) -> Reply:
        """File as the same as the question whose number was typed."""
        other = text.strip().lstrip("n°# ")
        if not (other.isascii() and other.isdecimal() and len(other) < 19):
            return pages.ask_for("doublon", number)
        done = await self._review.duplicate(number, int(other), actor)
        return replace(done, form=CLOSED)
