"""What each choice does: browsing, voting, handing a question on, one's own questions."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Final

from bot.clock import local_today
from bot.config import Promises
from bot.conversation.button_data import (
    OnDomain,
    OnEntry,
    OnForm,
    OnQuestion,
    Plain,
    Pressed,
    WithText,
)
from bot.conversation.consulting import Consulting
from bot.conversation.erasing import erase
from bot.conversation.form_answers import cancelled
from bot.conversation.forms import Forms
from bot.conversation.own_questions import OwnQuestions
from bot.conversation.served import Served
from bot.errors import LogUnavailableError
from bot.knowledge.html import escape
from bot.knowledge.models import Entry
from bot.pages import browsing, directory, fiches, my_data, my_questions, unsure
from bot.pages.corrections import seen_in
from bot.pages.reply import Reply
from bot.pages.sharing import only_in_private, reference, share_link
from bot.questionlog.form import CONSULTATION, Form
from bot.questionlog.lifecycle import EventKind
from bot.questionlog.records import LoggedQuestion, Sender
from bot.questionlog.store import QuestionLog
from bot.texts import commands
from bot.texts import conversation as texts
from bot.texts import review as review_texts

logger = logging.getLogger(__name__)

PERSONAL: Final = frozenset({
    "consultations", "mine", "older", "q", "re", "rm", "stop", "resume", "corrections", "appui",
    "annuler", "commune", "town", "erase", "cs",
})  # fmt: skip
"""What shows or changes what is a person's own: in private only."""


class Buttons:
    """The acts open to everybody, by the verb their buttons carry.

    May raise ``LogUnavailableError``.
    """

    def __init__(self, served: Served, log: QuestionLog, promises: Promises) -> None:
        self._served = served
        self._base = served.base
        self._log = log
        self._promises = promises
        self.own = OwnQuestions(served, log, promises)
        self.forms = Forms(served, log, self.own)
        self.consulting = Consulting(served, log)
        self.forms.then = self.consulting.town_told
        self._plain: Mapping[str, Callable[[Sender], Awaitable[Reply]]] = {
            "aide": self._help,
            "policy": self._policy,
            "dom": self._list_domains,
            "mine": self.own.listed,
            "stop": self.own.stop_notices,
            "resume": self.own.resume_notices,
            "corrections": self.own.want_corrections,
            "contact": self._contact,
            "appui": self._support,
            "annuler": self._cancel,
            "consultations": self.consulting.listed,
            "themes": self._training_subjects,
        }
        self._on_entry: Mapping[str, Callable[[OnEntry, Sender], Awaitable[Reply]]] = {
            "f": self._open_entry,
            "share": self._share,
            "cite": self._cite,
            "p": self._pick,
            "s": self._see_also,
            "more": self._more,
            "watch": self._watch,
        }
        self._with_text: Mapping[str, Callable[[str, Sender], Awaitable[Reply]]] = {
            "start": self._start,
            "fiche": self._quote,
            "commune": self.forms.town,
            "town": self.forms.choose_town,
            "erase": self._erase,
            "cs": self.consulting.pressed,
        }

    async def act(self, pressed: Pressed, sender: Sender) -> Reply:
        """Do what a choice or a command asks for.

        Args:
            pressed: what was chosen.
            sender: who chose it, and where.
        """
        if self._is_personal(pressed) and not sender.is_oneself:
            return only_in_private(self._served.bot)
        match pressed:
            case Plain(verb):
                return await self._plain[verb](sender)
            case OnQuestion(verb, number):
                question = await self.own_question(number, sender)
                if question is None:
                    return unsure.not_yours(sender)
                return await self.own.by_verb[verb](question, sender)
            case OnEntry(verb):
                return await self._on_entry[verb](pressed, sender)
            case OnDomain():
                return self._domain(pressed)
            case OnForm(act, argument):
                return await self.forms.pressed(
                    await self.open_form(sender), act, argument, sender
                )
            case WithText(verb, text):
                return await self._with_text[verb](text, sender)
        return unsure.old_button()

    def _is_personal(self, pressed: Pressed) -> bool:
        return isinstance(pressed, OnForm) or getattr(pressed, "verb", "") in PERSONAL

    # The service itself.

    async def _start(self, payload: str, sender: Sender) -> Reply:
        """The first screen, or the one that a link ``?start=…`` leads to."""
        kind, _, name = payload.partition("_")
        if kind == "cs":
            return await self.act(WithText("cs", f"link:{name}"), sender)
        if kind == "fiche" and (entry := self._base.find(name)) is not None:
            return await self._page(entry, sender)
        if kind == "dom" and (domain := self._base.find_domain(name)) is not None:
            return browsing.domain_page(self._base, domain, 0)
        page = browsing.welcome(self._base, self._promises.retention_days, alone=sender.is_oneself)
        if kind in ("fiche", "dom"):
            return fiches.with_first(texts.GONE_LINK, page)
        form = await self.open_form(sender)
        if form is not None and form.takes_text:  # the page asks for a question: the form waits
            page = replace(page, form=form.paused().dump())
        return await self.consulting.announced(page)

    async def _help(self, sender: Sender) -> Reply:
        asking = texts.HELP_ALONE if sender.is_oneself else texts.ASK_IN_GROUP
        given = commands.lines(("everybody", *sender.roles))
        return Reply(texts.HELP.format(asking=asking, commands=given))

    async def _policy(self, _sender: Sender) -> Reply:
        return my_data.policy(self._promises)

    # Browsing.

    async def _list_domains(self, _sender: Sender) -> Reply:
        return browsing.domains(self._base)

    def _domain(self, pressed: OnDomain) -> Reply:
        domain = self._base.find_domain(pressed.domain) if pressed.domain else None
        if pressed.verb == "train":
            return directory.trainings(self._base, domain, local_today(), pressed.page)
        if domain is None:
            return unsure.old_button()
        return browsing.domain_page(self._base, domain, pressed.page)

    async def _training_subjects(self, _sender: Sender) -> Reply:
        return directory.training_subjects(self._base, local_today())

    async def _open_entry(self, pressed: OnEntry, sender: Sender) -> Reply:
        entry = self._base.find(pressed.entry)
        return unsure.gone_entry() if entry is None else await self._page(entry, sender)

    async def _page(self, entry: Entry, sender: Sender) -> Reply:
        await self._read(entry, sender)
        return fiches.entry_page(self._base, entry, local_today(), self._served.bot)

    async def _read(self, entry: Entry, sender: Sender) -> None:
        """Note who received it, for the day it is corrected; it is shown all the same."""
        if sender.channel != "telegram":
            return
        try:
            await self._log.readings.note(sender, entry.id, seen_in(entry))
        except LogUnavailableError as error:
            logger.error("reading not noted: %s", error)

    async def _watch(self, pressed: OnEntry, sender: Sender) -> Reply:
        """« Me prévenir si elle change », under the answer to one's own question."""
        entry = self._base.find(pressed.entry)
        question = await self.own_question(pressed.number, sender)
        if entry is None or question is None or sender.chat_id is None:
            return unsure.gone_entry() if entry is None else unsure.not_yours(sender)
        await self._log.readings.watch(sender, entry.id, seen_in(entry))
        return Reply("", notice=review_texts.WILL_WATCH)

    async def _quote(self, identifier: str, sender: Sender) -> Reply:
        """An entry by its id, with its version, to be quoted in a note."""
        entry = self._base.find(identifier)
        if entry is None:
            return Reply(texts.NO_SUCH_ENTRY if identifier else texts.ENTRY_USAGE)
        await self._read(entry, sender)
        return fiches.quotable(self._base, entry, local_today(), self._served.bot)

    async def _share(self, pressed: OnEntry, _sender: Sender) -> Reply:
        """« Partager », typed: the button opens Telegram's own list of chats."""
        entry = self._base.find(pressed.entry)
        if entry is None:
            return unsure.gone_entry()
        return Reply(texts.SHARE_LINK.format(link=share_link(entry, self._served.bot)))

    async def _cite(self, pressed: OnEntry, _sender: Sender) -> Reply:
        """« Citer », typed: the button copies it."""
        entry = self._base.find(pressed.entry)
        if entry is None:
            return unsure.gone_entry()
        return Reply(escape(reference(self._base, entry, self._served.bot)))

    async def _contact(self, sender: Sender) -> Reply:
        """Whom to write to: the town was told in private, and its region is shown there alone."""
        if not sender.is_oneself:
            return directory.contact(self._base, None)
        code, _ = await self._log.people.town(sender)
        return directory.contact(self._base, code)

    # Forms.

    async def _support(self, sender: Sender) -> Reply:
        """« /appui »: taken up where it was left."""
        return await self.forms.support(sender, await self.open_form(sender))

    async def _erase(self, text: str, sender: Sender) -> Reply:
        return await erase(self._log, text, sender, await self.open_form(sender))

    async def _cancel(self, sender: Sender) -> Reply:
        form = await self.open_form(sender)
        left = self.consulting.leave(form) or cancelled(form)
        if form is not None or sender.chat_id is None:
            return left
        return my_questions.nothing_open(left)  # « stop » may mean the messages that are sent

    async def typed(self, form: Form, text: str, sender: Sender) -> Reply:
        """Take a text typed while a form is open."""
        takes = self.consulting if form.kind == CONSULTATION else self.forms
        return await takes.typed(form, text, sender)

    async def revised(self, form: Form, step: str, text: str, sender: Sender) -> Reply:
        """Take a corrected message that had filled in a step of a form."""
        if form.kind == CONSULTATION:  # what may be an answer or a question, typed anew
            return await self.consulting.typed(form, text, sender)
        return await self.forms.revised(form, step, text, sender)

    async def open_form(self, sender: Sender) -> Form | None:
        """The form that this person has open here, or None."""
        shown = await self._log.conversations.recall(sender)
        return Form.load(shown.form) if shown is not None else None

    # Around an answer.

    async def _pick(self, pressed: OnEntry, sender: Sender) -> Reply:
        """One of the suggestions: from now on the answer to the question."""
        question = await self.own_question(pressed.number, sender)
        entry = self._base.find(pressed.entry)
        if question is None or entry is None:
            return unsure.not_yours(sender) if question is None else unsure.gone_entry()
        await self._log.follow(question.id, "choix", entry.id, entry=entry.id, domain=entry.domain)
        await self._read(entry, sender)
        return fiches.answer(self._base, entry, local_today(), question.id, bot=self._served.bot)

    async def _see_also(self, pressed: OnEntry, sender: Sender) -> Reply:
        entry = self._base.find(pressed.entry)
        if entry is None:
            return unsure.gone_entry()
        await self._looked(entry, "voir_aussi", pressed.number, sender)
        return await self._page(entry, sender)

    async def _more(self, pressed: OnEntry, sender: Sender) -> Reply:
        entry = self._base.find(pressed.entry)
        if entry is None:
            return unsure.gone_entry()
        own = await self._looked(entry, "details", pressed.number, sender)
        return fiches.details(self._base, entry, local_today(), own)

    async def _looked(self, entry: Entry, act: EventKind, number: int, sender: Sender) -> int:
        """Note the look under the person's own question; its number, 0 for nobody's."""
        if await self.own_question(number, sender) is None:
            return 0
        await self._log.follow(number, act, entry.id)
        return number

    async def own_question(self, number: int, sender: Sender) -> LoggedQuestion | None:
        """The question of that number if this person asked it, in a group there; 0 is none."""
        question = await self._log.get(number)
        if question is None or question.person != self._log.pseudonym(sender.person):
            return None
        here = sender.is_oneself or await self._log.people.asked_here(number, sender)
        return question if here else None
