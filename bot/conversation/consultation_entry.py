"""How somebody comes to take part in a consultation: the list, the link, the town, the rights."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.clock import local_today, paris_day, utc_now
from bot.consultations import answers, pages, results_pages
from bot.consultations.models import Consultation
from bot.consultations.results import Figures
from bot.consultations.rounds import readable, seen, size_of
from bot.knowledge.html import escape
from bot.knowledge.towns import Town, load_towns
from bot.pages.reply import Choice, Reply, data
from bot.questionlog.consultation_records import Given, Kept, Official, Session
from bot.questionlog.form import TOWN, Form
from bot.questionlog.records import Sender
from bot.questionlog.store import QuestionLog
from bot.texts import consultations as texts
from bot.texts.conversation import day

MAX_LISTED: Final = 6
"""Consultations in the list: a year and a half of them, two a row of buttons."""


@dataclass(frozen=True, slots=True)
class Taking:
    """Somebody takes part in a consultation for a town."""

    kept: Kept
    one: Consultation
    sender: Sender
    official: Official
    town: Town
    session: Session | None
    """What the town answered, as this person may know it."""

    @property
    def values(self) -> dict[str, Any]:
        """What the town answered so far."""
        return self.session.values() if self.session is not None else {}

    @property
    def readable(self) -> Mapping[str, Given]:
        """What this person may read of it."""
        if self.session is None:
            return {}
        known = self.official
        return readable(self.one, self.session, known.person, verified=known.verified)

    @property
    def others(self) -> bool:
        """Whether somebody else answered for the town."""
        given = self.session.answers.values() if self.session is not None else ()
        return any(one.author != self.official.person for one in given)


class WayIn:
    """What comes before the first question, and after closing."""

    def __init__(self, log: QuestionLog) -> None:
        self._log = log.consultations

    async def announced(self, shown: Reply) -> Reply:
        """The first screen, with a line for what is open."""
        now, today = utc_now(), local_today()
        lines = [
            pages.start_line(Consultation.load(kept.definition), today)
            for kept in await self._log.opened()
            if kept.takes_answers(now)
        ]
        return replace(shown, html=shown.html + "".join(lines))

    async def listed(self, sender: Sender) -> Reply:
        """« /consultations »: open, answered, closed."""
        now, today = utc_now(), local_today()
        lines: list[str] = []
        buttons = []
        for kept in (await self._log.opened())[:MAX_LISTED]:
            one = Consultation.load(kept.definition)
            is_open = kept.takes_answers(now)
            if is_open:
                official = await self._log.official(sender, one.id)
                session = await self._log.session(one.id, official.town or "")
                state = pages.state_of(one, _as_known(one, session, official))
            else:
                state = texts.STATE_RESULTS if kept.figures else texts.STATE_NO_RESULTS
            form = texts.LIST_OPEN if is_open else texts.LIST_CLOSED
            facts = pages.facts(one, today) | ({} if is_open else {"date": closed_on(kept)})
            number = len(lines) + 1
            lines.append(form.format(**facts, number=number, state=state))
            label = texts.OPEN_ONE if is_open else texts.READ_ONE
            buttons.append(pages.choice(label.format(number=number), "open", one))
        rows = [tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2)]
        if not await self._log.agrees(sender):
            rows.append((Choice(texts.AGREE, data("cs", "agree")),))
        return pages.listed(lines, tuple(rows))

    async def _follow(self, identifier: str, code: str, sender: Sender) -> Reply:
        kept = await self._log.get(identifier)
        if kept is None:
            return Reply(texts.GONE)
        if not kept.takes_answers(utc_now()):
            return await self._closed(kept, sender)
        good = not code or await self._log.verify(sender, identifier, code)
        shown = await self._enter(kept, sender)
        return shown if good else replace(shown, html=f"{texts.BAD_CODE}\n\n{shown.html}")

    async def _enter(self, kept: Kept, sender: Sender) -> Reply:
        """What comes before the first question."""
        await self._log.enter(sender, kept.id)
        found = await self._taking(kept, sender)
        if isinstance(found, Reply):
            return found
        agreed = await self._log.agrees(sender)
        name = found.town.name
        today = local_today()
        return pages.intro(found.one, today, name, found.session, found.others, agreed)

    async def _taking(self, kept: Kept, sender: Sender) -> Taking | Reply:
        """How a person takes part, or why the person cannot."""
        one = Consultation.load(kept.definition)
        official = await self._log.official(sender, kept.id)
        town = load_towns().by_code(official.town) if official.town is not None else None
        if town is None:
            await self._log.enter(sender, kept.id, waiting=True)
            asked = texts.NEEDS_TOWN.format(title=escape(one.title))
            return Reply(asked, form=Form(TOWN).dump())
        if not one.public.holds(town, await self._log.members(kept.id)):
            return Reply(_not_asked(one, town))
        session = await self._log.session(kept.id, town.code)
        if session is not None and session.verified and not official.verified:
            return Reply(texts.NEEDS_CODE.format(town=escape(town.name)))
        known = _as_known(one, session, official)
        return Taking(kept, one, sender, official, town, known)

    async def town_told(self, sender: Sender, told: Reply) -> Reply:
        """Go back to the consultation that waited for the town."""
        identifier = await self._log.waiting(sender)
        kept = await self._log.get(identifier) if identifier is not None else None
        if kept is None or not kept.takes_answers(utc_now()):
            return told
        shown = await self._enter(kept, sender)
        return replace(shown, html=f"{told.html}\n\n{shown.html}")

    async def _closed(self, kept: Kept, sender: Sender) -> Reply:
        """Results, once they are counted."""
        one = Consultation.load(kept.definition)
        if kept.figures is None:
            closed = texts.CLOSED.format(title=escape(one.title), date=closed_on(kept))
            return Reply(closed, form="")
        official = await self._log.official(sender, kept.id)
        session = await self._log.session(kept.id, official.town) if official.town else None
        own = {}
        if session is not None and session.sent_at is not None:
            town = load_towns().by_code(session.town or "")
            found = Taking(kept, one, sender, official, town, session) if town else None
            own = {k: v.value for k, v in found.readable.items()} if found else {}
        size = size_of(official.town)
        return replace(results_pages.page(kept, Figures.load(kept.figures), own, size), form="")


def _as_known(one: Consultation, session: Session | None, official: Official) -> Session | None:
    """What a town answered, as a person may know it."""
    if session is None:
        return None
    return seen(one, session, official.person, verified=official.verified)


def closed_on(kept: Kept) -> str:
    """The day it closed, or was to close."""
    return day(paris_day(kept.closed_at or kept.closes_at))


def _not_asked(one: Consultation, town: Town) -> str:
    public = one.public
    kind = "departements" if public.departments else "strate" if public.sizes else "adherents"
    low, high = public.sizes or (0, 0)
    said = texts.PUBLICS[kind].format(low=answers.number(low), high=answers.number(high))
    return texts.NOT_ASKED.format(town=escape(town.name), public=said)
