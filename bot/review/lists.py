"""Lists of questions: the inbox, what is new, what falls due."""

import datetime
from collections.abc import Sequence
from typing import Final

from bot.clock import utc_now
from bot.knowledge.html import escape
from bot.pages.reply import Choice, Reply, dump, shorten
from bot.questionlog.desk import InboxLine, Total
from bot.questionlog.records import Notice
from bot.review.days import age
from bot.review.pages import SHORT, act_data, acts_rows, origin_of, who_has
from bot.texts import conversation
from bot.texts import review as texts
from bot.texts.typography import Count, agreed

REMINDED: Final = 12


def inbox(
    lines: Sequence[InboxLine],
    count: Total,
    page: int,
    size: int,
    status: str | None = None,
    domain: str | None = None,
) -> Reply:
    """A page of questions, each with a button that opens it.

    Args:
        lines: of the page.
        count: of all pages.
        page: from 0.
        size: of a page.
        status: that all are in; None: all that are to be handled.
        domain: that all are of; None: of any.
    """
    if not lines:
        return Reply(texts.INBOX_EMPTY)
    shown = "\n\n".join(_line(line) for line in lines)
    rows = list(_openers(lines))
    narrowed = (status or "", domain or "") if status or domain else ()
    turn = []
    if page > 0:
        turn.append(Choice(texts.BEFORE, act_data("page", page - 1, *narrowed)))
    if (page + 1) * size < count.all:
        turn.append(Choice(texts.AFTER, act_data("page", page + 1, *narrowed)))
    if turn:
        rows.append(tuple(turn))
    heading = texts.INBOX_OPEN
    if status:
        heading = texts.INBOX_OF_STATUS.format(status=texts.STATUSES[status])
    taken = agreed(texts.INBOX_TAKEN, count=count.taken) if count.taken and not status else ""
    html = texts.INBOX.format(heading=heading, count=count.all, taken=taken, lines=shown)
    return Reply(html, tuple(rows))


def announcement(staff_chat: int, lines: Sequence[InboxLine], count: int) -> Notice:
    """New questions, for the staff's group: one with its acts, several as a list."""
    if count == 1:
        line = lines[0]
        announced = texts.ANNOUNCE_SUPPORT if line.kind == "appui" else texts.ANNOUNCE_ONE
        text = announced.format(
            number=line.id, origin=origin_of(line.town), text=escape(shorten(line.text, 1000))
        )
        reply = Reply(text, acts_rows(line.id, "nouvelle"))
    else:
        shown = "\n\n".join(_line(line) for line in lines)
        reply = Reply(texts.ANNOUNCE_MANY.format(count=count, lines=shown), _openers(lines))
    now = utc_now().isoformat()  # reopened, it is announced again
    about = tuple(line.id for line in lines)
    return Notice(f"annonce:{lines[0].id}:{now}", staff_chat, dump(reply), about=about)


def reminder(staff_chat: int, day: datetime.date, lines: Sequence[InboxLine]) -> Notice:
    """The questions to which an answer is promised for a day, for the staff's group."""
    shown = "\n\n".join(_line(line) for line in lines[:REMINDED])
    count = Count(len(lines))
    text = texts.REMINDER.format(day=conversation.day(day), count=count, lines=shown)
    about = tuple(line.id for line in lines[:REMINDED])
    reply = Reply(text, _openers(lines[:REMINDED]))
    return Notice(f"rappel:{day}", staff_chat, dump(reply), about=about)


def _openers(lines: Sequence[InboxLine]) -> tuple[tuple[Choice, ...], ...]:
    """A button a question, that opens it."""
    buttons = tuple(
        Choice(texts.OPEN.format(number=line.id), act_data("voir", line.id)) for line in lines
    )
    return tuple(buttons[at : at + 4] for at in range(0, len(buttons), 4))


def _line(line: InboxLine) -> str:
    times = texts.INBOX_TIMES.format(times=line.times) if line.times > 1 else ""
    return texts.INBOX_LINE.format(
        number=line.id,
        status=texts.STATUSES[line.status],
        who=who_has(line.assignee),
        times=times,
        age=age(line.asked_at),
        origin=origin_of(line.town),
        support=texts.INBOX_SUPPORT if line.kind == "appui" else "",
        text=escape(shorten(line.text, SHORT)),
    )
