"""What an asker is shown about questions of his or her own: receipts, list, status."""

from collections.abc import Sequence
from dataclasses import replace

from bot.clock import paris_day
from bot.knowledge.html import escape
from bot.knowledge.models import Entry, token
from bot.pages.fiches import BROWSE
from bot.pages.reply import Choice, Reply, data, shorten
from bot.questionlog.desk import InboxLine
from bot.questionlog.lifecycle import REOPENABLE, is_open
from bot.questionlog.records import LoggedQuestion, Sender
from bot.texts import conversation as texts
from bot.texts import forms as form_texts
from bot.texts import review as review_texts
from bot.texts.typography import Count


def receipt(
    template: str,
    number: int,
    question: str,
    days: int,
    *,
    offer_to_tell: bool,
    in_private: bool,
) -> Reply:
    """Confirms that a question goes to the experts.

    Args:
        template: what to say first.
        number: number of the question.
        question: its text, as typed.
        days: working days within which experts mean to answer; 0 leaves the sentence out.
        offer_to_tell: whether to offer a message when there is an answer.
        in_private: whether one's own pages may be shown here.
    """
    text = template.format(number=number, question=escape(question[:500]))
    if days:
        text += "\n\n" + texts.DELAY.format(days=Count(days))
    tell = ((Choice(review_texts.TELL_ME, data("tell", number)),),) if offer_to_tell else ()
    mine = ((Choice(review_texts.MY_QUESTIONS, data("mine")),),) if in_private else ()
    return Reply(text, (*tell, *mine, *BROWSE), question=number)


def with_watch(reply: Reply, entry: Entry, number: int | None, sender: Sender) -> Reply:
    """The answer with an offer to tell when it is corrected, in its last row of buttons."""
    if number is None or sender.channel != "telegram" or not reply.rows:
        return reply
    offer = Choice(review_texts.WATCH, data("watch", number, token(entry.id)))
    return replace(reply, rows=(*reply.rows[:-1], (*reply.rows[-1], offer)))


def support_receipt(
    number: int, need: str, contact: str, days: int, *, offer_to_tell: bool
) -> Reply:
    """Confirms that a request for support goes to the experts.

    Args:
        number: its number in the log.
        need: in the person's words.
        contact: how to reach the person, as given.
        days: working days within which experts mean to answer.
        offer_to_tell: whether to offer a message when there is an answer.
    """
    text = form_texts.SUPPORT_SENT.format(
        number=number, need=escape(need[:500]), contact=escape(contact[:300])
    )
    text += "\n\n" + texts.DELAY.format(days=Count(days))
    tell = ((Choice(review_texts.TELL_ME, data("tell", number)),),) if offer_to_tell else ()
    return Reply(
        text, (*tell, (Choice(review_texts.MY_QUESTIONS, data("mine")),)), question=number
    )


def my_questions(lines: Sequence[InboxLine]) -> Reply:
    """The asker's own questions."""
    if not lines:
        return Reply(review_texts.MINE_NONE, BROWSE)
    listed = "\n".join(
        review_texts.MINE_LINE.format(
            rank=rank,
            number=line.id,
            date=texts.day(paris_day(line.asked_at)),
            status=review_texts.MINE_STATUSES[line.status],
            text=escape(" ".join(line.text.split())[:120]),
        )
        for rank, line in enumerate(lines, 1)
    )
    rows = tuple(
        (Choice(shorten(f"{rank}. {' '.join(line.text.split())}"), data("q", line.id)),)
        for rank, line in enumerate(lines, 1)
    )
    return Reply(review_texts.MINE.format(lines=listed), rows, numbered=True)


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


def my_question(question: LoggedQuestion, entry: Entry | None) -> Reply:
    """One of the asker's own questions, with what can be done about it."""
    text = review_texts.MINE_ONE.format(
        number=question.id,
        date=texts.day(paris_day(question.asked_at)),
        text=escape(question.text[:1000]),
        status=review_texts.MINE_STATUSES[question.status],
    )
    if question.reply is not None:
        text += review_texts.MINE_REPLY.format(reply=escape(question.reply))
    rows = []
    if entry is not None and question.status == "repondue":
        rows.append((Choice(review_texts.MINE_SEE_ANSWER, data("f", token(entry.id))),))
    if is_open(question.status):
        rows.append((Choice(review_texts.WITHDRAW, data("rm", question.id)),))
    elif question.status in REOPENABLE:
        rows.append((Choice(review_texts.REOPEN, data("re", question.id)),))
    rows.append((Choice(review_texts.MY_QUESTIONS, data("mine")),))
    return Reply(text, tuple(rows))
