"""A mayor answers a consultation: the way in, one question after the other, the sending.

What is on screen holds all there is to know (the consultation, the question, the options ticked),
and what was answered stands in the log: a restart, another phone or three days change nothing.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from bot.clock import utc_now
from bot.consultations import answers, course, pages
from bot.consultations.models import MAX_TEXT, Consultation
from bot.conversation.button_data import number
from bot.conversation.consultation_entry import Taking, WayIn
from bot.conversation.served import Served
from bot.conversation.typed import may_ask
from bot.knowledge.html import escape
from bot.matching.matcher import match
from bot.pages.reply import Reply, dump
from bot.privacy.masking import mask_contacts
from bot.questionlog.consultation_records import Refusal
from bot.questionlog.form import CLOSED, CONSULTATION, Form
from bot.questionlog.records import Sender
from bot.questionlog.store import QuestionLog
from bot.texts import consultations as texts
from bot.texts import conversation
from bot.texts.conversation import day

_TEXT: Final = "texte"
"""The field of a form that holds what may be an answer or a question."""


class Consulting(WayIn):
    """Answering. May raise ``LogUnavailableError``."""

    def __init__(self, served: Served, log: QuestionLog) -> None:
        super().__init__(log)
        self._served = served
        self._conversations = log.conversations
        self.ask: Callable[[str, Sender], Awaitable[Reply]] | None = None
        """What answers a question that is asked in the middle."""
        self._acts: Mapping[str, Callable[[Taking, list[str]], Awaitable[Reply]]] = {
            "q": self._question,
            "o": self._option,
            "t": self._tick,
            "v": self._validate,
            "pass": self._pass,
            "sum": self._summary,
            "send": self._send,
            "is": self._is_answer,
            "ask": self._is_question,
        }

    async def pressed(self, text: str, sender: Sender) -> Reply:
        """Act on a button, or follow a link."""
        act, _, rest = text.partition(":")
        identifier, *arguments = rest.split(":")
        if act == "link":
            identifier, _, code = identifier.partition("_")
            return await self._follow(identifier, code, sender)
        if act == "agree":
            await self._log.agree(sender)
            return Reply(texts.AGREED)
        kept = await self._log.get(identifier)
        if kept is None:
            return Reply(texts.GONE)
        if act == "mute":
            await self._log.mute(sender, identifier)
            return Reply(texts.MUTED)
        if not kept.takes_answers(utc_now()):
            return await self._closed(kept, sender)
        if act == "open":
            return await self._enter(kept, sender)
        found = await self._taking(kept, sender)
        if isinstance(found, Reply):
            return found
        try:
            return await self._acts[act](found, arguments)
        except (KeyError, IndexError, ValueError):
            return Reply(conversation.OLD_BUTTON)

    # One question after the other.

    async def _question(self, taking: Taking, arguments: list[str]) -> Reply:
        return self._show(taking, self._at(taking, arguments))

    async def _option(self, taking: Taking, arguments: list[str]) -> Reply:
        at = self._at(taking, arguments)
        value = answers.chosen(taking.one.questions[at], [number(arguments[1])])
        return await self._keep(taking, at, value)

    async def _tick(self, taking: Taking, arguments: list[str]) -> Reply:
        at = self._at(taking, arguments)
        item = taking.one.questions[at]
        picked = pages.picked_in(number(arguments[1]), item)
        if len(picked) > item.most:
            return Reply("", notice=texts.TOO_MANY.format(most=item.most))
        return self._show(taking, at, picked)

    async def _validate(self, taking: Taking, arguments: list[str]) -> Reply:
        at = self._at(taking, arguments)
        item = taking.one.questions[at]
        picked = pages.picked_in(number(arguments[1]), item)
        if not 1 <= len(picked) <= item.most:
            return Reply("", notice=texts.CHOOSE_ONE)
        return await self._keep(taking, at, answers.chosen(item, picked))

    async def _pass(self, taking: Taking, arguments: list[str]) -> Reply:
        at = self._at(taking, arguments)
        if not taking.one.questions[at].optional:
            return Reply(conversation.OLD_BUTTON)
        return await self._keep(taking, at, None)

    def _at(self, taking: Taking, arguments: list[str]) -> int:
        """The question of a button.

        Raises:
            ValueError: it is not asked, or not any more.
        """
        at = number(arguments[0])
        if at not in course.asked(taking.one, taking.values):
            raise ValueError(at)
        return at

    def _show(
        self, taking: Taking, at: int, picked: list[int] | None = None, noted: str = ""
    ) -> Reply:
        shown = pages.question(taking.one, at, taking.values, taking.readable, picked, noted)
        return replace(shown, form=_form(taking.one, at).dump())

    async def _keep(self, taking: Taking, at: int, value: Any, *, typed: bool = False) -> Reply:
        """Keep an answer and go on to the next question, or to the summary."""
        item = taking.one.questions[at]
        told = Reply(texts.CHANGED_BY_OTHER.format(title=escape(taking.one.title)))
        saved = await self._log.answer(taking.sender, taking.one.id, item.id, value, dump(told))
        if saved.refused is not None:
            return await self._refused(saved.refused, taking)
        again = await self._taking(taking.kept, taking.sender)
        if isinstance(again, Reply):
            return again
        following = course.after(again.one, again.values, at)
        if following is None:
            return await self._summary(again, [])
        return self._show(again, following, noted=answers.words(item, value) if typed else "")

    async def _refused(self, refused: Refusal, taking: Taking) -> Reply:
        if refused == "closed":
            return await self._closed(taking.kept, taking.sender)
        if refused == "needs_code":
            return Reply(texts.NEEDS_CODE.format(town=escape(taking.town.name)))
        return await self._enter(taking.kept, taking.sender)

    async def _summary(self, taking: Taking, _arguments: list[str]) -> Reply:
        if taking.session is None:
            return self._show(taking, 0)
        return pages.summary(taking.one, taking.session, taking.town.name, taking.readable)

    async def _send(self, taking: Taking, _arguments: list[str]) -> Reply:
        if course.missing(taking.one, taking.values):
            return await self._summary(taking, [])
        refused = await self._log.send(taking.sender, taking.one.id)
        if refused is not None:
            return await self._refused(refused, taking)
        town, date = escape(taking.town.name), day(taking.one.closes)
        said = texts.SENT_VERIFIED if taking.official.verified else texts.SENT_DECLARED
        html = texts.SENT.format(town=town, date=date) + said
        agreed = await self._log.agrees(taking.sender)
        rows = () if agreed else ((pages.choice(texts.AGREE, "agree", taking.one),),)
        return Reply(html, rows, replace=True, form=CLOSED)

    # What is typed.

    async def typed(self, form: Form, text: str, sender: Sender) -> Reply:
        """Take a text typed while a question is on screen."""
        kept = await self._log.get(form.fields["id"])
        if kept is None or not kept.takes_answers(utc_now()):
            closed = Reply(texts.GONE, form="")
            return closed if kept is None else await self._closed(kept, sender)
        found = await self._taking(kept, sender)
        if isinstance(found, Reply):
            return found
        at = int(form.fields["q"])
        item = found.one.questions[at]
        asks = may_ask(text, match(text, self._served.index))
        if item.kind == "texte":
            return await self._free(found, at, text, asks)
        try:
            if item.choices:
                raise answers.BadAnswerError(texts.NOT_A_CHOICE)
            return await self._keep(found, at, answers.typed(item, text), typed=True)
        except answers.BadAnswerError as error:
            if asks:
                return await self._aside(found, at, text, sender)
            shown = self._show(found, at)
            return replace(shown, html=f"{escape(str(error))}\n\n{shown.html}")

    async def _free(self, taking: Taking, at: int, text: str, asks: bool) -> Reply:
        if len(text) > MAX_TEXT:
            return Reply(texts.TOO_LONG)
        if not asks:
            return await self._keep_free(taking, at, text)
        masked = mask_contacts(text.strip()).text  # it may be a question, which towns are part of
        form = _form(taking.one, at).taking(_TEXT, masked, taking.sender.message_id)
        return replace(pages.is_it(taking.one, at, masked), form=form.dump())

    async def _keep_free(self, taking: Taking, at: int, text: str) -> Reply:
        kept = await asyncio.to_thread(answers.free, taking.one, text)
        return await self._keep(taking, at, kept, typed=True)

    async def _is_answer(self, taking: Taking, arguments: list[str]) -> Reply:
        form = await self._pending(taking.sender)
        at = self._at(taking, arguments)
        if form is None:
            return self._show(taking, at)
        return await self._keep_free(taking, at, form.fields[_TEXT])

    async def _is_question(self, taking: Taking, arguments: list[str]) -> Reply:
        form = await self._pending(taking.sender)
        at = self._at(taking, arguments)
        if form is None:
            return self._show(taking, at)
        asking = replace(taking.sender, message_id=form.message_of(_TEXT))
        return await self._aside(taking, at, form.fields[_TEXT], asking)

    async def _pending(self, sender: Sender) -> Form | None:
        """The form that holds what may be an answer or a question."""
        shown = await self._conversations.recall(sender)
        form = Form.load(shown.form) if shown is not None else None
        ours = form is not None and form.kind == CONSULTATION and _TEXT in form.fields
        return form if ours else None

    async def _aside(self, taking: Taking, at: int, text: str, sender: Sender) -> Reply:
        """Answer a question asked in the middle; the consultation waits."""
        if self.ask is None:
            return self._show(taking, at)
        reply = await self.ask(text, sender)
        shown = course.asked(taking.one, taking.values)
        place = sum(n <= at for n in shown)
        resume = pages.choice(texts.RESUME.format(number=place), "q", taking.one, at)
        html = f"{reply.html}\n\n{texts.WAITS.format(number=place)}"
        form = _form(taking.one, at).paused().dump()
        return replace(reply, html=html, rows=(*reply.rows, (resume,)), form=form)

    def leave(self, form: Form | None) -> Reply | None:
        """« /annuler »: what was answered stays."""
        ours = form is not None and form.kind == CONSULTATION
        return Reply(texts.LEFT, form=CLOSED) if ours else None


def _form(one: Consultation, at: int) -> Form:
    return Form(CONSULTATION, {"id": one.id, "q": str(at)})
