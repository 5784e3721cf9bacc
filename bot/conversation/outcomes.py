"""From a match to what a person is shown: an answer, a choice, a receipt, a courtesy."""

import logging
from dataclasses import replace
from typing import Final

from bot.clock import local_today
from bot.conversation.buttons import Buttons
from bot.conversation.served import Served
from bot.conversation.talk import Talk
from bot.conversation.turn import Turn
from bot.errors import LogUnavailableError
from bot.knowledge.models import Entry
from bot.matching.danger import danger_in
from bot.matching.normalize import words
from bot.pages import fiches, my_questions, unsure
from bot.pages.my_questions import Promise
from bot.pages.reply import Reply
from bot.pages.several import Also, Further, also
from bot.texts import conversation as texts

logger = logging.getLogger(__name__)

NEAR: Final = 0.1
"""Least confidence of a neighbour offered when the entry on screen does not say."""
NEIGHBOURS: Final = 2
LONG: Final = 1_000
"""Characters beyond which a person is shown what was read of a message."""


class Outcomes:
    """Shows what was found in one version of the knowledge base."""

    def __init__(self, served: Served, buttons: Buttons, talk: Talk) -> None:
        self._served = served
        self._base = served.base
        self._buttons = buttons
        self._talk = talk

    async def reply(self, turn: Turn) -> Reply:
        """What to show for a turn that was matched and recorded, with what has to be added."""
        reply = await self._page(turn)
        if reply.entry is None and turn.found.outcome in ("suggest", "none"):
            reply = replace(reply, entry="")  # what was answered before is no context any more
        if turn.about is not None and turn.recorded is not None:
            said = turn.same and not turn.quote
            about = "" if said else fiches.subject(turn.about)
            reply = fiches.with_subject(reply, about, turn.recorded.number)
        if len(turn.text) > LONG:
            reply = fiches.with_what_was_read(reply, turn.found.subject)
        reply = fiches.with_masked_note(reply, turn.masked.kinds)
        return fiches.after_numbers(reply, danger_in(words(turn.text)))

    async def _page(self, turn: Turn) -> Reply:
        result = turn.found
        if result.intent is not None:
            return await self._talk.reply(result.intent, turn)
        if turn.about is not None and turn.same:
            return await self._on_screen(turn, turn.about)
        if result.best is not None:
            return self._answer(turn, self._base.entries[result.best.entry])
        if result.outcome == "suggest":
            offered = [self._base.entries[candidate.entry] for candidate in result.suggestions]
            if len(offered) == 1:
                return unsure.nearest(offered[0], turn.number, self._also(turn, 0))
            asked = self._also(turn, len(offered))
            return unsure.suggest(offered, turn.number, turn.sender, asked)
        subject = self._base.outside_subject(result.outside) if result.outside else None
        if subject is not None:
            return unsure.left_to_others(subject, turn.number)
        return await self._receipt(turn)

    async def _on_screen(self, turn: Turn, entry: Entry) -> Reply:
        """Nothing answers better than the entry on screen: what it says of the point."""
        if turn.quote:
            return unsure.quoted(turn.quote, turn.number, entry.id)
        near = [
            self._base.entries[one.entry]
            for one in turn.found.candidates
            if one.entry != entry.id and one.confidence >= NEAR
        ]
        receipt = await self._receipt(turn, texts.POINT_SENT)
        return unsure.not_said(entry, near[:NEIGHBOURS], receipt)

    def _answer(self, turn: Turn, entry: Entry) -> Reply:
        bot, asked = self._served.bot, self._also(turn, 0)
        return fiches.answer(self._base, entry, local_today(), turn.number, bot, asked)

    def _also(self, turn: Turn, taken: int) -> Also:
        """What is said of the further questions of the message."""
        return also([self._further(other) for other in turn.others], taken, more=turn.unread)

    def _further(self, turn: Turn) -> Further:
        found, number = turn.found, turn.number
        if turn.same and turn.quote:
            return Further(turn.text, number, sentence=turn.quote)
        shown = found.best or next(iter(found.suggestions), None)
        if shown is not None:
            entry = self._base.entries[shown.entry]
            return Further(turn.text, number, entry, sure=found.best is not None)
        outside = self._base.outside_subject(found.outside) if found.outside else None
        examined = turn.recorded is not None and turn.recorded.status == "hors_perimetre"
        return Further(turn.text, number, outside=outside, examined=examined)

    async def _receipt(self, turn: Turn, words: str = texts.UNKNOWN) -> Reply:
        """What is promised of a question, by its number; the truth where nobody will see it."""
        if turn.recorded is None:
            return unsure.unknown_and_not_logged()
        if turn.recorded.status == "hors_perimetre":
            return unsure.out_of_scope()
        number, text = turn.recorded.number, turn.masked.text
        try:
            return await self._buttons.own.receipt(number, turn.sender, words, text)
        except LogUnavailableError as error:  # the question itself is safe
            logger.error("consent not read: %s", error)
            promise = Promise(None, told=False, can_tell=False)
            return my_questions.receipt(words, number, text, promise, in_private=True)
