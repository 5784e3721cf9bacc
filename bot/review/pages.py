"""What reviewers are shown, and the notices that askers get."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Final

from bot.clock import PARIS, utc_now
from bot.knowledge.html import MAX_MESSAGE, answer_html, escape, telegram_length
from bot.knowledge.models import Entry, KnowledgeBase, token
from bot.pages.reply import Choice, Reply, data, dump, shorten
from bot.questionlog.addresses import Place
from bot.questionlog.desk import Asker, InboxLine
from bot.questionlog.form import Form
from bot.questionlog.lifecycle import is_open
from bot.questionlog.records import LoggedQuestion, Notice, Sending
from bot.texts import conversation, exports
from bot.texts import review as texts
from bot.texts.typography import Count, percent

SHORT: Final = 150
"""Characters of a question shown in a list."""
CANDIDATES: Final = 4
PREVIEWED: Final = Place(0)
"""For a notice that is only shown to a reviewer."""
EVENTS: Final = 15
SENDINGS: Final = 4
REMINDED: Final = 12
"""Questions named in one reminder."""


def inbox(lines: Sequence[InboxLine], total: int, page: int, size: int) -> Reply:
    """A page of questions, each with a button that opens it."""
    if not lines:
        return Reply(texts.INBOX_EMPTY)
    shown = "\n\n".join(_line(line) for line in lines)
    rows = list(_openers(lines))
    turn = []
    if page > 0:
        turn.append(Choice(texts.NEWER, _act("page", page - 1)))
    if (page + 1) * size < total:
        turn.append(Choice(texts.OLDER, _act("page", page + 1)))
    if turn:
        rows.append(tuple(turn))
    return Reply(texts.INBOX.format(count=total, lines=shown), tuple(rows))


def announcement(staff_chat: int, lines: Sequence[InboxLine], count: int) -> Notice:
    """New questions, for the staff's group: one with its acts, several as a list."""
    if count == 1:
        line = lines[0]
        text = texts.ANNOUNCE_ONE.format(number=line.id, text=escape(line.text[:1000]))
        reply = Reply(text, _acts_rows(line.id, "nouvelle"))
    else:
        shown = "\n\n".join(_line(line) for line in lines)
        reply = Reply(texts.ANNOUNCE_MANY.format(count=count, lines=shown), _openers(lines))
    now = utc_now().isoformat()  # reopened, it is announced again
    about = tuple(line.id for line in lines)
    return Notice(f"annonce:{lines[0].id}:{now}", staff_chat, dump(reply), about=about)


def one(question: LoggedQuestion, base: KnowledgeBase, sendings: Sequence[Sending] = ()) -> Reply:
    """All about one question, with the acts its status allows."""
    extra = ""
    if question.contact:
        extra += texts.QUESTION_CONTACT.format(contact=escape(question.contact))
    near = [(base.entries[e], c) for e, c in question.candidates if e in base.entries]
    if near:
        extra += texts.QUESTION_CANDIDATES.format(
            lines="\n".join(
                texts.QUESTION_CANDIDATE.format(
                    title=escape(e.question), confidence=percent(c), entry=e.id
                )
                for e, c in near[:CANDIDATES]
            )
        )
    if question.reply:
        extra += texts.QUESTION_REPLY.format(reply=escape(question.reply[:800]))
    for sending in sendings[-SENDINGS:]:
        extra += texts.SENDINGS[sending.state].format(
            date=_when(sending.at),
            reason=texts.SENDING_REASONS.get(sending.reason, sending.reason),
        )
    if question.events:
        events = question.events[-EVENTS:]
        extra += texts.QUESTION_HISTORY.format(lines="\n".join(map(_event, events)))
    domain = base.find_domain(question.domain or "")
    text = texts.QUESTION.format(
        number=question.id,
        status=texts.STATUSES[question.status],
        who=_who(question.assignee),
        text=escape(question.text[:1500]),
        date=_when(question.asked_at),
        channel=exports.CHANNELS[question.channel],
        outcome=exports.OUTCOMES[question.outcome],
        domain=escape(domain.name) if domain else texts.NO_DOMAIN,
        extra=extra,
    )
    return Reply(text, _acts_rows(question.id, question.status))


def attach_choices(question: LoggedQuestion, base: KnowledgeBase) -> Reply:
    """The nearest entries as buttons, and how to name another."""
    near = [base.entries[e] for e, _ in question.candidates if e in base.entries][:CANDIDATES]
    rows = tuple(
        (Choice(shorten(entry.question), _act("fiche", question.id, token(entry.id))),)
        for entry in near
    )
    return Reply(texts.HOW_TO_ATTACH.format(number=question.id), rows)


def entry_notice(asker: Asker, entry: Entry, today: datetime.date) -> Reply:
    """« Your question has an answer », with the entry; shortened if it would not fit."""
    answer = answer_html(entry, today)
    for length in (300, 0):
        text = texts.NOTICE_ANSWER.format(
            number=asker.number, question=escape(asker.text[:length]), answer=answer
        )
        if telegram_length(text) <= MAX_MESSAGE:
            break
    return Reply(text if telegram_length(text) <= MAX_MESSAGE else answer, _after(asker))


def personal_notice(asker: Asker, text: str) -> Reply:
    """« Your question has an answer », written by an expert."""
    shown = texts.NOTICE_PERSONAL.format(
        number=asker.number, question=escape(asker.text[:300]), reply=escape(text)
    )
    return Reply(shown, _after(asker))


def pointed_notice(asker: Asker, pointer: str) -> Reply:
    """« Your question is out of scope », with whom to turn to."""
    shown = texts.NOTICE_POINTED.format(
        number=asker.number,
        question=escape(asker.text[:300]),
        pointer=escape(pointer or texts.POINTER_DEFAULT),
    )
    again = (Choice(texts.ASK_AGAIN, data("re", asker.number)),)
    return Reply(shown, (again, *_stop(asker)))


def late_notice(asker: Asker, day: datetime.date) -> Reply:
    """« It takes longer than we meant », when the promised day has passed."""
    shown = texts.NOTICE_LATE.format(
        number=asker.number, question=escape(asker.text[:300]), day=conversation.day(day)
    )
    whom = (Choice(conversation.WHOM_TO_WRITE_TO, data("contact")),)
    hush = (Choice(texts.DO_NOT_TELL_ME, data("hush", asker.number)),)
    return Reply(shown, (whom, hush))


def reminder(staff_chat: int, day: datetime.date, lines: Sequence[InboxLine]) -> Notice:
    """The questions to which an answer is promised for a day, for the staff's group."""
    shown = "\n\n".join(_line(line) for line in lines[:REMINDED])
    count = Count(len(lines))
    text = texts.REMINDER.format(day=conversation.day(day), count=count, lines=shown)
    about = tuple(line.id for line in lines[:REMINDED])
    reply = Reply(text, _openers(lines[:REMINDED]))
    return Notice(f"rappel:{day}", staff_chat, dump(reply), about=about)


def preview(question: LoggedQuestion, shown: Reply, told: str, draft: Form) -> Reply:
    """What an asker will receive, for the reviewer who wrote it."""
    mark = draft.fields["marque"]
    send = Choice(texts.SEND, _act("envoyer", question.id, mark))
    drop = Choice(texts.DROP, _act("laisser", question.id, mark))
    html = texts.PREVIEW.format(number=question.id, told=told, shown=shown.html)
    return Reply(html, ((send, drop),), form=draft.dump())


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


def summary(counts: Mapping[str, Mapping[str, int]], base: KnowledgeBase) -> Reply:
    """The figures of a period."""
    lines = [
        (texts.SUMMARY_QUESTIONS, sum(counts["outcome"].values())),
        (texts.SUMMARY_PEOPLE, counts["people"]["all"]),
        *((name, counts["outcome"].get(key, 0)) for key, name in texts.OUTCOMES.items()),
        *((name, counts["status"].get(key, 0)) for key, name in texts.STATUSES.items()),
        (conversation.USEFUL, counts["feedback"].get("utile", 0)),
        (conversation.USELESS, counts["feedback"].get("inutile", 0)),
        *((domain.name, counts["domain"].get(domain.id, 0)) for domain in base.domains),
        (texts.SUMMARY_NOTICES, counts["notices"]["waiting"]),
    ]
    shown = "\n".join(
        texts.SUMMARY_LINE.format(name=escape(name[:1].upper() + name[1:]), count=count)
        for name, count in lines
    )
    entries = conversation.fiches(len(base.entries))
    return Reply(texts.SUMMARY.format(lines=shown, digest=base.digest, entries=entries))


def done(message: str, number: int) -> Reply:
    """An act carried out, with a way back to the question."""
    return Reply(
        escape(message), ((Choice(texts.OPEN.format(number=number), _act("voir", number)),),)
    )


def no_such(number: int) -> Reply:
    """There is no such question."""
    return Reply(texts.NO_SUCH_QUESTION.format(number=number), refused=True)


def no_such_entry(entry_id: str) -> Reply:
    """There is no such entry."""
    return Reply(texts.NO_SUCH_ENTRY.format(entry=escape(entry_id[:100])), refused=True)


def title(entry: Entry) -> str:
    """The question of an entry."""
    return entry.question


def _act(name: str, *arguments: object) -> str:
    return data("r", name, *arguments)


def _acts_rows(number: int, status: str) -> tuple[tuple[Choice, ...], ...]:
    if not is_open(status):
        return ((Choice(texts.REOPEN, _act("rouvrir", number)),),)
    take = (Choice(texts.TAKE, _act("prise", number)),) if status == "nouvelle" else ()
    return (
        (*take, Choice(texts.REPLY, _act("repondre", number))),
        (Choice(texts.ATTACH, _act("rattacher", number)),),
        (
            Choice(texts.DISMISS, _act("hors", number)),
            Choice(texts.DUPLICATE, _act("doublon", number)),
        ),
    )


def _openers(lines: Sequence[InboxLine]) -> tuple[tuple[Choice, ...], ...]:
    """A button a question, that opens it."""
    buttons = tuple(
        Choice(texts.OPEN.format(number=line.id), _act("voir", line.id)) for line in lines
    )
    return tuple(buttons[at : at + 4] for at in range(0, len(buttons), 4))


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


def _line(line: InboxLine) -> str:
    times = texts.INBOX_TIMES.format(times=line.times) if line.times > 1 else ""
    return texts.INBOX_LINE.format(
        number=line.id,
        status=texts.STATUSES[line.status],
        who=_who(line.assignee),
        times=times,
        text=escape(line.text[:SHORT]),
    )


def _who(assignee: str | None) -> str:
    return texts.INBOX_WHO.format(name=escape(assignee)) if assignee else ""


def _event(event: tuple[datetime.datetime, str, str]) -> str:
    at, kind, detail = event
    shown = f" ({escape(detail[:60])})" if detail else ""
    return texts.QUESTION_EVENT.format(
        date=_when(at), kind=texts.KINDS.get(kind, kind), detail=shown, actor=""
    )


def _when(moment: datetime.datetime) -> str:
    return moment.astimezone(PARIS).strftime("%d/%m/%Y %H:%M")
