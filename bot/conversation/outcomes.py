"""From a match to what a person is shown: an answer, a choice, a receipt, a courtesy."""

import logging
from typing import Final

from bot.clock import local_today
from bot.conversation.buttons import Buttons
from bot.conversation.served import Served
from bot.conversation.turn import Turn
from bot.errors import LogUnavailableError
from bot.knowledge.html import escape
from bot.knowledge.models import Entry
from bot.matching.result import Match, SmallTalk
from bot.pages import fiches, my_questions
from bot.pages.reply import Reply
from bot.texts import conversation as texts

logger = logging.getLogger(__name__)

LONG: Final = 1_000
"""Characters beyond which a person is shown what was read of a message."""
_COURTESIES: Final[dict[SmallTalk, str]] = {
    "greeting": texts.GREETING,
    "thanks": texts.THANKS,
    "farewell": texts.FAREWELL,
    "insult": texts.INSULT,
    "noise": texts.NOISE,
    "foreign": texts.FOREIGN,
}


class Outcomes:
    """Shows what was found in one version of the knowledge base."""

    def __init__(self, served: Served, buttons: Buttons) -> None:
        self._served = served
        self._base = served.base
        self._buttons = buttons

    async def reply(self, turn: Turn) -> Reply:
        """What to show for a turn that was matched and recorded, with what has to be added."""
        reply = await self._page(turn)
        if turn.leaning and turn.recorded is not None:
            reply = fiches.with_subject(reply, turn.subject, turn.recorded.number)
        if len(turn.text) > LONG:
            reply = fiches.with_what_was_read(reply, turn.found.subject)
        return fiches.with_masked_note(reply, turn.masked.kinds)

    async def _page(self, turn: Turn) -> Reply:
        result = turn.found
        if result.smalltalk is not None:
            example = next(iter(self._base.entries.values())).question
            return Reply(_COURTESIES[result.smalltalk].format(example=escape(example)))
        if result.best is not None:
            return self._answer(turn, self._base.entries[result.best.entry])
        if result.outcome == "suggest":
            offered = [self._base.entries[candidate.entry] for candidate in result.suggestions]
            return fiches.suggest(offered, turn.number)
        if turn.recorded is None:
            return fiches.unknown_and_not_logged()
        if turn.recorded.status == "hors_perimetre":
            return fiches.out_of_scope()
        return await self._receipt(turn.recorded.number, turn)

    def _answer(self, turn: Turn, entry: Entry) -> Reply:
        also = self._also(turn.found, entry)
        bot = self._served.bot
        shown = fiches.answer(self._base, entry, local_today(), turn.number, also, bot)
        return my_questions.with_watch(shown, entry, turn.number, turn.sender)

    def _also(self, result: Match, answered: Entry) -> list[Entry]:
        """The entries for further subjects of the same message."""
        found = [other.best.entry for other in result.others if other.best is not None]
        return [self._base.entries[entry] for entry in found if entry != answered.id]

    async def _receipt(self, number: int, turn: Turn) -> Reply:
        text = turn.masked.text
        try:
            return await self._buttons.own.receipt(number, turn.sender, texts.UNKNOWN, text)
        except LogUnavailableError:  # the question itself is safe
            logger.exception("consent not read")
            return my_questions.receipt(
                texts.UNKNOWN, number, text, 0, offer_to_tell=False, in_private=True
            )
