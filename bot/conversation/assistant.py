"""The one use case: a text or a choice and who sends it, to a Reply, recorded.

Telegram, the terminal and the command line all go through here. A text takes the steps of
``TYPED`` in order, over one ``Turn``; the first that has a reply before the question is matched
ends them.
"""

import asyncio
import logging
from collections.abc import Awaitable, Sequence
from dataclasses import replace
from typing import Final

from bot.config import Promises
from bot.conversation.button_data import OfStaff, OnForm, OnQuestion, Pressed, WithText, parse
from bot.conversation.buttons import Buttons
from bot.conversation.context import lean, on_screen
from bot.conversation.holding import hold_back
from bot.conversation.inline import Inline
from bot.conversation.outcomes import Outcomes
from bot.conversation.recording import Recorder
from bot.conversation.served import Served
from bot.conversation.several import set_apart
from bot.conversation.talk import Talk
from bot.conversation.turn import Step, Turn, as_typed
from bot.conversation.typed import choice_typed
from bot.errors import LogUnavailableError
from bot.knowledge.town_sentence import may_tell
from bot.matching.followup import by_itself
from bot.pages import fiches, unsure
from bot.pages.reply import Reply
from bot.questionlog.form import HELD
from bot.questionlog.records import Sender
from bot.questionlog.store import QuestionLog
from bot.running import metrics
from bot.texts import conversation as texts
from bot.texts import forms as form_texts

logger = logging.getLogger(__name__)

MAX_STATEMENT: Final = 100
"""Characters of a sentence that may say where its author is from, and nothing else."""


class Assistant:
    """Answers from one version of the knowledge base and records in one log."""

    def __init__(self, served: Served, log: QuestionLog, promises: Promises) -> None:
        """Put together what answers.

        Args:
            served: the version of the base that is served.
            log: the question log, open.
            promises: the delays that people are told.
        """
        self.served = served
        self.base = served.base
        self.log = log
        self.promises = promises
        self.buttons = Buttons(served, log, promises)
        self.buttons.consulting.ask = self.ask
        self._outcomes = Outcomes(served, self.buttons, Talk(served, self.buttons, log))
        self._recorder = Recorder(served, log)
        self.inline = Inline(served, self._recorder)
        self._beyond_forms: Sequence[Step] = (self._lean, self._tell_town, *self._answering)
        self._typed: Sequence[Step] = (
            self._recall,
            self._choose,
            self._fill_in,
            *self._beyond_forms,
        )

    @property
    def _answering(self) -> Sequence[Step]:
        return (self._match, hold_back, self._record, self._show, self._offer_town)

    async def receive(self, text: str, sender: Sender, *, asked: bool = False) -> Reply:
        """What to show for a text; a question is recorded before, or the reply says it was not.

        Args:
            text: what was typed: a choice among those shown, a step of a form, a question.
            sender: who writes, and where.
            asked: whether « /question » says that it is a question, whatever form is open.
        """
        steps = (self._recall, *self._beyond_forms) if asked else self._typed
        return await self._take(Turn(text, sender), steps)

    async def ask(self, text: str, sender: Sender) -> Reply:
        """Answer a question by itself, recorded first."""
        return await self._take(Turn(text, sender), self._answering)

    async def _take(self, turn: Turn, steps: Sequence[Step]) -> Reply:
        for step in steps:
            if turn.ended:
                break
            await step(turn)
        return turn.reply

    # The steps.

    async def _recall(self, turn: Turn) -> None:
        """What the person has on screen."""
        try:
            turn.shown = await self.log.conversations.recall(turn.sender)
        except LogUnavailableError as error:
            logger.error("choices not found again: %s", error)

    async def _choose(self, turn: Turn) -> None:
        """A choice typed instead of pressed."""
        chosen = choice_typed(turn.text, turn.shown, turn.sender) if turn.shown else None
        if chosen is not None:
            turn.end(await self.press(chosen, turn.sender))

    async def _fill_in(self, turn: Turn) -> None:
        """An answer to the form that is open."""
        form = turn.form
        if form is not None and self.buttons.forms.takes(form, turn.text):
            turn.end(await self._safely(self.buttons.typed(form, turn.text, turn.sender)))
        elif form is not None and form.takes_text:
            passing = await self._take(replace(turn), self._beyond_forms)
            turn.end(self.buttons.forms.passed(passing))
        elif turn.shown is not None and turn.shown.question_id and turn.shown.numbered:
            await self._recorder.followed(turn.shown.question_id, "autre_texte")

    async def _lean(self, turn: Turn) -> None:
        """What was answered a short while ago, which a short question may lean on."""
        lean(turn, self.served)

    async def _tell_town(self, turn: Turn) -> None:
        """« Je suis maire de Murat » asks nothing: which town it is, is asked in turn."""
        if turn.sender.is_oneself and len(turn.text) <= MAX_STATEMENT and may_tell(turn.text):
            told = await asyncio.to_thread(self.buttons.forms.told, turn.text)
            if told is not None:
                turn.end(told)

    async def _match(self, turn: Turn) -> None:
        if turn.result is None:
            turn.result = by_itself(turn.text, self.served.index)
        set_apart(turn, self.served)
        for one in (turn, *turn.others):
            metrics.OUTCOMES.labels(one.found.outcome).inc()

    async def _record(self, turn: Turn) -> None:
        turn.recorded = await self._recorder.record(turn)
        await self._record_others(turn)

    async def _record_others(self, turn: Turn) -> None:
        for other in turn.others:
            other.recorded = await self._recorder.record(other)

    async def _show(self, turn: Turn) -> None:
        turn.reply = await self._outcomes.reply(turn)

    async def _offer_town(self, turn: Turn) -> None:
        """The first answer a person gets also offers to tell one's town; once, and no more."""
        first = turn.shown is None or turn.shown.entry is None
        met = turn.recorded is not None and turn.recorded.met
        if met or not turn.reply.entry or not first or not turn.sender.is_private:
            return
        try:
            if await self.log.people.meet(turn.sender):
                turn.reply = fiches.with_town_offered(turn.reply)
        except LogUnavailableError as error:
            logger.error("person not met: %s", error)

    # A message that its author corrected.

    async def revise(self, text: str, sender: Sender) -> tuple[Reply, int | None]:
        """Answer a corrected message; the log keeps one question, a form its step.

        What was neither a question nor a step of an open form never becomes a question this way:
        it may have been the contact of a request that was sent.

        Returns:
            The reply, and our message that it takes the place of: the last, if about the same.
        """
        turn = Turn(text, sender)
        await self._recall(turn)
        form = turn.form
        step = form.filled_by(sender.message_id) if form is not None else None
        if form is not None and form.kind == HELD and step is not None:
            return await self._safely(self.ask(text, sender)), None  # a reviewer's words, anew
        if form is not None and step is not None and turn.shown is not None:
            revised = self.buttons.revised(form, step, text, sender)
            return await self._safely(revised), turn.shown.message_id
        try:
            first = await self.log.number_of(sender)
            if first is None:
                return Reply(form_texts.NOT_A_QUESTION), None
            reply = await self._again(first, turn)
        except LogUnavailableError as error:
            logger.error("correction not recorded: %s", error)
            return Reply(texts.NOT_PASSED_ON), None
        shown = turn.shown
        same = shown is not None and shown.question_id == first == turn.number
        return reply, shown.message_id if shown is not None and same else None

    async def _again(self, number: int, turn: Turn) -> Reply:
        """Answer a turn in the place of a question of the log."""
        await self._match(turn)
        turn.recorded = await self._recorder.correct(number, turn)
        await self._record_others(turn)
        await self._show(turn)
        return turn.reply

    # What gets no reply for now.

    async def note(self, text: str, sender: Sender) -> bool:
        """Log a question that gets no reply for now, because too many came at once.

        Returns:
            Whether it is in the log; what was typed into an open form is not, for it may hold
            how to reach somebody.
        """
        turn = Turn(text, sender)
        await self._recall(turn)
        waits = turn.form is not None and turn.form.waits_for_words
        return not waits and await self._recorder.note(text, sender)

    async def answer_noted(self, text: str, sender: Sender) -> Reply | None:
        """Answer a question that was only noted; None when its author had it erased meanwhile.

        Raises:
            LogUnavailableError: it cannot be found again.
        """
        number = await self.log.number_of(sender)
        return None if number is None else await self._again(number, Turn(text, sender))

    # Choices and commands.

    async def press(self, carried: str, sender: Sender) -> Reply:
        """Act on a choice.

        Args:
            carried: what the button carried; anything at all, since clients can forge it.
            sender: who pressed it, and where.
        """
        pressed = parse(carried)
        if pressed is None or isinstance(pressed, OfStaff):
            return unsure.old_button()
        return await self.act(pressed, sender)

    async def act(self, pressed: Pressed, sender: Sender) -> Reply:
        """Do what a choice or a command asks for."""
        if isinstance(pressed, OnForm) and pressed.act == "question" and sender.is_oneself:
            return await self._safely(self._asked_in_form(pressed.argument, sender))
        if isinstance(pressed, OnQuestion) and pressed.verb == "alone":
            return await self._safely(self._by_itself(pressed.number, sender))
        return await self._safely(self.buttons.act(pressed, sender))

    async def here(self, latitude: float, longitude: float, sender: Sender) -> Reply:
        """The towns around a place that a person sent, to choose one's own from."""
        if not sender.is_oneself:
            return Reply(texts.ONLY_TEXT)
        return self.buttons.forms.here(latitude, longitude)

    async def welcome(self, sender: Sender) -> Reply:
        """The first screen."""
        return await self.act(WithText("start"), sender)

    async def _by_itself(self, number: int, sender: Sender) -> Reply:
        """« Ce n'est pas le sujet »: the same question, without the one before."""
        question = await self.buttons.own_question(number, sender)
        if question is None:
            return unsure.not_yours(sender)
        return await self._again(question.id, Turn(as_typed(question.text), sender))

    async def _asked_in_form(self, step: str, sender: Sender) -> Reply:
        """« C'était une question »: what a step took is asked, and the form waits."""
        form = await self.buttons.open_form(sender)
        if form is None or not form.fields.get(step):
            return unsure.old_button()
        asking = replace(sender, message_id=form.message_of(step))
        return self.buttons.forms.asked(form, step, await self.ask(form.fields[step], asking))

    async def _safely(self, work: Awaitable[Reply]) -> Reply:
        """What an act leads to, or that it could not be recorded."""
        try:
            return await work
        except LogUnavailableError as error:
            logger.error("choice not recorded: %s", error)
            return Reply(texts.NOT_PASSED_ON)

    async def shown(self, reply: Reply, sender: Sender, message_id: int | None = None) -> None:
        """Keep in mind what a person now sees: choices to be typed, the answer to be corrected.

        Without the log, only typed numbers and corrections are lost.

        Args:
            reply: what was shown.
            sender: to whom, and where.
            message_id: the message that shows it, where messages can be edited.
        """
        if not reply.html or reply.forgotten:
            return
        try:
            await self.log.conversations.remember(sender, on_screen(reply, message_id))
        except LogUnavailableError as error:
            logger.error("choices not kept: %s", error)
