"""Recording what people ask: masked first, and everything that is kept made from that."""

import logging
from dataclasses import replace

from bot.clock import utc_now
from bot.conversation.served import Served
from bot.conversation.turn import Turn
from bot.errors import LogUnavailableError
from bot.knowledge.models import Entry, KnowledgeBase
from bot.matching.followup import unread
from bot.matching.normalize import normal_form
from bot.matching.result import Match
from bot.pages.corrections import seen_in
from bot.privacy.masking import Masked
from bot.questionlog.lifecycle import EventKind, Status
from bot.questionlog.records import NewQuestion, Recorded, Sender
from bot.questionlog.store import QuestionLog

logger = logging.getLogger(__name__)


def new_question(
    masked: Masked, result: Match, sender: Sender, base: KnowledgeBase
) -> NewQuestion:
    """A question and its outcome, as the log keeps them.

    The domain is that of the entry that answers: what is merely offered may be about anything.
    """
    first = result.candidates[0] if result.candidates else None
    return NewQuestion(
        sender=sender,
        text=masked.text,
        normal=normal_form(masked.text),
        outcome=result.outcome,
        entry=result.best.entry if result.best else None,
        confidence=first.confidence if first else None,
        candidates=tuple((c.entry, round(c.confidence, 4)) for c in result.candidates),
        domain=base.entries[result.best.entry].domain if result.best else None,
        knowledge=base.digest,
        status=_first_status(result),
        asked_at=utc_now(),
        correction=seen_in(base.entries[result.best.entry]) if result.best else "",
    )


def _first_status(result: Match) -> Status:
    if result.outcome in ("answer", "smalltalk"):
        return "repondue"
    return "orientee" if result.outside is not None else "nouvelle"


class Recorder:
    """Writes turns into the log."""

    def __init__(self, served: Served, log: QuestionLog) -> None:
        self._base = served.base
        self._log = log

    async def record(self, turn: Turn) -> Recorded | None:
        """The place of a question in the log, or None when it could not be written."""
        try:
            return await self._log.record(self._question(turn))
        except LogUnavailableError as error:
            logger.error("question not recorded: %s", error)
            return None

    async def correct(self, first: int, turn: Turn) -> Recorded:
        """Put the words of a turn in the place of a question.

        Raises:
            LogUnavailableError: it could not be written.
        """
        return await self._log.correct(first, self._question(turn))

    async def note(self, text: str, sender: Sender) -> bool:
        """Log a question without looking for an entry; whether it is in the log."""
        turn = Turn(text, sender, result=unread(text))
        return await self.record(turn) is not None

    async def called_elsewhere(self, turn: Turn) -> bool:
        """Log a question of a conversation that is not ours: nobody can be told anything there.

        Returns:
            Whether it is in the log.
        """
        question = self._question(turn)
        if question.status == "nouvelle":
            question = replace(question, status="orientee")
        try:
            await self._log.record(question)
        except LogUnavailableError as error:
            logger.error("question from elsewhere not recorded: %s", error)
            return False
        return True

    async def chosen_elsewhere(self, turn: Turn, entry: Entry | None) -> None:
        """Log an entry that was chosen in another chat as the answer to what was typed."""
        question = replace(
            self._question(turn),
            outcome="answer",
            entry=entry.id if entry else None,
            domain=entry.domain if entry else None,
            correction=seen_in(entry) if entry else "",
            status="repondue",
        )
        try:
            await self._log.record(question)
        except LogUnavailableError as error:
            logger.error("inline choice not recorded: %s", error)

    async def followed(self, number: int, kind: EventKind) -> None:
        """Note what the asker did after a question."""
        try:
            await self._log.follow(number, kind)
        except LogUnavailableError as error:
            logger.error("what followed was not recorded: %s", error)

    def _question(self, turn: Turn) -> NewQuestion:
        return new_question(turn.whole, turn.found, turn.sender, self._base)
