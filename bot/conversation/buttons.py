"""What each choice does: browsing, voting, handing a question on, following one's own questions.

Arguments come from outside, since clients can forge what a button carries: a bad one raises
``ValueError`` or ``IndexError``, which the assistant turns into a polite answer.
"""

import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Final

from bot.clock import local_today
from bot.conversation.forms import Forms
from bot.knowledge.models import KnowledgeBase
from bot.pages import directory, fiches, my_data, my_questions
from bot.pages.reply import Reply
from bot.pages.sharing import share_link
from bot.questionlog.desk import Change
from bot.questionlog.lifecycle import Status, is_open
from bot.questionlog.records import LoggedQuestion, Sender
from bot.questionlog.store import QuestionLog
from bot.texts import conversation as texts
from bot.texts import privacy as privacy_texts
from bot.texts import review as review_texts

MINE_SHOWN: Final = 8

Act = Callable[[Sequence[str], Sender], Awaitable[Reply]]


class Acts:
    """The acts open to everybody, by the verb their buttons carry."""

    def __init__(self, base: KnowledgeBase, log: QuestionLog, reply_days: int) -> None:
        self.bot = ""
        """User name of the bot on Telegram, once known: links lead to it."""
        self._base = base
        self._log = log
        self._reply_days = reply_days
        self.forms = Forms(base, log)
        self.by_verb: dict[str, Act] = {
            "dom": self._list_domains,
            "d": self._open_domain,
            "f": self._open_entry,
            "p": self._pick,
            "s": self._see_also,
            "more": self._more,
            "no": self._none_of_these,
            "ok": self._useful,
            "ko": self._useless,
            "ask": self._ask_experts,
            "tell": self._tell_me,
            "stop": self._stop_notices,
            "mine": self._my_questions,
            "q": self._my_question,
            "re": self._reopen,
            "rm": self._withdraw,
            "erase": self._erase,
            "share": self._share,
            "town": self._town,
            "commune": self._my_town,
            "appui": self._support,
            "annuler": self._cancel,
            "contact": self._contact,
            "form": self._form,
            "train": self._trainings,
        }

    async def receipt(self, number: int, sender: Sender, template: str, question: str) -> Reply:
        """Confirms that a question goes to the experts, and offers to tell when it is answered."""
        told = await self._log.people.wants_notices(sender)
        can_tell = sender.channel == "telegram" and not told
        return my_questions.receipt(
            template, number, question, self._reply_days, offer_to_tell=can_tell
        )

    # Browsing.

    async def _list_domains(self, _arguments: Sequence[str], _sender: Sender) -> Reply:
        return fiches.domains(self._base)

    async def _open_domain(self, arguments: Sequence[str], _sender: Sender) -> Reply:
        domain = self._base.find_domain(arguments[0])
        if domain is None:
            return Reply(texts.OLD_BUTTON)
        return fiches.domain_page(self._base, domain, int(arguments[1]))

    async def _open_entry(self, arguments: Sequence[str], _sender: Sender) -> Reply:
        entry = self._base.find(arguments[0])
        if entry is None:
            return Reply(texts.GONE_ENTRY)
        return fiches.entry_page(self._base, entry, local_today(), self.bot)

    async def _share(self, arguments: Sequence[str], _sender: Sender) -> Reply:
        """« Partager », typed: the button opens Telegram's own list of chats."""
        entry = self._base.find(arguments[0])
        if entry is None:
            return Reply(texts.GONE_ENTRY)
        link = share_link(entry, self.bot)
        return Reply(texts.SHARE_LINK.format(link=link))

    async def _town(self, arguments: Sequence[str], sender: Sender) -> Reply:
        return await self.forms.choose_town(arguments[0], sender)

    async def _form(self, arguments: Sequence[str], sender: Sender) -> Reply:
        return await self.forms.pressed(await self._open_form(sender), tuple(arguments), sender)

    async def _my_town(self, arguments: Sequence[str], sender: Sender) -> Reply:
        """« /commune », with or without a name."""
        return await self.forms.town(" ".join(arguments), sender)

    async def _support(self, _arguments: Sequence[str], sender: Sender) -> Reply:
        """« /appui »: taken up where it was left."""
        form = await self._open_form(sender)
        state = json.loads(form) if form and '"appui"' in form else None
        return await self.forms.support(sender, state)

    async def _cancel(self, _arguments: Sequence[str], sender: Sender) -> Reply:
        return self.forms.cancel(await self._open_form(sender))

    async def _open_form(self, sender: Sender) -> str | None:
        shown = await self._log.conversations.recall(sender)
        return shown.form if shown is not None else None

    async def _contact(self, _arguments: Sequence[str], sender: Sender) -> Reply:
        code, _ = await self._log.people.town(sender)
        return directory.contact(self._base, code)

    async def _trainings(self, arguments: Sequence[str], _sender: Sender) -> Reply:
        domain = self._base.find_domain(arguments[0]) if arguments else None
        page = int(arguments[1]) if len(arguments) > 1 else 0
        return directory.trainings(self._base, domain.id if domain else None, page)

    # Around an answer.

    async def _pick(self, arguments: Sequence[str], sender: Sender) -> Reply:
        """One of the suggestions: from now on the answer to the question."""
        question = await self._own(arguments[0], sender)
        entry = self._base.find(arguments[1])
        if question is None or entry is None:
            return Reply(texts.NOT_YOURS if question is None else texts.GONE_ENTRY)
        await self._log.follow(question.id, "choix", entry.id, entry=entry.id, domain=entry.domain)
        return fiches.answer(self._base, entry, local_today(), question.id, bot=self.bot)

    async def _see_also(self, arguments: Sequence[str], sender: Sender) -> Reply:
        entry = self._base.find(arguments[1])
        if entry is None:
            return Reply(texts.GONE_ENTRY)
        question = await self._own(arguments[0], sender)
        if question is not None:
            await self._log.follow(question.id, "voir_aussi", entry.id)
        return fiches.entry_page(self._base, entry, local_today(), self.bot)

    async def _more(self, arguments: Sequence[str], sender: Sender) -> Reply:
        entry = self._base.find(arguments[1])
        if entry is None:
            return Reply(texts.GONE_ENTRY)
        question = await self._own(arguments[0], sender)
        if question is not None:
            await self._log.follow(question.id, "details", entry.id)
        number = question.id if question is not None else 0
        return fiches.details(self._base, entry, local_today(), number)

    async def _useful(self, arguments: Sequence[str], sender: Sender) -> Reply:
        question = await self._own(arguments[0], sender)
        if question is None:
            return Reply(texts.NOT_YOURS)
        await self._log.vote(question, "utile")
        return Reply("", notice=texts.THANKS_FOR_VOTE)

    # Handing a question on.

    async def _useless(self, arguments: Sequence[str], sender: Sender) -> Reply:
        question = await self._own(arguments[0], sender)
        if question is None:
            return Reply(texts.NOT_YOURS)
        status = await self._log.vote(question, "inutile")
        return await self._passed_on(question, status, sender, texts.PASSED_ON_USELESS)

    async def _none_of_these(self, arguments: Sequence[str], sender: Sender) -> Reply:
        question = await self._own(arguments[0], sender)
        if question is None:
            return Reply(texts.NOT_YOURS)
        status = await self._log.follow(question.id, "aucune")
        return await self._passed_on(question, status, sender)

    async def _ask_experts(self, arguments: Sequence[str], sender: Sender) -> Reply:
        question = await self._own(arguments[0], sender)
        if question is None:
            return Reply(texts.NOT_YOURS)
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

    async def _tell_me(self, arguments: Sequence[str], sender: Sender) -> Reply:
        if await self._own(arguments[0], sender) is None or sender.chat_id is None:
            return Reply(texts.NOT_YOURS)
        await self._log.people.agree(sender)
        return Reply("", notice=review_texts.WILL_TELL)

    async def _stop_notices(self, _arguments: Sequence[str], sender: Sender) -> Reply:
        await self._log.people.withdraw(sender)
        return Reply("", notice=review_texts.STOPPED)

    async def _my_questions(self, _arguments: Sequence[str], sender: Sender) -> Reply:
        person = self._log.pseudonym(sender.person)
        return my_questions.my_questions(await self._log.desk.of_person(person, MINE_SHOWN))

    async def _my_question(self, arguments: Sequence[str], sender: Sender) -> Reply:
        question = await self._own(arguments[0], sender)
        if question is None:
            return Reply(texts.NOT_YOURS)
        entry = self._base.entries.get(question.entry or "")
        return my_questions.my_question(question, entry)

    async def _reopen(self, arguments: Sequence[str], sender: Sender) -> Reply:
        question = await self._own(arguments[0], sender)
        if question is None:
            return Reply(texts.NOT_YOURS)
        change = Change("rouverte", "", values=(("assignee", None), ("duplicate_of", None)))
        if not await self._log.desk.change(question.id, change):
            return await self._my_question(arguments, sender)
        template = review_texts.REOPENED_BY_ASKER
        return await self.receipt(question.id, sender, template, question.text)

    async def _withdraw(self, arguments: Sequence[str], sender: Sender) -> Reply:
        question = await self._own(arguments[0], sender)
        if question is None:
            return Reply(texts.NOT_YOURS)
        if not await self._log.desk.change(question.id, Change("retiree", "")):
            return await self._my_question(arguments, sender)
        return Reply(review_texts.WITHDRAWN.format(number=question.id))

    async def _erase(self, arguments: Sequence[str], sender: Sender) -> Reply:
        """Asked twice: « again », then « yes »."""
        if arguments[0] == "again":
            return my_data.confirm_erasing()
        if arguments[0] != "yes":
            return Reply(privacy_texts.NOT_ERASED)
        count = await self._log.privacy.erase(sender)
        return Reply(privacy_texts.ERASED.format(questions=count))

    async def _own(self, number: str, sender: Sender) -> LoggedQuestion | None:
        """The question of that number if this person asked it; 0 is none."""
        question = await self._log.get(int(number))
        if question is None or question.person != self._log.pseudonym(sender.person):
            return None
        return question
