"""What goes on by itself: invitations, the reminder, closing, results, the promised comment.

Everything here may be done again at any moment, by any process: each message has a key under
which the outbox sends it once for ever.
"""

import asyncio
import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from bot.clock import paris_day, utc_now
from bot.consultations import pages, results, results_pages
from bot.consultations.models import Consultation
from bot.knowledge.html import escape
from bot.knowledge.towns import load_towns
from bot.pages.reply import Reply, dump
from bot.questionlog.consultation_desk import Somebody
from bot.questionlog.consultation_records import Given, Kept, Session
from bot.questionlog.records import Notice
from bot.questionlog.store import QuestionLog
from bot.rounds import rounds
from bot.texts import consultations as texts
from bot.texts.conversation import day
from bot.working_days import may_write, next_moment

EVERY_S: Final = 60.0
UNLINK_AFTER: Final = datetime.timedelta(days=30)


class Rounds:
    """The work of one minute. Methods may raise ``LogUnavailableError``."""

    def __init__(self, log: QuestionLog, staff_chat: int | None = None) -> None:
        self._desk = log.consultations.desk
        self._members = log.consultations.members
        self._staff_chat = staff_chat

    async def run(self, stop: asyncio.Event) -> None:
        """Make a round every minute until told to stop."""
        await rounds(lambda: self.once(utc_now()), EVERY_S, stop, "consultations not looked after")

    async def once(self, now: datetime.datetime) -> None:
        """Do all that is due at a moment."""
        for kept in await self._desk.everything():
            if kept.state == "ouverte" and now >= kept.closes_at:
                await self.close(kept, now)
            elif kept.takes_answers(now) and may_write(now):
                await self._push(kept, now)
        for kept in await self._desk.everything():
            if kept.state == "fermee":
                await self._after(kept, now)
        await self._desk.unlink(now - UNLINK_AFTER, _is_confidential)

    async def close(self, kept: Kept, now: datetime.datetime) -> None:
        """Close, and count what may be told; killed in between, the next round counts.

        Noted late, it was closed on its day all the same: thirty days are counted from there.
        """
        await self._desk.close(kept.id, min(now, kept.closes_at))
        await self._count(kept)

    async def _count(self, kept: Kept) -> None:
        one = Consultation.load(kept.definition)
        sessions = await self._desk.sessions(kept.id)
        await self._desk.keep_figures(kept.id, results.count(one, sessions).dump())

    async def _push(self, kept: Kept, now: datetime.datetime) -> None:
        """Invitations to those who consented and, once its day has come, the reminder."""
        one = Consultation.load(kept.definition)
        today = paris_day(now)
        somebody = await self._asked(one)
        invited = pages.pushed(texts.INVITATION, one, today)
        new = [person for person in somebody if person.since is None]
        await self._desk.notify(_to_each("cs-invite", one.id, new, invited), now)
        if one.reminder is not None and today >= one.reminder:
            reminded = pages.pushed(texts.REMINDER, one, today)
            late = await self._desk.invited_before(one.id, one.reminder, somebody)
            await self._desk.notify(_to_each("cs-remind", one.id, late, reminded), now)

    async def _asked(self, one: Consultation) -> list[Somebody]:
        """Those who consented, for a town that is asked and has not answered."""
        members = await self._members(one.id)
        towns = load_towns()
        found = []
        for person in await self._desk.consenting(one.id):
            town = towns.by_code(person.town) if person.town is not None else None
            if town is not None and one.public.holds(town, members):
                found.append(person)
        return found

    async def _after(self, kept: Kept, now: datetime.datetime) -> None:
        """Results to those who answered, then the comment, or the alarm that it is owed."""
        if kept.figures is None:
            await self._count(kept)
            return
        one = Consultation.load(kept.definition)
        if kept.returned_at is None:
            await self._desk.notify(await self._results(kept), next_moment(now), kept.id)
        elif kept.comment is not None:
            said = texts.COMMENT_ALONE.format(title=escape(one.title), text=escape(kept.comment))
            sent = await self._answerers(kept)
            notices = _to_each("cs-comment", one.id, sent, Reply(said))
            await self._desk.notify(notices, next_moment(now))
        elif paris_day(now) >= one.results.comment_before and self._staff_chat is not None:
            late = texts.COMMENT_LATE.format(
                title=escape(one.title), date=day(one.results.comment_before), id=one.id
            )
            alarm = Notice(f"cs-alarm:{one.id}", self._staff_chat, dump(Reply(late)))
            await self._desk.notify([alarm], now)

    async def _results(self, kept: Kept) -> list[Notice]:
        """To each who answered, the results with the own answers marked; the others are told."""
        one = Consultation.load(kept.definition)
        figures = results.Figures.load(kept.figures or "")
        sessions = {s.town: s for s in await self._desk.sessions(kept.id)}
        partial = Reply(texts.PARTIAL_KEPT.format(title=escape(one.title)))
        notices = []
        for person in await self._desk.took_part(kept.id):
            session = sessions.get(person.town)
            if session is None:
                continue
            shown = partial
            if session.sent_at is not None:
                known = readable(one, session, person.person, verified=person.verified)
                own = {name: given.value for name, given in known.items()}
                shown = results_pages.page(kept, figures, own, size_of(person.town))
            notices += _to_each("cs-results", one.id, [person], shown)
        return notices

    async def _answerers(self, kept: Kept) -> list[Somebody]:
        sent = {s.town for s in await self._desk.sessions(kept.id) if s.sent_at is not None}
        people = await self._desk.took_part(kept.id)
        return [one for one in people if one.town is None or one.town in sent]


def readable(
    one: Consultation, session: Session, person: str, *, verified: bool
) -> Mapping[str, Given]:
    """What a person may read of the answers of a town, which anybody may declare.

    Args:
        one: the consultation.
        session: of the town.
        person: the pseudonym; what the person said last, of all who answered, can be read.
        verified: whether the person has a code of the town: the rest is read in named mode, where
            no code protects it, or with one.
    """
    if verified or not (one.is_confidential or session.verified):
        return session.answers
    return {name: given for name, given in session.answers.items() if given.author == person}


def seen(one: Consultation, session: Session, person: str, *, verified: bool) -> Session:
    """The answers of a town as a person may know them.

    Of an answer that may not be read, it is known that it was given, unless its question hangs on
    another: that it was asked would tell what was answered to that other.
    """
    own = readable(one, session, person, verified=verified)
    known = {
        name: own.get(name, replace(given, value=None))
        for name, given in session.answers.items()
        if name in own or one.questions[one.position(name)].hangs_on is None
    }
    return replace(session, answers=known)


def size_of(code: str | None) -> str:
    """The place of a town's size class, as figures know it; empty: none."""
    place = results.size_place(load_towns().by_code(code or ""))
    return "" if place == results.UNANSWERED else place


def _is_confidential(definition: str) -> bool:
    return Consultation.load(definition).is_confidential


def _to_each(act: str, identifier: str, people: Iterable[Somebody], reply: Reply) -> list[Notice]:
    text = dump(reply)
    return [Notice(f"{act}:{identifier}:{one.person}", one.chat_id, text) for one in people]
