"""What a mayor sees of a consultation: the list, the way in, one question, the summary."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from bot.consultations import answers, course
from bot.consultations.models import Consultation, Question
from bot.knowledge.html import escape
from bot.pages.reply import Choice, Reply, data, numbered, shorten
from bot.questionlog.consultation_records import Given, Session
from bot.texts import consultations as texts
from bot.texts.conversation import day

Rows = tuple[tuple[Choice, ...], ...]


def choice(label: str, act: str, one: Consultation, *arguments: object) -> Choice:
    """A button about a consultation."""
    return Choice(shorten(label), data("cs", act, one.id, *arguments))


def left(one: Consultation, today: datetime.date) -> str:
    """How long it stays open, in words."""
    days = (one.closes - today).days
    if days <= 0:
        return texts.LAST_DAY
    return texts.DAY_LEFT if days == 1 else texts.DAYS_LEFT.format(days=days)


def facts(one: Consultation, today: datetime.date) -> dict[str, str]:
    """What every sentence about a consultation may say of it."""
    return {
        "title": escape(one.title),
        "by": escape(one.by),
        "why": escape(one.why),
        "duration": escape(one.duration),
        "date": day(one.closes),
        "left": left(one, today),
    }


def pushed(form: str, one: Consultation, today: datetime.date) -> Reply:
    """An invitation or a reminder, with the way in and the way out."""
    rows = (
        (choice(texts.ANSWER_NOW, "open", one),),
        (choice(texts.MUTE, "mute", one),),
    )
    return Reply(form.format(**facts(one, today)), rows)


def start_line(one: Consultation, today: datetime.date) -> str:
    """The line under the first screen while it is open."""
    return texts.START_LINE.format(**facts(one, today))


def listed(lines: Sequence[str], rows: Rows) -> Reply:
    """The list of consultations."""
    if not lines:
        return Reply(texts.LIST_NONE, rows)
    return Reply(texts.LIST.format(lines="\n\n".join(lines)), rows, numbered=True)


def state_of(one: Consultation, session: Session | None) -> str:
    """How far a town is, in words."""
    if session is None:
        return texts.STATE_NEW
    if session.sent_at is not None:
        return texts.STATE_SENT
    values = session.values()
    done, count = course.answered(one, values), len(course.asked(one, values))
    return texts.STATE_BEGUN.format(done=done, count=count)


def intro(
    one: Consultation,
    today: datetime.date,
    town: str,
    session: Session | None,
    others: bool,
    agreed: bool,
) -> Reply:
    """Who asks, why, for how long, how it is kept; and what was answered already.

    Args:
        one: the consultation.
        today: the day in France.
        town: its name.
        session: what the town answered so far.
        others: whether somebody else answered for the town.
        agreed: whether the person is told of consultations already.
    """
    values = session.values() if session is not None else {}
    html = texts.INTRO.format(
        **facts(one, today),
        count=len(one.questions),
        town=escape(town),
        mode=texts.MODES[one.mode],
    )
    done = course.answered(one, values)
    rows: list[tuple[Choice, ...]] = []
    if session is None or not done:
        rows.append((choice(texts.BEGIN, "q", one, 0),))
    else:
        html += "\n\n" + _so_far(one, session, done)
        rows += _resuming(one, values)
        if others:
            html += "\n" + texts.BY_SOMEBODY
    if not agreed:
        rows.append((choice(texts.AGREE, "agree", one),))
    if session is None or session.sent_at is None:
        rows.append((choice(texts.MUTE, "mute", one),))
    return Reply(html, tuple(rows), form="")


def _so_far(one: Consultation, session: Session, done: int) -> str:
    if session.sent_at is not None:
        return texts.SENT_BEFORE.format(date=day(session.sent_at.date()), end=day(one.closes))
    last = max(given.at for given in session.answers.values())
    count = len(course.asked(one, session.values()))
    return texts.PARTLY.format(done=done, count=count, date=day(last.date()))


def _resuming(one: Consultation, values: Mapping[str, Any]) -> Rows:
    left_out = course.missing(one, values)
    reread = (choice(texts.REREAD, "sum", one),)
    if not left_out:
        return (reread,)
    go_on = texts.RESUME.format(number=_number(one, values, left_out[0]))
    return ((choice(go_on, "q", one, left_out[0]),), reread)


def _number(one: Consultation, values: Mapping[str, Any], position: int) -> int:
    """The number of a question as it is shown: among those that are asked."""
    return sum(n <= position for n in course.asked(one, values))


def question(
    one: Consultation,
    position: int,
    values: Mapping[str, Any],
    readable: Mapping[str, Given],
    picked: Sequence[int] | None = None,
    noted: str = "",
) -> Reply:
    """One question, with its options one a row.

    Args:
        one: the consultation.
        position: of the question, from 0.
        values: what was answered so far.
        readable: the answers that this person may read.
        picked: the options ticked and not yet validated; None: those of the answer.
        noted: what was just answered, said again above.
    """
    item = one.questions[position]
    current = readable[item.id].value if item.id in readable else None
    ticked = list(picked) if picked is not None else answers.positions(item, current)
    now = ""
    if item.id in readable and picked is None:
        now = texts.NOW.format(value=escape(answers.words(item, current)))
    html = texts.QUESTION.format(
        title=escape(one.title),
        number=_number(one, values, position),
        count=len(course.asked(one, values)),
        text=escape(item.text),
        hint=texts.HINTS[item.kind].format(most=item.most, **answers.bounds(item)),
        now=now,
    )
    said = texts.NOTED.format(value=escape(shorten(noted, 200))) if noted else ""
    rows = (*_options(one, position, ticked), *_around(one, position, values))
    return Reply(said + html, rows, numbered=bool(item.choices), replace=True)


def _options(one: Consultation, position: int, ticked: Sequence[int]) -> Rows:
    item = one.questions[position]
    many = item.kind == "choix_multiple"
    rows = []
    for at, label in enumerate(item.choices.values()):
        form = texts.CHOSEN if at in ticked else texts.OPTION
        shown = form.format(number=at + 1, label=label)
        argument = mask_of(set(ticked) ^ {at}) if many else at
        rows.append((choice(shown, "t" if many else "o", one, position, argument),))
    if many:
        label = texts.VALIDATE.format(chosen=len(ticked), most=item.most)
        rows.append((choice(label, "v", one, position, mask_of(ticked)),))
    return tuple(rows)


def _around(one: Consultation, position: int, values: Mapping[str, Any]) -> Rows:
    row = []
    back = course.before(one, values, position)
    if back is not None:
        row.append(choice(texts.BACK, "q", one, back))
    if one.questions[position].optional:
        row.append(choice(texts.SKIP, "pass", one, position))
    if not course.missing(one, values):
        row.append(choice(texts.TO_SUMMARY, "sum", one))
    return (tuple(row),) if row else ()


def mask_of(picked: Sequence[int] | set[int]) -> int:
    """Options ticked, as one number: a button holds all there is to know."""
    return sum(1 << at for at in picked)


def picked_in(mask: int, item: Question) -> list[int]:
    """The options that a number of ``mask_of`` ticks."""
    return [at for at in range(len(item.choices)) if mask >> at & 1]


def is_it(one: Consultation, position: int, text: str) -> Reply:
    """« Est-ce votre réponse, ou une question ? »."""
    rows = (
        (choice(texts.IS_ANSWER, "is", one, position),),
        (choice(texts.IS_QUESTION, "ask", one, position),),
    )
    return Reply(texts.IS_IT.format(text=escape(shorten(text, 200))), rows)


def summary(
    one: Consultation, session: Session, town: str, readable: Mapping[str, Given]
) -> Reply:
    """Everything that was answered, before it is sent or to be changed.

    Args:
        one: the consultation.
        session: what the town answered.
        town: its name.
        readable: the answers that this person may read; of the others, that they were given.
    """
    values = session.values()
    shown = course.asked(one, values)
    lines = []
    for number, position in enumerate(shown, 1):
        item = one.questions[position]
        value = texts.NOT_ANSWERED
        if item.id in readable:
            value = shorten(answers.words(item, readable[item.id].value), 300)
        elif item.id in values:
            value = texts.BY_OTHERS
        lines.append(
            texts.SUMMARY_LINE.format(number=number, text=escape(item.text), value=escape(value))
        )
    left_out = course.missing(one, values)
    state = texts.NOT_SENT
    if session.sent_at is not None:
        end = day(one.closes)
        state = texts.SENT_BEFORE.format(date=day(session.sent_at.date()), end=end)
    if left_out:
        numbers = ", ".join(str(_number(one, values, n)) for n in left_out)
        state += " " + texts.STILL_MISSING.format(numbers=numbers)
    html = texts.SUMMARY.format(
        title=escape(one.title), town=escape(town), lines="\n\n".join(lines), state=state
    )
    first = _next(one, session, values, left_out)
    rows = numbered([data("cs", "q", one.id, position) for position in shown])
    whole = (*((first,) if first else ()), *rows)
    return Reply(html, whole, numbered=True, replace=True, form="")


def _next(
    one: Consultation, session: Session, values: Mapping[str, Any], left_out: Sequence[int]
) -> tuple[Choice, ...]:
    if left_out:
        label = texts.RESUME.format(number=_number(one, values, left_out[0]))
        return (choice(label, "q", one, left_out[0]),)
    return () if session.sent_at is not None else (choice(texts.SEND, "send", one),)
