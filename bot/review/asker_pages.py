"""What askers are sent of the work of reviewers: answers, pointers, excuses, corrections."""

import datetime
from typing import Final

from bot.knowledge.html import MAX_MESSAGE, answer_html, escape, telegram_length
from bot.knowledge.models import Entry, token
from bot.pages.reply import Choice, Reply, data, shorten
from bot.questionlog.desk import Asker
from bot.texts import conversation
from bot.texts import review as texts

QUOTED: Final = 300
"""Characters of a question said again above its answer."""


def entry_notice(asker: Asker, entry: Entry, today: datetime.date) -> Reply:
    """« Your question has an answer », with the entry; shortened if it would not fit."""
    answer = answer_html(entry, today)
    for length in (QUOTED, 0):
        text = texts.NOTICE_ANSWER.format(
            number=asker.number,
            question=escape(shorten(asker.text, length) if length else ""),
            answer=answer,
        )
        if telegram_length(text) <= MAX_MESSAGE:
            break
    return Reply(text if telegram_length(text) <= MAX_MESSAGE else answer, _after(asker))


def personal_notice(asker: Asker, text: str) -> Reply:
    """« Your question has an answer », written by an expert."""
    shown = texts.NOTICE_PERSONAL.format(
        number=asker.number, question=escape(shorten(asker.text, QUOTED)), reply=escape(text)
    )
    return Reply(shown, _after(asker))


def pointed_notice(asker: Asker, pointer: str) -> Reply:
    """« Your question is out of scope », with whom to turn to."""
    shown = texts.NOTICE_POINTED.format(
        number=asker.number,
        question=escape(shorten(asker.text, QUOTED)),
        pointer=escape(pointer or texts.POINTER_DEFAULT),
    )
    again = (Choice(texts.ASK_AGAIN, data("re", asker.number)),)
    return Reply(shown, (again, *_stop(asker)))


def late_notice(asker: Asker, day: datetime.date) -> Reply:
    """« It takes longer than we meant », when the promised day has passed."""
    shown = texts.NOTICE_LATE.format(
        number=asker.number,
        question=escape(shorten(asker.text, QUOTED)),
        day=conversation.day(day),
    )
    whom = (Choice(conversation.WHOM_TO_WRITE_TO, data("contact")),)
    hush = (Choice(texts.DO_NOT_TELL_ME, data("hush", asker.number)),)
    return Reply(shown, (whom, hush))


def correction_notice(entry: Entry, today: datetime.date, *, in_private: bool) -> Reply:
    """« An answer you received was corrected », with what changed and the answer as it stands."""
    if entry.correction is None:
        raise ValueError("the entry has no correction")
    head = texts.NOTICE_CORRECTION.format(
        date=conversation.day(entry.correction.date), what=escape(entry.correction.text)
    )
    answer = answer_html(entry, today)
    both = f"{head}\n\n{answer}"
    shown = both if telegram_length(both) <= MAX_MESSAGE else head
    see = (Choice(shorten(entry.question), data("f", token(entry.id))),)
    stop = ((Choice(texts.STOP_NOTICES, data("stop")),),) if in_private else ()
    return Reply(shown, (see, *stop))


def _after(asker: Asker) -> tuple[tuple[Choice, ...], ...]:
    """What an asker can do with an answer that came later."""
    votes = (
        Choice(conversation.USEFUL, data("ok", asker.number)),
        Choice(conversation.USELESS, data("ko", asker.number)),
    )
    return (votes, *_stop(asker))


def _stop(asker: Asker) -> tuple[tuple[Choice, ...], ...]:
    """« Ne plus me prévenir »; settings are for private chats."""
    stop = (Choice(texts.STOP_NOTICES, data("stop")),)
    return (stop,) if asker.place.chat_id >= 0 else ()
