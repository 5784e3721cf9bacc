"""The reviewers' use case: see a question, take it, answer it, file it; the asker is told.

Telegram and the command line go through here, with the same rules.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final, Literal

from bot.clock import PARIS, local_today, utc_now
from bot.knowledge.models import Entry, KnowledgeBase
from bot.pages.corrections import seen_in
from bot.pages.my_questions import pointer_of
from bot.pages.reply import Reply
from bot.questionlog import form
from bot.questionlog.desk import Asker, Change, Desk, Total
from bot.questionlog.form import Form
from bot.questionlog.lifecycle import OPEN, is_open
from bot.questionlog.readings import Attached, Correction
from bot.questionlog.records import LoggedQuestion, Notice
from bot.questionlog.store import QuestionLog
from bot.review import asker_pages, lists, pages
from bot.review.notices import of_act, of_correction, seen
from bot.review.telling import will_be_told
from bot.texts import review as texts

PAGE: Final = 10
PERIOD: Final = datetime.timedelta(days=30)
CORRECTION_REACH: Final = datetime.timedelta(days=180)
"""How long ago an answer may have been received for its reader to be told."""


class Review:
    """What reviewers do, whoever carries the words. May raise ``LogUnavailableError``."""

    def __init__(self, base: KnowledgeBase, log: QuestionLog, desk: Desk | None = None) -> None:
        self._base = base
        self._log = log
        self._desk = desk or log.desk

    async def inbox(
        self, status: str | None = None, domain: str | None = None, page: int = 0
    ) -> Reply:
        """A page of the questions to handle, or of those of a status."""
        page = max(0, page)
        statuses = OPEN if status is None else (status,)
        lines, count = await self._desk.inbox(statuses, domain, page * PAGE, PAGE)
        about = tuple(line.id for line in lines)
        return replace(lists.inbox(lines, count, page, PAGE, status, domain), about=about)

    async def show(self, number: int) -> Reply:
        """All about one question."""
        question = await self._log.get(number)
        if question is None:
            return pages.no_such(number)
        sendings = await self._log.outbox.delivery_of(number)
        history = await self._log.console.handling.history(number)
        return replace(pages.one(question, self._base, sendings, history), about=(number,))

    async def next_one(self) -> Reply:
        """The question that waits longest, of those that nobody has taken."""
        lines, _ = await self._desk.inbox(("nouvelle",), None, 0, 1)
        return await self.show(lines[0].id) if lines else lists.inbox([], Total(0, 0), 0, PAGE)

    async def ask_for(self, act: str, number: int) -> Reply:
        """Ask for the words of an act that may still be done."""
        question = await self._log.get(number)
        if question is None:
            return pages.no_such(number)
        if not is_open(question.status):
            return pages.already(question)
        return replace(pages.ask_for(act, number, question.text), about=(number,))

    async def choose_entry(self, number: int) -> Reply:
        """The entries that a question may be attached to."""
        question = await self._log.get(number)
        if question is None:
            return pages.no_such(number)
        return replace(pages.attach_choices(question, self._base), about=(number,))

    async def assign(self, number: int, actor: str) -> Reply:
        """Take a question: colleagues see who has it, its asker that somebody has."""
        change = Change("prise", actor, values=(("assignee", actor),))
        askers = [asker for asker in await self._desk.to_tell(number) if asker.message]
        done = texts.TAKEN.format(number=number, actor=actor)
        return await self._carry_out(number, change, done, [seen(asker) for asker in askers])

    async def preview(self, number: int, text: str) -> Reply:
        """Show an answer as its asker will read it, with the question, before it leaves."""
        text = text.strip()
        question = await self._log.get(number)
        if question is None:
            return pages.no_such(number)
        if not is_open(question.status):
            return pages.already(question)
        draft = form.draft(number, text)
        told = will_be_told(len(await self._desk.to_tell(number)))
        notice = asker_pages.personal_notice(Asker(number, question.text, pages.PREVIEWED), text)
        shown = replace(pages.preview(question, notice, told, draft), about=(number,))
        return pages.unfit(text, notice) or shown

    async def send(self, number: int, mark: str, draft: Form | None, actor: str) -> Reply:
        """Send the answer that was previewed; one preview sends once.

        Args:
            number: the question.
            mark: of the preview whose button was pressed.
            draft: the preview that this reviewer has open.
            actor: the reviewer.
        """
        if draft is None or draft.kind != form.DRAFT or draft.fields["marque"] != mark:
            return Reply(texts.OLD_PREVIEW.format(number=number), refused=True)
        done = await self.answer(int(draft.fields["numero"]), draft.fields["texte"], actor)
        return replace(done, form=form.CLOSED)

    async def drop(self, number: int) -> Reply:
        """Drop what was previewed."""
        return replace(pages.done(texts.DROPPED.format(number=number), number), form=form.CLOSED)

    async def answer(self, number: int, text: str, actor: str) -> Reply:
        """Answer personally; the text is relayed under the service's name."""
        text = text.strip()
        question = await self._log.get(number)
        if question is None:
            return pages.no_such(number)
        shown = asker_pages.personal_notice(Asker(number, question.text, pages.PREVIEWED), text)
        unfit = pages.unfit(text, shown)
        if unfit is not None:
            return unfit
        change = Change("repondue", actor, values=(("reply", text),))

        def make(asker: Asker) -> Reply:
            return asker_pages.personal_notice(asker, text)

        return await self._tell(question, change, make, texts.REPLIED)

    async def attach(
        self,
        number: int,
        entry_id: str,
        actor: str,
        kind: Literal["rattachee", "publiee"] = "rattachee",
    ) -> Reply:
        """Answer with an entry of the base.

        Args:
            number: the question.
            entry_id: the entry.
            actor: the reviewer.
            kind: whether somebody read the question, or a publication answers all that wait.
        """
        question = await self._log.get(number)
        entry = self._base.find(entry_id)
        if question is None:
            return pages.no_such(number)
        if entry is None:
            return pages.no_such_entry(entry_id)
        values = (("entry", entry.id), ("domain", entry.domain))
        change = Change(kind, actor, entry.id, values)

        def make(asker: Asker) -> Reply:
            return asker_pages.entry_notice(asker, entry, local_today())

        return await self._tell(question, change, make, texts.ATTACHED, entry)

    async def dismiss(self, number: int, actor: str, pointer: str = "") -> Reply:
        """File as out of scope, and tell the asker whom to turn to; it does not come back.

        Args:
            number: the question.
            actor: the reviewer.
            pointer: whom to turn to; empty: those who know for most matters.
        """
        question = await self._log.get(number)
        if question is None:
            return pages.no_such(number)
        change = Change("hors_perimetre", actor, pointer)

        def make(asker: Asker) -> Reply:
            return asker_pages.pointed_notice(asker, pointer)

        return await self._tell(question, change, make, texts.DISMISSED)

    async def duplicate(self, number: int, other: int, actor: str) -> Reply:
        """File as the same as another question: its asker is told with the other's."""
        if number == other:
            return Reply(texts.ITSELF, refused=True)
        first = await self._log.get(other)
        if first is None:
            return pages.no_such(other)
        target = first.duplicate_of or first.id
        if target == number:
            return Reply(texts.OTHER_WAY.format(number=number, other=other), refused=True)
        if first.status not in (*OPEN, "repondue", "hors_perimetre", "doublon"):
            return Reply(texts.FIRST_HAS_NO_ANSWER.format(other=other), refused=True)
        change = Change("doublon", actor, str(target), (("duplicate_of", target),))
        done = texts.DUPLICATED.format(number=number, other=target)
        first = first if target == first.id else await self._log.get(target)
        make = None if first is None else self._answer_of(first)
        if make is None:
            return await self._carry_out(number, change, done)
        told = await self._desk.to_tell(number)
        notices = [of_act(asker, change, make(asker)) for asker in told]
        settled = texts.STATUSES[first.status] if first is not None else ""
        counted = will_be_told(len(told))
        done += " " + texts.FIRST_SETTLED.format(status=settled, told=counted)
        entry = self._base.entries.get(first.entry or "") if first is not None else None
        return await self._carry_out(number, change, done, notices, _attached(told, entry))

    def _answer_of(self, question: LoggedQuestion) -> Callable[[Asker], Reply] | None:
        """What tells an asker how a question ended already; None while it has not."""
        if question.status == "hors_perimetre":
            pointer = pointer_of(question)
            return lambda asker: asker_pages.pointed_notice(asker, pointer)
        if question.status != "repondue":
            return None
        entry, text = self._base.entries.get(question.entry or ""), question.reply
        if text is not None:
            return lambda asker: asker_pages.personal_notice(asker, text)
        if entry is not None:
            return lambda asker: asker_pages.entry_notice(asker, entry, local_today())
        return None

    async def reopen(self, number: int, actor: str) -> Reply:
        """Put back among the questions to handle."""
        values = (("assignee", None), ("duplicate_of", None))
        change = Change("rouverte", actor, values=values)
        return await self._carry_out(number, change, texts.REOPENED.format(number=number))

    async def tell_corrections(self) -> int:
        """Tell those who received an entry before it was corrected; once each, run as often.

        Returns:
            How many were told now.
        """
        since = utc_now() - CORRECTION_REACH
        told = 0
        for entry in self._base.entries.values():
            if entry.correction is None:
                continue
            day = entry.correction.date
            begins = datetime.datetime.combine(day, datetime.time(), PARIS)
            correction = Correction(entry.id, seen_in(entry), day, begins)
            make = partial(of_correction, entry, correction.mark)
            told += await self._log.readings.tell(correction, since, make)
        return told

    async def summary(self) -> Reply:
        """The figures of the last thirty days."""
        since = utc_now() - PERIOD
        return pages.summary(await self._desk.counts(since), self._base)

    async def _tell(
        self,
        question: LoggedQuestion,
        change: Change,
        make: Callable[[Asker], Reply],
        done: str,
        entry: Entry | None = None,
    ) -> Reply:
        """Carry out an act that answers; each asker is told in his or her own words."""
        told = await self._desk.to_tell(question.id)
        notices = [of_act(asker, change, make(asker)) for asker in told]
        title = entry.question if entry is not None else ""
        message = done.format(number=question.id, told=will_be_told(len(told)), title=title)
        sent = _attached(told, entry)
        return await self._carry_out(question.id, change, message, notices, sent)

    async def _carry_out(
        self,
        number: int,
        change: Change,
        done: str,
        notices: Sequence[Notice] = (),
        sent: Attached | None = None,
    ) -> Reply:
        if await self._desk.change(number, change, notices, sent):
            return replace(pages.done(done, number), told=len(notices))
        question = await self._log.get(number)
        if question is None:
            return pages.no_such(number)
        return pages.already(question)


def _attached(told: Sequence[Asker], entry: Entry | None) -> Attached | None:
    """The entry that they are told, if it is one."""
    if entry is None:
        return None
    return Attached(entry.id, seen_in(entry), tuple(asker.number for asker in told))
