"""What an asker does about a question of his or her own: vote, hand on, follow, withdraw."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.clock import utc_now
from bot.config import Promises
from bot.conversation.served import Served
from bot.pages import my_questions, unsure
from bot.pages.my_questions import Promise
from bot.pages.reply import Reply
from bot.questionlog.desk import Change
from bot.questionlog.lifecycle import ENDED, EventKind, Status, is_open
from bot.questionlog.records import LoggedQuestion, Sender
from bot.questionlog.store import QuestionLog
from bot.texts import conversation as texts
from bot.texts import review as review_texts
from bot.working_days import promised

MINE_SHOWN: Final = 5
"""Questions in the list: a row of buttons, and one screen."""


class OwnQuestions:
    """Acts on a question that its asker was shown. May raise ``LogUnavailableError``."""

    def __init__(self, served: Served, log: QuestionLog, promises: Promises) -> None:
        self._base = served.base
        self._log = log
        self._promises = promises
        self.by_verb: Mapping[str, Callable[[LoggedQuestion, Sender], Awaitable[Reply]]] = {
            "ok": self._useful,
            "ko": self._useless,
            "no": self._none_of_these,
            "ask": self._ask_experts,
            "tell": self._tell_me,
            "hush": self._do_not_tell_me,
            "q": self._my_question,
            "re": self._reopen,
            "rm": self._withdraw,
            "older": self._older,
        }

    async def receipt(self, number: int, sender: Sender, template: str, question: str) -> Reply:
        """Confirms that a question just handed on goes to the experts, and will be answered."""
        told = await self._log.people.wants_reply(number)
        promise = self.promise(utc_now(), sender, told=told)
        shown = my_questions.receipt(
            template, number, question, promise, in_private=sender.is_oneself
        )
        town = await self._log.people.town(sender) if sender.is_oneself else (None, "")
        return my_questions.with_town_asked(shown) if town == (None, None) else shown

    def promise(self, since: datetime, sender: Sender, *, told: bool) -> Promise:
        """By when experts mean to answer what was handed on at a moment."""
        day = promised(since, self._promises.reply_days)
        return Promise(day, told, can_tell=sender.chat_id is not None)

    async def _useful(self, question: LoggedQuestion, sender: Sender) -> Reply:
        await self._log.vote(question, "utile")
        followed = sender.chat_id is not None and sender.is_private
        return Reply("", notice=texts.THANKS_AND_FOLLOW if followed else texts.THANKS_FOR_VOTE)

    # Handing a question on.

    async def _useless(self, question: LoggedQuestion, sender: Sender) -> Reply:
        status = await self._log.vote(question, "inutile")
        return await self._passed_on(question, "inutile", status, sender, texts.PASSED_ON_USELESS)

    async def _none_of_these(self, question: LoggedQuestion, sender: Sender) -> Reply:
        status = await self._log.follow(question.id, "aucune")
        return await self._passed_on(question, "aucune", status, sender)

    async def _ask_experts(self, question: LoggedQuestion, sender: Sender) -> Reply:
        status = await self._log.follow(question.id, "transmise")
        return await self._passed_on(question, "transmise", status, sender)

    async def _passed_on(
        self,
        question: LoggedQuestion,
        kind: EventKind,
        status: Status | None,
        sender: Sender,
        template: str = texts.PASSED_ON,
    ) -> Reply:
        """The receipt, once; or the truth when a reviewer has settled the question already."""
        if is_open(question.status) and kind in {before for _, before, _ in question.events}:
            return Reply("", notice=texts.PASSED_ON_BEFORE.format(number=question.id))
        if status is not None and is_open(status):
            return await self.receipt(question.id, sender, template, question.text)
        return my_questions.settled(replace(question, status=status or question.status))

    # Following one's own questions.

    async def _tell_me(self, question: LoggedQuestion, sender: Sender) -> Reply:
        if sender.chat_id is None:
            return unsure.old_button()
        await self._log.people.want_reply(question.id)
        return Reply("", notice=review_texts.WILL_TELL)

    async def _do_not_tell_me(self, question: LoggedQuestion, _sender: Sender) -> Reply:
        await self._log.people.want_reply(question.id, wanted=False)
        return Reply("", notice=review_texts.WILL_NOT_TELL)

    async def resume_notices(self, sender: Sender) -> Reply:
        """« Me prévenir à nouveau »."""
        await self._log.people.resume(sender)
        return Reply("", notice=review_texts.RESUMED)

    async def stop_notices(self, sender: Sender) -> Reply:
        """« Ne plus me prévenir »."""
        await self._log.people.withdraw(sender)
        return Reply("", notice=review_texts.STOPPED)

    async def want_corrections(self, sender: Sender) -> Reply:
        """« Me prévenir des corrections »."""
        if sender.chat_id is None:
            return unsure.old_button()
        await self._log.people.want_corrections(sender)
        return Reply("", notice=review_texts.WILL_TELL_CORRECTIONS)

    async def listed(self, sender: Sender) -> Reply:
        """« /mesquestions »."""
        person = self._log.pseudonym(sender.person)
        lines = await self._log.desk.of_person(person, MINE_SHOWN + 1)
        lines, more = lines[:MINE_SHOWN], len(lines) > MINE_SHOWN
        if sender.chat_id is None:
            return my_questions.my_questions(lines, (), more=more)
        told = await self._log.people.wants_notices(sender)
        corrections = await self._log.people.wants_corrections(sender)
        consultations = await self._log.consultations.agrees(sender)
        settings = my_questions.settings(
            told=told, corrections=corrections, consultations=consultations
        )
        return my_questions.my_questions(lines, settings, more=more)

    async def _older(self, question: LoggedQuestion, sender: Sender) -> Reply:
        """The questions asked before one of the list."""
        person = self._log.pseudonym(sender.person)
        lines = await self._log.desk.of_person(person, MINE_SHOWN + 1, before=question.id)
        return my_questions.before(lines[:MINE_SHOWN], more=len(lines) > MINE_SHOWN)

    async def _my_question(self, question: LoggedQuestion, sender: Sender) -> Reply:
        """A duplicate ends with the first, in its own words."""
        first = await self._log.get(question.duplicate_of) if question.duplicate_of else None
        if first is not None and question.status == "doublon" and first.status in ENDED:
            question = replace(
                question,
                status=first.status,
                reply=first.reply,
                entry=first.entry,
                events=first.events,
            )
        since = question.reopened_at or question.asked_at
        promise = self.promise(since, sender, told=question.wants_reply)
        entry = self._base.entries.get(question.entry or "")
        return my_questions.my_question(question, entry, promise)

    async def _reopen(self, question: LoggedQuestion, sender: Sender) -> Reply:
        change = Change("rouverte", "", values=(("assignee", None), ("duplicate_of", None)))
        if not await self._log.desk.change(question.id, change):
            return await self._my_question(question, sender)
        template = review_texts.REOPENED_BY_ASKER
        return await self.receipt(question.id, sender, template, question.text)

    async def _withdraw(self, question: LoggedQuestion, sender: Sender) -> Reply:
        if not await self._log.desk.change(question.id, Change("retiree", "")):
            return await self._my_question(question, sender)
        return Reply(review_texts.WITHDRAWN.format(number=question.id))
