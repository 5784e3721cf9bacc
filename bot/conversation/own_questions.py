"""What an asker does about a question of his or her own: vote, hand on, follow, withdraw."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Final

from bot.config import Promises
from bot.conversation.served import Served
from bot.pages import my_questions
from bot.pages.reply import Reply
from bot.questionlog.desk import Change
from bot.questionlog.lifecycle import Status, is_open
from bot.questionlog.records import LoggedQuestion, Sender
from bot.questionlog.store import QuestionLog
from bot.texts import conversation as texts
from bot.texts import review as review_texts

MINE_SHOWN: Final = 8


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
            "q": self._my_question,
            "re": self._reopen,
            "rm": self._withdraw,
        }

    async def receipt(self, number: int, sender: Sender, template: str, question: str) -> Reply:
        """Confirms that a question goes to the experts, and offers to tell when it is answered."""
        told = await self._log.people.wants_reply(number)
        can_tell = sender.channel == "telegram" and not told
        return my_questions.receipt(
            template,
            number,
            question,
            self._promises.reply_days,
            offer_to_tell=can_tell,
            in_private=sender.is_oneself,
        )

    async def _useful(self, question: LoggedQuestion, _sender: Sender) -> Reply:
        await self._log.vote(question, "utile")
        return Reply("", notice=texts.THANKS_FOR_VOTE)

    # Handing a question on.

    async def _useless(self, question: LoggedQuestion, sender: Sender) -> Reply:
        status = await self._log.vote(question, "inutile")
        return await self._passed_on(question, status, sender, texts.PASSED_ON_USELESS)

    async def _none_of_these(self, question: LoggedQuestion, sender: Sender) -> Reply:
        status = await self._log.follow(question.id, "aucune")
        return await self._passed_on(question, status, sender)

    async def _ask_experts(self, question: LoggedQuestion, sender: Sender) -> Reply:
        status = await self._log.follow(question.id, "transmise")
        return await self._passed_on(question, status, sender)

    async def _passed_on(
        self,
        question: LoggedQuestion,
        status: Status | None,
        sender: Sender,
        template: str = texts.PASSED_ON,
    ) -> Reply:
        """The receipt, or the truth when a reviewer has settled the question already."""
        if status is not None and is_open(status):
            return await self.receipt(question.id, sender, template, question.text)
        return my_questions.settled(replace(question, status=status or question.status))

    # Following one's own questions.

    async def _tell_me(self, question: LoggedQuestion, sender: Sender) -> Reply:
        if sender.chat_id is None:
            return Reply(texts.NOT_YOURS)
        await self._log.people.agree(sender, question.id)
        return Reply("", notice=review_texts.WILL_TELL)

    async def stop_notices(self, sender: Sender) -> Reply:
        """« Ne plus me prévenir »."""
        await self._log.people.withdraw(sender)
        return Reply("", notice=review_texts.STOPPED)

    async def listed(self, sender: Sender) -> Reply:
        """« /mesquestions »."""
        person = self._log.pseudonym(sender.person)
        return my_questions.my_questions(await self._log.desk.of_person(person, MINE_SHOWN))

    async def _my_question(self, question: LoggedQuestion, _sender: Sender) -> Reply:
        """A duplicate is answered with the first, in its own words."""
        first = await self._log.get(question.duplicate_of) if question.duplicate_of else None
        if first is not None and question.status == "doublon" and first.status == "repondue":
            question = replace(question, status=first.status, reply=first.reply, entry=first.entry)
        return my_questions.my_question(question, self._base.entries.get(question.entry or ""))

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
