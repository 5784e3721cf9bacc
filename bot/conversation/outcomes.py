"""From a match to what a person is shown: an answer, a choice, a receipt, a courtesy."""

import logging
from typing import Final

from bot.clock import local_today
from bot.conversation.buttons import Acts
from bot.errors import LogUnavailableError
from bot.knowledge.html import escape
from bot.knowledge.models import Entry, KnowledgeBase
from bot.matching.result import Match, SmallTalk
from bot.pages import fiches, my_questions
from bot.pages.reply import Reply
from bot.questionlog.records import Recorded, Sender
from bot.texts import conversation as texts

logger = logging.getLogger(__name__)

_COURTESIES: Final[dict[SmallTalk, str]] = {
    "greeting": texts.GREETING,
    "thanks": texts.THANKS,
    "farewell": texts.FAREWELL,
    "insult": texts.INSULT,
    "noise": texts.NOISE,
    "foreign": texts.FOREIGN,
}


class Answers:
    """Shows matches of one version of the knowledge base."""

    def __init__(self, base: KnowledgeBase, acts: Acts) -> None:
        self._base = base
        self._acts = acts

    async def reply(
        self, text: str, result: Match, recorded: Recorded | None, sender: Sender
    ) -> Reply:
        """What to show for a question.

        Args:
            text: the question, as typed.
            result: what the matcher found.
            recorded: its place in the log; None when it could not be written.
            sender: who asked.
        """
        if result.smalltalk is not None:
            example = next(iter(self._base.entries.values())).question
            return Reply(_COURTESIES[result.smalltalk].format(example=escape(example)))
        number = recorded.number if recorded is not None else None
        if result.best is not None:
            return fiches.answer(
                self._base,
                self._base.entries[result.best.entry],
                local_today(),
                number,
                self._also(result, result.best.entry),
                self._acts.bot,
            )
        if result.outcome == "suggest":
            offered = [self._base.entries[candidate.entry] for candidate in result.suggestions]
            return fiches.suggest(offered, number)
        if recorded is None:
            return fiches.unknown_and_not_logged()
        if recorded.status == "hors_perimetre":
            return fiches.out_of_scope()
        return await self._receipt(recorded.number, text, sender)

    def _also(self, result: Match, answered: str) -> list[Entry]:
        """The entries for further subjects of the same message."""
        found = [other.best.entry for other in result.others if other.best is not None]
        return [self._base.entries[entry] for entry in found if entry != answered]

    async def _receipt(self, number: int, text: str, sender: Sender) -> Reply:
        try:
            return await self._acts.receipt(number, sender, texts.UNKNOWN, text)
        except LogUnavailableError:  # the question itself is safe
            logger.exception("consent not read")
            return my_questions.receipt(texts.UNKNOWN, number, text, 0, offer_to_tell=False)
