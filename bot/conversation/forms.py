"""Forms filled in step by step: my town, calling on Cerema. Their state stands in the database.

A form is a small JSON object kept with the conversation, so that a restart or another process
goes on where the person was.
"""

import json
from typing import Final

from bot.clock import utc_now
from bot.knowledge.html import escape
from bot.knowledge.models import KnowledgeBase
from bot.knowledge.town_search import find_towns
from bot.knowledge.towns import Town, load_towns
from bot.matching.normalize import normal_form
from bot.pages.reply import Choice, Reply, data, shorten
from bot.questionlog.records import NewQuestion, Sender
from bot.questionlog.store import QuestionLog
from bot.texts import forms as texts

STEPS: Final = ("besoin", "domaine", "lieu", "delai", "contact")
MAX_ANSWER: Final = 1_500
CLOSED: Final = ""
"""What a reply carries to close the form."""

State = dict[str, str]


class Forms:
    """The forms. May raise ``LogUnavailableError``."""

    def __init__(self, base: KnowledgeBase, log: QuestionLog) -> None:
        self._base = base
        self._log = log

    # My town.

    async def town(self, text: str, sender: Sender) -> Reply:
        """Ask for the town, or find the one that a text names."""
        if not text.strip():
            return Reply(texts.TOWN_ASK, form=_dump({"form": "commune"}))
        found = find_towns(text)
        if len(found) == 1:
            return await self.choose_town(found[0].code, sender)
        if not found:
            rows = (
                (Choice(texts.TOWN_KEEP, data("form", "garder")),),
                (Choice(texts.TOWN_RETRY, data("form", "autre")),),
            )
            state = {"form": "commune", "nom": text.strip()[:100]}
            shown = texts.TOWN_UNKNOWN.format(name=escape(state["nom"]))
            return Reply(shown, rows, form=_dump(state))
        choices = tuple(
            (Choice(shorten(f"{n}. {_label(town)}"), data("town", town.code)),)
            for n, town in enumerate(found, 1)
        )
        return Reply(texts.TOWN_CHOOSE, choices, numbered=True, form=_dump({"form": "commune"}))

    async def choose_town(self, code: str, sender: Sender) -> Reply:
        """Keep a town of our list."""
        town = load_towns().by_code(code)
        if town is None:
            return await self.town("", sender)
        await self._log.people.live_in(sender, town.code, town.name)
        return Reply(texts.TOWN_KEPT.format(name=escape(_label(town))), form=CLOSED)

    # Calling on Cerema.

    async def support(self, sender: Sender, state: State | None = None) -> Reply:
        """The next step of a request for support, or its review."""
        state = state or {"form": "appui"}
        step = next((name for name in STEPS if not state.get(name)), None)
        if step is None:
            return self._review(state)
        place = STEPS.index(step) + 1
        question = texts.SUPPORT_QUESTIONS[step]
        shown = texts.SUPPORT_TITLE.format(step=place, steps=len(STEPS), question=question)
        rows = [
            (Choice(shorten(f"{n}. {label}"), data("form", "choix", n - 1)),)
            for n, label in enumerate(await self._offered(step, sender), 1)
        ]
        rows.append((Choice(texts.SUPPORT_CANCEL, data("form", "annuler")),))
        return Reply(shown, tuple(rows), numbered=True, form=_dump(state))

    def _review(self, state: State) -> Reply:
        lines = "\n".join(
            texts.SUPPORT_LINE.format(name=name, value=escape(state[step]))
            for step, name in texts.SUPPORT_FIELDS.items()
        )
        rows = [
            (Choice(texts.SUPPORT_SEND, data("form", "envoyer")),),
            *(
                (
                    Choice(
                        texts.SUPPORT_CHANGE.format(name=name.lower()),
                        data("form", "changer", step),
                    ),
                )
                for step, name in texts.SUPPORT_FIELDS.items()
            ),
            (Choice(texts.SUPPORT_CANCEL, data("form", "annuler")),),
        ]
        return Reply(texts.SUPPORT_REVIEW.format(lines=lines), tuple(rows), form=_dump(state))

    async def _send(self, state: State, sender: Sender) -> Reply:
        lines = "\n".join(
            texts.SUPPORT_LOGGED_LINE.format(name=name, value=state[step])
            for step, name in texts.SUPPORT_FIELDS.items()
        )
        domain = next((d.id for d in self._base.domains if d.name == state["domaine"]), None)
        text = texts.SUPPORT_LOGGED.format(lines=lines)
        request = NewQuestion(
            sender=sender,
            text=text,
            normal=normal_form(text),
            outcome="none",
            entry=None,
            confidence=None,
            candidates=(),
            domain=domain,
            knowledge=self._base.digest,
            status="nouvelle",
            asked_at=utc_now(),
            kind="appui",
        )
        recorded = await self._log.record(request)
        shown = texts.SUPPORT_SENT.format(number=recorded.number)
        return Reply(shown, form=CLOSED, question=recorded.number)

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

    async def typed(self, form: str, text: str, sender: Sender) -> Reply:
        """Take a text typed while a form is open."""
        state = _load(form)
        if state["form"] == "commune":
            return await self.town(text, sender)
        step = next((name for name in STEPS if not state.get(name)), None)
        if step is None:
            return self._review(state)
        if len(text) > MAX_ANSWER:
            return Reply(texts.TOO_LONG.format(limit=MAX_ANSWER), form=form)
        return await self.support(sender, {**state, step: text.strip()})

    async def pressed(self, form: str | None, arguments: tuple[str, ...], sender: Sender) -> Reply:
        """Act on a button of a form; one whose form is closed does nothing.

        Raises:
            ValueError, IndexError, KeyError: the button was forged.
        """
        if not form:
            return Reply(texts.NOTHING_TO_CANCEL)
        state, act = _load(form), arguments[0]
        if act == "annuler":
            return self.cancel(form)
        if state["form"] == "commune":
            return await self._pressed_town(state, act, sender)
        if act == "choix":
            step = next(name for name in STEPS if not state.get(name))
            offered = await self._offered(step, sender)
            return await self.support(sender, {**state, step: offered[int(arguments[1])]})
        if act == "changer" and arguments[1] in STEPS:
            kept = {name: value for name, value in state.items() if name != arguments[1]}
            return await self.support(sender, kept)
        if act == "envoyer" and all(state.get(step) for step in STEPS):
            return await self._send(state, sender)
        return await self.support(sender, state)

    async def _pressed_town(self, state: State, act: str, sender: Sender) -> Reply:
        if act == "garder" and "nom" in state:
            await self._log.people.live_in(sender, None, state["nom"])
            return Reply(texts.TOWN_KEPT.format(name=escape(state["nom"])), form=CLOSED)
        return await self.town("", sender)

    def cancel(self, form: str | None) -> Reply:
        """Close the form, if one is open; nothing is sent."""
        return Reply(texts.SUPPORT_CANCELLED if form else texts.NOTHING_TO_CANCEL, form=CLOSED)


def _label(town: Town) -> str:
    return texts.TOWN_LABEL.format(
        name=town.name, department=town.department, postcode=" ".join(town.postcodes[:1])
    )


def _dump(state: State) -> str:
    return json.dumps(state, ensure_ascii=False)


def _load(form: str) -> State:
    state: State = json.loads(form)
    return state
