"""One question: all about it, and what can be done with it but answering."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from starlette.responses import Response

from bot.clock import local_today
from bot.console.inbox import row_of
from bot.console.offering import offer
from bot.console.onward import just_done, onward, path_of
from bot.console.web import RefusedError, Visit, redirect
from bot.knowledge.html import MAX_MESSAGE
from bot.matching.matcher import match
from bot.privacy.masking import mask_contacts
from bot.questionlog.handling import UNDO_TIME, Happened
from bot.questionlog.lifecycle import REOPENABLE_BY_STAFF, is_open
from bot.questionlog.records import LoggedQuestion
from bot.review.acts import Review
from bot.review.places import origin
from bot.review.second_thoughts import SecondThoughts
from bot.review.telling import sending_line, will_be_told
from bot.review.typed import MAX_POINTER
from bot.texts import console as texts
from bot.working_days import promised


async def asked(visit: Visit) -> LoggedQuestion:
    """The question of the address.

    Raises:
        RefusedError: there is none.
    """
    question = await visit.house.log.get(visit.number())
    if question is None:
        raise RefusedError(404, "question")
    return question


async def question(visit: Visit) -> Response:
    """The page of one question."""
    return await question_page(visit, await asked(visit))


async def question_page(
    visit: Visit, found: LoggedQuestion, errors: list[tuple[str, str]] | None = None
) -> Response:
    """The page of a question, perhaps with what is to be mended in a form of it.

    Args:
        visit: by whom.
        found: the question.
        errors: (id of the field, what is wrong).
    """
    handling, queue = visit.house.log.console.handling, visit.house.log.console.queue
    base = visit.house.served().base
    near = (
        await queue.near(found.id, found.text, found.normal)
        if is_open(found.status) and found.text
        else []
    )
    told = await visit.house.log.desk.to_tell(found.id)
    history = await handling.history(found.id)
    values: dict[str, Any] = {
        "question": found,
        "version": await handling.version(found.id),
        "open": is_open(found.status),
        "reopenable": found.status in REOPENABLE_BY_STAFF,
        "day": promised(found.reopened_at or found.asked_at, visit.house.settings.reply_days),
        "today": local_today(),
        "place": origin(found.town),
        "domain": base.find_domain(found.domain or ""),
        "kind": texts.KINDS.get(found.kind, found.kind),
        "entry": base.entries.get(found.entry or ""),
        "merged": await queue.merged(found.id),
        "near": [row_of(line, visit.house) for line in near],
        "notes": await handling.notes_of(found.id),
        "history": history,
        "seconds": await handling.seconds_left(found.id),
        "sendings": await _sendings(visit, found.id),
        "who": will_be_told(len(told)),
        "names": await _colleagues(visit),
        "pointer": _pointer(visit, found, history),
        "typed": visit.form.get("note", ""),
        "offer": offer(visit, found) if is_open(found.status) and found.text else None,
        "limit": MAX_MESSAGE,
        "done": await just_done(visit),
        "errors": errors or [],
    }
    return visit.page("question.html.j2", 422 if errors else 200, **values)


async def _sendings(visit: Visit, number: int) -> list[tuple[str, bool]]:
    """(what became of a notice, whether it failed) of each that answers the question."""
    found = await visit.house.log.outbox.delivery_of(number)
    return [(sending_line(sending), sending.state == "failed") for sending in found]


@dataclass(frozen=True, slots=True)
class Pointer:
    """Whose matter a question is."""

    words: str
    """What to send: as it was typed, as it was said before, or as the base knows."""
    read: str
    """What its asker was told by the assistant, and asked all the same."""


def _pointer(visit: Visit, found: LoggedQuestion, history: Sequence[Happened]) -> Pointer:
    if not is_open(found.status) or not found.text:
        return Pointer("", "")
    known = _of_the_base(visit, found)
    sent_on = any(kind == "transmise" for _, kind, _, _ in history)
    read = known if sent_on else ""
    typed = visit.form.get("vers") or visit.query.get("vers", "").strip()[:MAX_POINTER]
    said = [detail for _, kind, detail, _ in history if kind == "hors_perimetre" and detail]
    return Pointer(typed or (said[-1] if said else "" if read else known), read)


def _of_the_base(visit: Visit, found: LoggedQuestion) -> str:
    """Whom the base says to turn to."""
    served = visit.house.served()
    theme = match(found.text, served.index).reason.outside
    subject = served.base.outside_subject(theme) if theme else None
    if subject is None:
        return ""
    return " ".join(part for part in (subject.referral, subject.url) if part)


def _review(visit: Visit, delay: datetime.timedelta | None = None) -> Review:
    """The acts of reviewers, for what this page has shown; what they tell may wait."""
    log = visit.house.log
    return Review(visit.house.served().base, log, log.console.handling.desk(visit.seen(), delay))


def _after(number: int, *, refused: bool, said: str = "") -> Response:
    """Back to the question: it shows what was done, or that somebody was quicker."""
    return redirect(path_of(number), "conflit" if refused else said)


async def take(visit: Visit) -> Response:
    """Take a question."""
    number = visit.number()
    reply = await _review(visit).assign(number, visit.member.name)
    return _after(number, refused=reply.refused)


async def release(visit: Visit) -> Response:
    """Give back what was taken."""
    number = visit.number()
    desk = visit.house.log.console.handling.desk(visit.seen())
    reply = await SecondThoughts(desk).release(number, visit.member.name)
    return _after(number, refused=reply.refused)


async def hand(visit: Visit) -> Response:
    """Hand it to a colleague, or take it over."""
    number, name = visit.number(), visit.form.get("nom", "").strip()[:64]
    if name not in await _colleagues(visit):
        raise RefusedError(400, "formulaire")
    desk = visit.house.log.console.handling.desk(visit.seen())
    reply = await SecondThoughts(desk).hand(number, name, visit.member.name)
    own = name == visit.member.name
    return _after(number, refused=reply.refused, said="" if own else "confiee")


async def _colleagues(visit: Visit) -> list[str]:
    """Those that a question can be handed to: who acted lately, or is signed in."""
    log = visit.house.log.console
    signed_in = await log.sessions.names_of(visit.house.settings.reviewer_ids)
    return sorted({*await log.queue.names(), *signed_in, visit.member.name})


async def note(visit: Visit) -> Response:
    """Add an internal note; nobody's act is in its way. What stands beside it stays typed."""
    found = await asked(visit)
    if not found.text:
        raise RefusedError(409, "effacee")
    if not await _noted(visit, found.id):
        return await question_page(visit, found, [("note", texts.FAULT_NOTE)])
    return redirect(path_of(found.id), "note" + _typed_pointer(visit))


async def _noted(visit: Visit, number: int) -> bool:
    """Whether a note was typed; it is kept, masked like a question."""
    text = mask_contacts(visit.form.get("note", "").strip()).text
    if text:
        await visit.house.log.console.handling.note(number, visit.member.name, text)
    return bool(text)


def _typed_pointer(visit: Visit) -> str:
    """What the address carries of the pointer that stands in the form."""
    typed = mask_contacts(visit.form.get("vers", "").strip()[:MAX_POINTER]).text
    return f"&vers={quote(typed)}" if typed else ""


async def merge(visit: Visit) -> Response:
    """File the ticked questions as the same as this one: their askers are told with its."""
    found = await asked(visit)
    ticked = visit.numbers("meme")
    if not ticked:
        return await question_page(visit, found, [("reunir", texts.FAULT_NONE_CHOSEN)])
    if await visit.house.log.console.handling.version(found.id) != visit.seen():
        return _after(found.id, refused=True)
    review = Review(visit.house.served().base, visit.house.log)
    replies = [await review.duplicate(n, found.id, visit.member.name) for n in ticked[:20]]
    return _after(found.id, refused=any(reply.refused for reply in replies), said="reunies")


async def point(visit: Visit) -> Response:
    """File as out of scope, with a pointer."""
    found, pointer = await asked(visit), visit.form.get("vers", "").strip()[:MAX_POINTER]
    if not pointer:
        return await question_page(visit, found, [("vers", texts.FAULT_POINTER)])
    review = _review(visit, UNDO_TIME)
    reply = await review.dismiss(found.id, visit.member.name, pointer)
    await _noted(visit, found.id)
    if reply.refused:
        return redirect(path_of(found.id), "conflit" + _typed_pointer(visit))
    return await onward(visit, found.id)


async def reopen(visit: Visit) -> Response:
    """Put back among the questions to handle."""
    reply = await _review(visit).reopen(visit.number(), visit.member.name)
    return _after(visit.number(), refused=reply.refused)


async def undo(visit: Visit) -> Response:
    """Take a reply back within its minute; what it was goes back into its form."""
    asked_last = await asked(visit)
    first = asked_last.duplicate_of or asked_last.id
    before = await visit.house.log.get(first)
    if not await visit.house.log.console.handling.take_back(first, visit.member.name):
        return redirect(path_of(asked_last.id), "parti")
    if before is not None and before.reply:
        return redirect(f"{path_of(first)}/repondre", "annule")
    return redirect(path_of(first), "retenu")
