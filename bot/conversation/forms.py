"""Forms filled in step by step: my town, calling on Cerema. Their state stands in the database.

A form is kept with the conversation, so that a restart or another process goes on where the
person was. What is typed into it is masked as questions are, but for the contact that a person
chooses to give, which is kept sealed.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Final

from bot.clock import utc_now
from bot.conversation import form_answers as answers
from bot.conversation.own_questions import OwnQuestions
from bot.conversation.served import Served
from bot.conversation.town_choice import NAME, REFUSED, label, may_be_town, offered
from bot.conversation.typed import may_ask
from bot.knowledge.html import escape, said_again
from bot.knowledge.town_search import find_towns, towns_near
from bot.knowledge.town_sentence import town_in
from bot.knowledge.towns import load_towns
from bot.matching.intents import Intent
from bot.matching.matcher import match
from bot.matching.normalize import normal_form, words
from bot.matching.result import Match
from bot.pages import my_questions
from bot.pages.fiches import with_first
from bot.pages.reply import Choice, Reply, data
from bot.pages.rows import MAX_ROWS, one_each
from bot.privacy.masking import mask_contacts
from bot.questionlog.form import CLOSED, STEPS, SUPPORT, TOWN, UNASKED, Form
from bot.questionlog.records import NewQuestion, Sender
from bot.questionlog.store import QuestionLog
from bot.texts import conversation
from bot.texts import forms as texts

MAX_ANSWER: Final = 1_500
MAX_DIGITS: Final = 3
CHANGES: Final = 3
"""Steps side by side, to be changed."""
ASIDE: Final = "aparte"
"""The field of what was typed once a request was complete."""


class Forms:
    """The forms. May raise ``LogUnavailableError``."""

    def __init__(self, served: Served, log: QuestionLog, own: OwnQuestions) -> None:
        self._served = served
        self._base = served.base
        self._log = log
        self._own = own
        self.then: Callable[[Sender, Reply], Awaitable[Reply]] | None = None
        """What waited for the town to be told, if anything did."""

    # My town.

    async def town(self, text: str, sender: Sender) -> Reply:
        """Ask for the town, or find the one that a text names."""
        if not text.strip():
            return Reply(texts.TOWN_ASK, form=Form(TOWN).dump())
        found = find_towns(text)
        if found.sure:
            return await self.choose_town(found.towns[0].code, sender)
        inside = town_in(text, alone=False)
        if inside.towns:
            return offered(inside)
        if not found.towns and not answers.has_letters(text):
            return await self.town("", sender)
        return offered(found, mask_contacts(text.strip()).text[:100])

    def told(self, text: str) -> Reply | None:
        """The towns to choose from, when all that a text says is where its author is from."""
        found = town_in(text, alone=True)
        return offered(found, unasked=True) if found.towns else None

    def here(self, latitude: float, longitude: float) -> Reply:
        """The towns around where a person stands, to choose from."""
        found = towns_near(latitude, longitude)
        return offered(found, unasked=True) if found.towns else Reply(texts.TOWN_ASK)

    async def choose_town(self, code: str, sender: Sender) -> Reply:
        """Keep a town of our list."""
        town = load_towns().by_code(code)
        if town is None:
            return await self.town("", sender)
        waiting = await self._log.people.live_in(sender, town.code, town.name)
        told = "" if not waiting else texts.TOWN_TOLD_ONE if waiting == 1 else texts.TOWN_TOLD
        noted = texts.TOWN_KEPT.format(name=escape(label(town)))
        kept = Reply(noted + told.format(count=waiting), form=CLOSED)
        return kept if self.then is None else await self.then(sender, kept)

    # Calling on Cerema.

    async def support(self, sender: Sender, form: Form | None = None) -> Reply:
        """The next step of a request for support, or its review."""
        form = form if form is not None and form.kind == SUPPORT else Form(SUPPORT)
        form = form.going_on()
        step = form.step
        if step is None:
            return self._review(form.marked())
        place = STEPS.index(step) + 1
        question = texts.SUPPORT_QUESTIONS[step]
        shown = texts.SUPPORT_TITLE.format(step=place, steps=len(STEPS), question=question)
        answers = await self._offered(step, sender)
        carried = [data("form", "choix", n) for n in range(len(answers))]
        listing, rows = one_each(answers, carried, MAX_ROWS - 2)
        cancel = (Choice(texts.SUPPORT_CANCEL, data("form", "annuler")),)
        return Reply(shown + listing, (*rows, cancel), numbered=True, form=form.dump())

    def _review(self, form: Form) -> Reply:
        lines = "\n".join(
            texts.SUPPORT_LINE.format(name=name, value=said_again(form.fields[step]))
            for step, name in texts.SUPPORT_FIELDS.items()
        )
        change = tuple(
            Choice(name, data("form", "changer", step))
            for step, name in texts.SUPPORT_FIELDS.items()
        )
        rows = (
            (
                Choice(texts.SUPPORT_SEND, data("form", "envoyer", form.fields["marque"])),
                Choice(texts.SUPPORT_CANCEL, data("form", "annuler")),
            ),
            change[:CHANGES],
            change[CHANGES:],
        )
        return Reply(texts.SUPPORT_REVIEW.format(lines=lines), rows, form=form.dump())

    async def _send(self, form: Form, sender: Sender) -> Reply:
        lines = "\n".join(
            texts.SUPPORT_LOGGED_LINE.format(name=name, value=form.fields[step])
            for step, name in texts.SUPPORT_FIELDS.items()
            if step not in ("besoin", "contact")
        )
        named = form.fields["domaine"]
        text = texts.SUPPORT_LOGGED.format(need=form.fields["besoin"], lines=lines)
        request = NewQuestion(
            sender=sender,
            text=text,
            normal=normal_form(text),
            outcome="none",
            entry=None,
            confidence=None,
            candidates=(),
            domain=next((d.id for d in self._base.domains if d.name == named), None),
            knowledge=self._base.digest,
            status="nouvelle",
            asked_at=utc_now(),
            kind="appui",
            contact=form.fields["contact"],
            mark=form.fields["marque"],
        )
        recorded = await self._log.record(request)
        if form.fields["contact"] == texts.BY_TELEGRAM:
            await self._log.people.want_reply(recorded.number)
        told = await self._log.people.wants_reply(recorded.number)
        shown = my_questions.support_receipt(
            recorded.number,
            form.fields["besoin"],
            form.fields["contact"],
            self._own.promise(utc_now(), sender, told=told),
        )
        return replace(shown, form=CLOSED)

    async def _offered(self, step: str, sender: Sender) -> tuple[str, ...]:
        """The answers that a step offers as buttons; another can always be typed."""
        if step == "domaine":
            return (*(domain.name for domain in self._base.domains), texts.OTHER_DOMAIN)
        if step == "lieu":
            _, name = await self._log.people.town(sender)
            return (name,) if name else ()
        if step == "delai":
            return texts.SUPPORT_DELAYS
        return (texts.BY_TELEGRAM,) if step == "contact" and sender.channel == "telegram" else ()

    # What a person does with an open form.

    def takes(self, form: Form, text: str) -> bool:
        """Whether a text is for the form: towns that nobody asked for let all else pass."""
        if not form.takes_text or UNASKED not in form.fields:
            return form.takes_text
        found = match(text, self._served.index)
        return found.intent in (Intent.CANCEL, Intent.BACK) or may_be_town(text, found)

    async def typed(self, form: Form, text: str, sender: Sender) -> Reply:
        """Take a text typed while a form is open; « retour » and « annuler » mean the form."""
        found = match(text, self._served.index)
        if found.intent is Intent.CANCEL or (form.kind == TOWN and words(text) in REFUSED):
            return answers.cancelled(form)
        if found.intent is Intent.BACK:
            return await self._back(form, sender)
        if form.kind == TOWN:
            return await self._town_typed(text, sender, found)
        if len(text) > MAX_ANSWER:
            return Reply(texts.TOO_LONG.format(limit=MAX_ANSWER), form=form.dump())
        step = form.step
        if step is None:
            return self._not_added(
                form.taking(ASIDE, answers.kept_of(ASIDE, text), sender.message_id)
            )
        kept = await self._read(step, text, sender)
        if not answers.is_answer(step, kept):
            return with_first(
                answers.saying(texts.SUPPORT_AGAIN, kept), await self.support(sender, form)
            )
        form = form.taking(step, kept, sender.message_id)
        shown = await self.support(sender, form)
        return self._told_what_was_read(shown, step, kept) if may_ask(text, found) else shown

    async def _back(self, form: Form, sender: Sender) -> Reply:
        """The step before, to be filled in again; before the first there is nothing."""
        at = STEPS.index(form.step) if form.step is not None else len(STEPS)
        if form.kind == TOWN or at == 0:
            return answers.cancelled(form)
        return await self.support(sender, form.without(STEPS[at - 1]))

    def _told_what_was_read(self, shown: Reply, step: str, text: str) -> Reply:
        """The next step, saying what was taken for an answer, with a way to take it back."""
        noted = answers.saying(texts.SUPPORT_NOTED, text, name=texts.SUPPORT_FIELDS[step].lower())
        return answers.with_question(with_first(noted, shown), step)

    def _not_added(self, form: Form) -> Reply:
        """The request that waits to be sent, for who types something more."""
        said = answers.saying(texts.SUPPORT_FULL, form.fields[ASIDE])
        return answers.with_question(with_first(said, self._review(form.marked())), ASIDE)

    def asked(self, form: Form, step: str, reply: Reply) -> Reply:
        """The reply to what a step took for an answer: the form waits, that of a town is left."""
        if form.kind == TOWN:
            return self.passed(reply)
        html = f"{reply.html}\n\n{texts.SUPPORT_WAITS}"
        return replace(reply, html=html, form=form.without(step).paused().dump())

    def passed(self, reply: Reply) -> Reply:
        """The reply to what was no town: the form is left, unless the reply opens another."""
        return reply if reply.form is not None else replace(reply, form=CLOSED)

    async def revised(self, form: Form, step: str, text: str, sender: Sender) -> Reply:
        """Take a corrected message that had filled in a step."""
        if form.kind == TOWN:
            return await self._town_typed(text, sender, match(text, self._served.index))
        if len(text) > MAX_ANSWER:
            return Reply(texts.TOO_LONG.format(limit=MAX_ANSWER), form=form.dump())
        kept = await self._read(step, text, sender)
        return await self.support(sender, form.taking(step, kept, sender.message_id))

    async def _read(self, step: str, text: str, sender: Sender) -> str:
        """What a step keeps of a text: the answer offered that it names, or its own words."""
        offered = await self._offered(step, sender)
        position = int(text) - 1 if text.isdecimal() and len(text) <= MAX_DIGITS else -1
        if 0 <= position < len(offered):
            return offered[position]
        named = next((one for one in offered if words(one) == words(text)), None)
        return answers.kept_of(step, text) if named is None else named

    async def _town_typed(self, text: str, sender: Sender, found: Match) -> Reply:
        """Find the town, and keep in mind which message named it while the form is open."""
        reply = await self.town(text, sender)
        form = Form.load(reply.form)
        if form is None:
            return reply
        sure = may_ask(text, found)
        if form.fields and (sure or found.outcome == "suggest"):
            form = form.holding(**{NAME: answers.kept_of(NAME, text)[:MAX_ANSWER]})
            if sure and not find_towns(text).towns:
                reply = Reply(answers.saying(texts.TOWN_NONE, form.fields[NAME]), reply.rows[-1:])
            reply = answers.with_question(reply, NAME)
        return replace(reply, form=form.from_message(NAME, sender.message_id).dump())

    async def pressed(self, form: Form | None, act: str, argument: str, sender: Sender) -> Reply:
        """Act on a button of a form; one whose form is closed does nothing."""
        if act == "annuler":
            return answers.cancelled(form)
        if form is None or form.kind not in (SUPPORT, TOWN):
            return Reply(texts.FORM_CLOSED)
        if form.kind == TOWN:
            return await self._pressed_town(form, act, sender)
        if act == "choix" and form.step is not None:
            return await self._chosen(form, form.step, argument, sender)
        if act == "changer" and argument in STEPS:
            return await self.support(sender, form.without(argument))
        if act == "envoyer" and form.step is None and argument == form.fields.get("marque"):
            return await self._send(form, sender)
        return await self.support(sender, form)  # what is open, where an old button was pressed

    async def _chosen(self, form: Form, step: str, position: str, sender: Sender) -> Reply:
        offered = await self._offered(step, sender)
        if not position.isdecimal() or int(position) >= len(offered):
            return Reply(conversation.OLD_BUTTON, form=form.dump())
        taken = form.taking(step, offered[int(position)], sender.message_id)
        return await self.support(sender, taken)

    async def _pressed_town(self, form: Form, act: str, sender: Sender) -> Reply:
        name = form.fields.get(NAME)
        if act == "garder" and name:
            await self._log.people.live_in(sender, None, name)
            return Reply(texts.TOWN_KEPT.format(name=escape(name)), form=CLOSED)
        return await self.town("", sender)
