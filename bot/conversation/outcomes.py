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
from bot.matching.result import Match
from bot.pages import fiches, my_questions, unsure
from bot.pages.my_questions import Promise
from bot.pages.reply import Reply
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
            about = fiches.subject(turn.about)
            reply = fiches.with_subject(reply, about, turn.recorded.number)
        if len(turn.text) > LONG:
            reply = fiches.with_what_was_read(reply, turn.found.subject)
        return fiches.with_masked_note(reply, turn.masked.kinds)

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
                return unsure.nearest(offered[0], turn.number)
            return unsure.suggest(offered, turn.number, turn.sender)
        subject = self._base.outside_subject(result.outside) if result.outside else None
        if subject is not None:
            return unsure.left_to_others(subject, turn.number)
        if turn.recorded is None:
            return unsure.unknown_and_not_logged()
        if turn.recorded.status == "hors_perimetre":
            return unsure.out_of_scope()
        return await self._receipt(turn.recorded.number, turn)

    async def _on_screen(self, turn: Turn, entry: Entry) -> Reply:
        """Nothing answers better than the entry on screen: what it says of the point."""
        if turn.quote:
            return unsure.quoted(turn.quote, turn.number, entry.id)
        near = [
            self._base.entries[one.entry]
            for one in turn.found.candidates
            if one.entry != entry.id and one.confidence >= NEAR
        ]
        if turn.recorded is None:
            receipt = unsure.unknown_and_not_logged()
        else:
            receipt = await self._receipt(turn.recorded.number, turn)
        return unsure.not_said(entry, near[:NEIGHBOURS], receipt)

    def _answer(self, turn: Turn, entry: Entry) -> Reply:
        also = self._also(turn.found, entry)
        bot = self._served.bot
        return fiches.answer(self._base, entry, local_today(), turn.number, also, bot)

    def _also(self, result: Match, answered: Entry) -> list[Entry]:
        """The entries for further subjects of the same message."""
        found = [other.best.entry for other in result.others if other.best is not None]
        return [self._base.entries[entry] for entry in found if entry != answered.id]

    async def _receipt(self, number: int, turn: Turn) -> Reply:
        text = turn.masked.text
        try:
            return await self._buttons.own.receipt(number, turn.sender, texts.UNKNOWN, text)
        except LogUnavailableError as error:  # the question itself is safe
            logger.error("consent not read: %s", error)
            promise = Promise(None, told=False, can_tell=False)
            return my_questions.receipt(texts.UNKNOWN, number, text, promise, in_private=True)
