"""What an asker is shown about questions of his or her own: receipts, list, status."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.clock import paris_day
from bot.knowledge.html import escape, said_again
from bot.knowledge.models import Entry, token
from bot.pages.fiches import BROWSE
from bot.pages.reply import Choice, Reply, data, numbered, shorten
from bot.questionlog.desk import InboxLine
from bot.questionlog.lifecycle import REOPENABLE, is_open
from bot.questionlog.records import LoggedQuestion
from bot.texts import conversation as texts
from bot.texts import forms as form_texts
from bot.texts import review as review_texts

LISTED: Final = 70
"""Characters of a question in the list; of a request for support, the need alone."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What a receipt promises."""

    day: datetime.date | None
    """By when experts mean to answer; None: nothing is said of it."""
    told: bool
    """Whether the answer will be sent."""
    can_tell: bool = True
    """Whether anything can be sent there at all."""


def receipt(
    template: str, number: int, question: str, promise: Promise, *, in_private: bool
) -> Reply:
    """Confirms that a question goes to the experts.

    Args:
        template: what to say first.
        number: number of the question.
        question: its text, as typed.
        promise: by when it is answered, and whether that is told.
        in_private: whether one's own pages may be shown here.
    """
    text = template.format(number=number, question=said_again(question))
    mine = ((Choice(review_texts.MY_QUESTIONS, data("mine")),),) if in_private else ()
    rows = (*_telling(number, promise), *mine, *BROWSE)
    return Reply(text + _aimed_at(promise), rows, question=number)


def with_town_asked(receipt: Reply) -> Reply:
    """The receipt, asking for the town: an answer depends on its size and its department."""
    offer = Choice(form_texts.TOWN_OFFER, data("commune"))
    html = f"{receipt.html}\n\n{form_texts.TOWN_HELPS}"
    return replace(receipt, html=html, rows=(*receipt.rows[:-1], (offer,), receipt.rows[-1]))


def _aimed_at(promise: Promise) -> str:
    if promise.day is None:
        return ""
    words = texts.AIMED_AT if promise.told else texts.AIMED_AT_NOT_TOLD
    return "\n\n" + words.format(day=texts.day(promise.day))


def _telling(number: int, promise: Promise) -> tuple[tuple[Choice, ...], ...]:
    """The one tap that stops a message about this question, or asks for it."""
    if not promise.can_tell:
        return ()
    if promise.told:
        return ((Choice(review_texts.DO_NOT_TELL_ME, data("hush", number)),),)
    return ((Choice(review_texts.TELL_ME, data("tell", number)),),)


def support_receipt(number: int, need: str, contact: str, promise: Promise) -> Reply:
    """Confirms that a request for support goes to the experts.

    Args:
        number: its number in the log.
        need: in the person's words.
        contact: how to reach the person, as given.
        promise: by when it is answered, and whether that is told.
    """
    text = form_texts.SUPPORT_SENT.format(
        number=number, need=said_again(need), contact=escape(contact[:300])
    )
    mine = (Choice(review_texts.MY_QUESTIONS, data("mine")),)
    return Reply(text + _aimed_at(promise), (*_telling(number, promise), mine), question=number)


def settings(
    *, told: bool, corrections: bool, consultations: bool
) -> tuple[tuple[Choice, ...], ...]:
    """What is sent without being asked, each to be agreed to for itself, all stopped at once.

    Args:
        told: whether this person is told of what becomes of questions.
        corrections: whether also of corrections of all answers received.
        consultations: whether also of consultations.
    """
    stop = Choice(review_texts.STOP_NOTICES, data("stop"))
    resume = Choice(review_texts.RESUME_NOTICES, data("resume"))
    more = Choice(review_texts.TELL_CORRECTIONS, data("corrections"))
    shown = (
        (stop, told or corrections or consultations),
        (resume, not told),
        (more, not corrections),
    )
    return tuple((choice,) for choice, fits in shown if fits)


def my_questions(
    lines: Sequence[InboxLine], settings: tuple[tuple[Choice, ...], ...], *, more: bool
) -> Reply:
    """The asker's own questions, and what is sent without being asked.

    Args:
        lines: the last questions.
        settings: rows of buttons.
        more: whether there are older ones.
    """
    if not lines:
        return Reply(review_texts.MINE_NONE, (*BROWSE, *settings))
    if more:  # four rows of buttons are the most; who stopped all messages is asked that first
        settings = ((_older(lines),), *settings[:2])
    return _listed(review_texts.MINE, lines, settings)


def before(lines: Sequence[InboxLine], *, more: bool) -> Reply:
    """The asker's own questions of before those last shown.

    Args:
        lines: the questions; none when those that were there have been erased.
        more: whether there are older ones.
    """
    back = Choice(review_texts.MY_QUESTIONS, data("mine"))
    if not lines:
        return Reply(review_texts.MINE_NONE_BEFORE, ((back,),))
    shown = _listed(review_texts.MINE_BEFORE, lines, ((_older(lines), back) if more else (back,),))
    return replace(shown, replace=True)


def _older(lines: Sequence[InboxLine]) -> Choice:
    return Choice(review_texts.MINE_OLDER, data("older", lines[-1].id))


def _listed(
    template: str, lines: Sequence[InboxLine], more: tuple[tuple[Choice, ...], ...]
) -> Reply:
    """Questions a paragraph each, the buttons that open them, and others below."""
    listed = "\n\n".join(
        review_texts.MINE_LINE.format(
            rank=rank,
            number=line.id,
            date=texts.day(paris_day(line.asked_at)),
            status=review_texts.MINE_STATUSES[line.status],
            text=escape(shorten(" ".join(line.text.partition("\n\n")[0].split()), LISTED)),
        )
        for rank, line in enumerate(lines, 1)
    )
    rows = (*numbered([data("q", line.id) for line in lines]), *more)
    return Reply(template.format(lines=listed), rows, numbered=True)


def nothing_open(reply: Reply) -> Reply:
    """That there is nothing to cancel, with what else may be stopped."""
    stop = Choice(review_texts.STOP_NOTICES, data("stop"))
    mine = Choice(review_texts.MY_QUESTIONS, data("mine"))
    return replace(reply, rows=((stop,), (mine,)))


def settled(question: LoggedQuestion) -> Reply:
    """What was pressed is noted, but a reviewer's decision stands; it can be reopened."""
    text = texts.SETTLED.format(
        number=question.id, status=review_texts.MINE_STATUSES[question.status]
    )
    rows = (
        (Choice(review_texts.REOPEN, data("re", question.id)),),
        (Choice(review_texts.MY_QUESTIONS, data("mine")),),
    )
    return Reply(text, rows, question=question.id)


def my_question(question: LoggedQuestion, entry: Entry | None, promise: Promise) -> Reply:
    """One of the asker's own questions, with what can be done about it."""
    text = review_texts.MINE_ONE.format(
        number=question.id,
        date=texts.day(paris_day(question.asked_at)),
        text=said_again(question.text),
        status=review_texts.MINE_STATUSES[question.status],
    )
    rows: list[tuple[Choice, ...]] = []
    if is_open(question.status) and promise.day is not None:
        text += review_texts.MINE_AIMED_AT.format(day=texts.day(promise.day))
    if question.status == "hors_perimetre":
        pointer = pointer_of(question) or review_texts.POINTER_DEFAULT
        text += review_texts.MINE_POINTER.format(pointer=escape(pointer))
    if question.reply is not None:
        text += review_texts.MINE_REPLY.format(reply=escape(question.reply))
    if entry is not None and question.status == "repondue":
        rows.append((Choice(review_texts.MINE_SEE_ANSWER, data("f", token(entry.id))),))
        if promise.can_tell:
            watch = data("watch", question.id, token(entry.id))
            rows.append((Choice(review_texts.WATCH, watch),))
    if is_open(question.status):
        rows.append((Choice(review_texts.WITHDRAW, data("rm", question.id)),))
        rows.extend(_telling(question.id, promise))
    elif question.status in REOPENABLE:
        rows.append((Choice(review_texts.REOPEN, data("re", question.id)),))
    rows.append((Choice(review_texts.MY_QUESTIONS, data("mine")),))
    return Reply(text, tuple(rows))


def pointer_of(question: LoggedQuestion) -> str:
    """Whom the reviewer who found it out of scope named; empty: nobody in particular."""
    named = [detail for _, kind, detail in question.events if kind == "hors_perimetre"]
    return named[-1] if named else ""
