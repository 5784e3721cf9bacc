"""The one use case: a text or a choice and who sends it, to a Reply, recorded.

Telegram, the terminal and the command line all go through here.
"""

import datetime
import logging
from collections.abc import Awaitable, Sequence
from dataclasses import replace
from typing import Final

from bot.clock import local_today, utc_now
from bot.config import Promises
from bot.conversation.buttons import Acts
from bot.conversation.outcomes import Answers
from bot.conversation.typed import choice_typed, new_question
from bot.errors import LogUnavailableError
from bot.knowledge.models import Entry, KnowledgeBase
from bot.matching.followup import follow_up
from bot.matching.matcher import match
from bot.matching.result import Match
from bot.pages import fiches
from bot.pages.reply import VERSION, Choice, Reply, data
from bot.privacy.masking import mask_contacts
from bot.questionlog.records import OpenChoices, Recorded, Sender
from bot.questionlog.store import QuestionLog
from bot.running import metrics
from bot.texts import conversation as texts
from bot.texts import forms as form_texts

logger = logging.getLogger(__name__)


LONG: Final = 1_000
"""Characters beyond which a person is shown what was read of a message."""
CONTEXT: Final = datetime.timedelta(minutes=15)
"""How long after an answer a question may lean on it."""


class Assistant:
    """Answers from one version of the knowledge base and records in one log."""

    def __init__(self, base: KnowledgeBase, log: QuestionLog, promises: Promises) -> None:
        """Build the index.

        Args:
            base: the knowledge base.
            log: the question log, open.
            promises: the delays that people are told.
        """
        self.base = base
        self.index = base.index()
        self.log = log
        self._promises = promises
        self.acts = Acts(base, log, promises.reply_days)
        self.acts.by_verb["alone"] = self._by_itself
        self.answers = Answers(base, self.acts)

    def welcome(self) -> Reply:
        """The first screen."""
        return fiches.welcome(self.base, self._promises.retention_days)

    def open_link(self, payload: str) -> Reply:
        """The screen that a link ``?start=…`` leads to; the first screen for an unknown one."""
        kind, _, name = payload.partition("_")
        entry = self.base.find(name) if kind == "fiche" else None
        domain = self.base.find_domain(name) if kind == "dom" else None
        if entry is not None:
            return fiches.entry_page(self.base, entry, local_today(), self.acts.bot)
        if domain is not None:
            return fiches.domain_page(self.base, domain, 0)
        return self.welcome()

    def quote(self, entry_id: str) -> Reply:
        """An entry by its id, with its version, to be quoted in a note."""
        entry = self.base.find(entry_id)
        if entry is None:
            return Reply(texts.NO_SUCH_ENTRY if entry_id else texts.ENTRY_USAGE)
        return fiches.quotable(self.base, entry, local_today(), self.acts.bot)

    def domains(self) -> Reply:
        """The list of domains."""
        return fiches.domains(self.base)

    async def receive(self, text: str, sender: Sender) -> Reply:
        """Take a text typed by a person: a choice among those shown, or a question.

        Args:
            text: what was typed.
            sender: who writes, and where.

        Returns:
            What to show; the question was recorded before, or the reply says it was not.
        """
        shown = await self._recall(sender)
        chosen = choice_typed(text, shown, sender) if shown else None
        if chosen is not None:
            return await self.press(chosen, sender)
        if shown is not None and shown.form:
            return await self._safely(self.acts.forms.typed(shown.form, text, sender))
        if shown is not None and shown.question_id is not None and shown.numbered:
            await self._try_follow(shown.question_id)
        reply = await self.ask(text, sender, self._before(shown))
        if reply.entry is not None and (shown is None or shown.entry is None):
            return await self._with_town_offered(reply, sender)
        return reply

    async def ask(self, text: str, sender: Sender, before: Entry | None = None) -> Reply:
        """Answer a question, recorded first.

        Args:
            text: what was typed.
            sender: who asks.
            before: the entry answered shortly before, which a short question may lean on.
        """
        subject = fiches.subject(before) if before is not None else ""
        leaning = follow_up(text, subject, self.index) if subject else None
        result = leaning or match(text, self.index)
        metrics.OUTCOMES.labels(result.outcome).inc()
        recorded = await self._record(text, result, sender)
        reply = await self.answers.reply(text, result, recorded, sender)
        if leaning is not None and recorded is not None:
            reply = fiches.with_subject(reply, subject, recorded.number)
        if len(text) > LONG:
            reply = fiches.with_what_was_read(reply, result.subject)
        return fiches.with_masked_note(reply, mask_contacts(text).kinds)

    async def revise(self, text: str, sender: Sender) -> tuple[Reply, int | None]:
        """Answer a message that its author corrected; the log keeps one question.

        Returns:
            The reply, and the message of ours that it takes the place of: the last one shown,
            if it was about that question.
        """
        first = await self._first_number(sender)
        if first is None:
            return await self.ask(text, sender), None
        result = match(text, self.index)
        try:
            recorded = await self.log.correct(first, new_question(text, result, sender, self.base))
        except LogUnavailableError:
            logger.exception("correction not recorded")
            return Reply(texts.NOT_PASSED_ON), None
        shown = await self._recall(sender)
        reply = await self.answers.reply(text, result, recorded, sender)
        same = shown is not None and shown.question_id == first == recorded.number
        return reply, shown.message_id if shown is not None and same else None

    async def _first_number(self, sender: Sender) -> int | None:
        try:
            return await self.log.number_of(sender)
        except LogUnavailableError:
            logger.exception("question not found again")
            return None

    async def note(self, text: str, sender: Sender) -> None:
        """Log a question that gets no reply, because too many came at once."""
        result = match(text, self.index)
        await self._record(text, replace(result, outcome="none"), sender)

    def nearest(self, text: str, limit: int) -> list[Entry]:
        """The entries nearest to a text; those that read fastest when nothing is typed."""
        if not text.strip():
            return sorted(self.base.entries.values(), key=lambda entry: len(entry.question))[
                :limit
            ]
        found = match(text, self.index).candidates[:limit]
        return [self.base.entries[candidate.entry] for candidate in found]

    async def note_inline(self, text: str, entry_token: str, sender: Sender) -> None:
        """Log an entry that was chosen from a list in another chat."""
        entry = self.base.find(entry_token)
        result = match(text, self.index)
        question = new_question(text, result, sender, self.base)
        chosen = replace(question, entry=entry.id if entry else None, status="repondue")
        try:
            await self.log.record(chosen)
        except LogUnavailableError:
            logger.exception("inline choice not recorded")

    async def press(self, carried: str, sender: Sender) -> Reply:
        """Act on a choice.

        Args:
            carried: what the button carried; anything at all, since clients can forge it.
            sender: who pressed it, and where.
        """
        version, _, rest = carried.partition(":")
        verb, *arguments = rest.split(":")
        act = self.acts.by_verb.get(verb) if version == VERSION else None
        if act is None:
            return Reply(texts.OLD_BUTTON)
        return await self._safely(act(arguments, sender))

    async def _safely(self, work: Awaitable[Reply]) -> Reply:
        """What an act leads to, or why it could not be carried out."""
        try:
            return await work
        except (IndexError, KeyError, StopIteration, ValueError):
            return Reply(texts.OLD_BUTTON)
        except LogUnavailableError:
            logger.exception("choice not recorded")
            return Reply(texts.NOT_PASSED_ON)

    async def shown(self, reply: Reply, sender: Sender, message_id: int | None = None) -> None:
        """Keep in mind what a person now sees: choices to be typed, the answer to be corrected.

        Without the log, only typed numbers and corrections are lost.

        Args:
            reply: what was shown.
            sender: to whom, and where.
            message_id: the message that shows it, where messages can be edited.
        """
        if not reply.html:
            return
        choices = tuple((choice.label, choice.data) for choice in reply.choices)
        now = utc_now() if reply.entry else None
        kept = OpenChoices(
            choices,
            reply.numbered,
            reply.question,
            message_id,
            reply.form,
            reply.entry,
            now,
        )
        try:
            await self.log.conversations.remember(sender, kept)
        except LogUnavailableError:
            logger.exception("choices not kept")

    async def _with_town_offered(self, reply: Reply, sender: Sender) -> Reply:
        """The first answer a person gets also offers to tell one's town; once, and no more."""
        if not sender.is_private:
            return reply
        try:
            first_time = await self.log.people.meet(sender)
        except LogUnavailableError:
            return reply
        offer = (Choice(form_texts.TOWN_OFFER, data("commune")),)
        return replace(reply, rows=(*reply.rows, offer)) if first_time else reply

    def _before(self, shown: OpenChoices | None) -> Entry | None:
        """The entry that was answered in this conversation a short while ago."""
        if shown is None or shown.entry is None or shown.answered_at is None:
            return None
        age = utc_now() - shown.answered_at
        return self.base.entries.get(shown.entry) if age <= CONTEXT else None

    async def _by_itself(self, arguments: Sequence[str], sender: Sender) -> Reply:
        """« Ce n'est pas le sujet »: the same question, without the one before."""
        question = await self.log.get(int(arguments[0]))
        if question is None or question.person != self.log.pseudonym(sender.person):
            return Reply(texts.NOT_YOURS)
        result = match(question.text, self.index)
        again = new_question(question.text, result, sender, self.base)
        recorded = await self.log.correct(question.id, again)
        return await self.answers.reply(question.text, result, recorded, sender)

    # Recording, and what is said when it fails.

    async def _record(self, text: str, result: Match, sender: Sender) -> Recorded | None:
        try:
            return await self.log.record(new_question(text, result, sender, self.base))
        except LogUnavailableError:
            logger.exception("question not recorded")
            return None

    async def _recall(self, sender: Sender) -> OpenChoices | None:
        try:
            return await self.log.conversations.recall(sender)
        except LogUnavailableError:
            logger.exception("choices not found again")
            return None

    async def _try_follow(self, number: int) -> None:
        try:
            await self.log.follow(number, "autre_texte")
        except LogUnavailableError:
            logger.exception("what followed was not recorded")
