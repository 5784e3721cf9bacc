"""What reviewers are shown, and the notices that askers get."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.knowledge.html import MAX_MESSAGE, escape, telegram_length
from bot.knowledge.models import Entry, KnowledgeBase, token
from bot.pages.reply import Choice, Reply, data, shorten
from bot.questionlog import form
from bot.questionlog.addresses import Place
from bot.questionlog.form import Form
from bot.questionlog.handling import Happened
from bot.questionlog.lifecycle import REOPENABLE_BY_STAFF, is_open
from bot.questionlog.records import LoggedQuestion, Sending
from bot.review.caution import caution
from bot.review.days import age, moment
from bot.review.places import origin
from bot.review.telling import sending_line
from bot.texts import conversation, exports
from bot.texts import review as texts
from bot.texts.typography import percent

SHORT: Final = 150
"""Characters of a question shown in a list."""
CANDIDATES: Final = 4
LEAST_SURE: Final = 0.005
"""Below it an entry would be shown with « 0 % »."""
PREVIEWED: Final = Place(0)
"""For a notice that is only shown to a reviewer."""
EVENTS: Final = 15
SENDINGS: Final = 4


def one(
    question: LoggedQuestion,
    base: KnowledgeBase,
    sendings: Sequence[Sending] = (),
    history: Sequence[Happened] = (),
) -> Reply:
    """All about one question, with the acts its status allows.

    Args:
        question: the question.
        base: what is served.
        sendings: what became of the notices of its answer.
        history: what followed, with who of the staff did it: for staff alone.
    """
    extra = ""
    if question.contact:
        extra += texts.QUESTION_CONTACT.format(contact=escape(question.contact))
    near = _near(question, base)
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
    if sendings:
        sent = "\n".join(escape(sending_line(one)) for one in sendings[-SENDINGS:])
        extra += texts.QUESTION_SENDINGS.format(lines=sent)
    if history:
        extra += texts.QUESTION_HISTORY.format(lines="\n".join(map(_event, history[-EVENTS:])))
    domain = base.find_domain(question.domain or "")
    text = texts.QUESTION.format(
        number=question.id,
        status=texts.STATUSES[question.status],
        who=who_has(question.assignee),
        text=escape(shorten(question.text, 1500)),
        age=age(question.asked_at),
        date=moment(question.asked_at),
        origin=escape(str(origin(question.town))) or texts.NO_TOWN,
        channel=exports.CHANNELS[question.channel],
        outcome=exports.OUTCOMES[question.outcome],
        domain=escape(domain.name) if domain else texts.NO_DOMAIN,
        extra=extra,
    )
    return Reply(text, acts_rows(question.id, question.status))


def _near(question: LoggedQuestion, base: KnowledgeBase) -> list[tuple[Entry, float]]:
    """The entries found near a question that are served still, with how sure that was."""
    return [
        (base.entries[entry], sure)
        for entry, sure in question.candidates
        if entry in base.entries and sure >= LEAST_SURE
    ]


def attach_choices(question: LoggedQuestion, base: KnowledgeBase) -> Reply:
    """The nearest entries as buttons; words typed next look for others."""
    near = [entry for entry, _ in _near(question, base)]
    return entries_for(question.id, near, texts.ASK_FOR["rattacher"], question.text)


def entries_for(number: int, entries: Sequence[Entry], words: str, text: str = "") -> Reply:
    """Entries to answer a question with, as buttons, while words are awaited."""
    rows = tuple(
        (Choice(shorten(entry.question), act_data("fiche", number, token(entry.id))),)
        for entry in entries[:CANDIDATES]
    )
    waiting = form.reviewing("rattacher", number)
    return Reply(words.format(number=number) + _asked(text), rows, form=waiting.dump())


def ask_for(act: str, number: int, text: str = "") -> Reply:
    """Ask for what no button can carry: it is typed next, with the question before one's eyes."""
    asked = texts.ASK_FOR[act].format(number=number) + _asked(text)
    rows = ((Choice(texts.FILE_PLAINLY, act_data("classer", number)),),) if act == "hors" else ()
    return Reply(asked, rows, form=form.reviewing(act, number).dump())


def _asked(text: str) -> str:
    return texts.ASKED.format(text=escape(shorten(text, SHORT))) if text else ""


def preview(question: LoggedQuestion, shown: Reply, told: str, draft: Form) -> Reply:
    """What an asker will receive, for the reviewer who wrote it."""
    mark = draft.fields["marque"]
    send = Choice(texts.SEND, act_data("envoyer", question.id, mark))
    drop = Choice(texts.DROP, act_data("laisser", question.id, mark))
    told = f"{told} {caution(draft.fields['texte'])}".rstrip()
    html = texts.PREVIEW.format(number=question.id, told=told, shown=shown.html)
    return Reply(html, ((send, drop),), form=draft.dump())


def summary(counts: Mapping[str, Mapping[str, int]], base: KnowledgeBase) -> Reply:
    """The figures of a period, under what they count."""
    votes = {"utile": conversation.USEFUL, "inutile": conversation.USELESS}
    domains = {domain.id: domain.name for domain in base.domains}
    asked = [
        (texts.SUMMARY_QUESTIONS, sum(counts["outcome"].values())),
        (texts.SUMMARY_PEOPLE, counts["people"]["all"]),
    ]
    parts = [_figures(asked)]
    for name, words in (
        ("outcome", texts.OUTCOMES),
        ("status", texts.STATUSES),
        ("feedback", votes),
        ("domain", domains),
    ):
        found = [(word, counts[name][key]) for key, word in words.items() if counts[name].get(key)]
        if found:
            parts.append(f"{texts.SUMMARY_TITLES[name]}\n{_figures(found)}")
    waiting = [(texts.SUMMARY_NOTICES, counts["notices"]["waiting"])]
    parts.append(_figures(waiting))
    entries = conversation.fiches(len(base.entries))
    shown = "\n\n".join(parts)
    return Reply(texts.SUMMARY.format(lines=shown, digest=base.digest, entries=entries))


def _figures(lines: Sequence[tuple[str, int]]) -> str:
    return "\n".join(
        texts.SUMMARY_LINE.format(name=escape(name[:1].upper() + name[1:]), count=count)
        for name, count in lines
    )


def done(message: str, number: int) -> Reply:
    """An act carried out, with a way back to the question, and on to the next."""
    back = Choice(texts.OPEN.format(number=number), act_data("voir", number))
    return Reply(escape(message), ((back, Choice(texts.NEXT, act_data("suivante", number))),))


def no_such(number: int) -> Reply:
    """There is no such question."""
    return Reply(texts.NO_SUCH_QUESTION.format(number=number), refused=True)


def no_such_entry(entry_id: str) -> Reply:
    """There is no such entry."""
    return Reply(texts.NO_SUCH_ENTRY.format(entry=escape(entry_id[:100])), refused=True)


def already(question: LoggedQuestion) -> Reply:
    """Nothing was changed: somebody was quicker."""
    status = texts.STATUSES[question.status]
    return Reply(texts.ALREADY.format(number=question.id, status=status), refused=True)


def unfit(text: str, shown: Reply) -> Reply | None:
    """Why an answer cannot be shown so: it is empty, or too long for Telegram."""
    if not text:
        return Reply(texts.EMPTY_REPLY, refused=True)
    size = telegram_length(shown.html)
    if size <= MAX_MESSAGE:
        return None
    limit = MAX_MESSAGE - (size - len(text))
    return Reply(texts.TOO_LONG_REPLY.format(size=len(text), limit=limit), refused=True)


def act_data(name: str, *arguments: object) -> str:
    """What a reviewer's button carries."""
    return data("r", name, *arguments)


def acts_rows(number: int, status: str) -> tuple[tuple[Choice, ...], ...]:
    """The buttons of what can be done with a question."""
    if not is_open(status):
        reopen = (Choice(texts.REOPEN, act_data("rouvrir", number)),)
        return (reopen,) if status in REOPENABLE_BY_STAFF else ()
    take = (Choice(texts.TAKE, act_data("prise", number)),) if status == "nouvelle" else ()
    return (
        (*take, Choice(texts.REPLY, act_data("repondre", number))),
        (Choice(texts.ATTACH, act_data("rattacher", number)),),
        (
            Choice(texts.DISMISS, act_data("hors", number)),
            Choice(texts.DUPLICATE, act_data("doublon", number)),
        ),
    )


def origin_of(town: str | None) -> str:
    """Where a question comes from, as a line says it; empty where it was not told."""
    found = escape(str(origin(town)))
    return texts.ORIGIN.format(origin=found) if found else ""


def who_has(assignee: str | None) -> str:
    """Who has a question in hand, as a line says it."""
    return texts.INBOX_WHO.format(name=escape(assignee)) if assignee else ""


def _event(event: Happened) -> str:
    at, kind, detail, actor = event
    shown = f" ({escape(detail[:60])})" if detail else ""
    by = texts.QUESTION_ACTOR.format(name=escape(actor)) if actor else ""
    return texts.QUESTION_EVENT.format(
        date=moment(at), kind=texts.KINDS.get(kind, kind), detail=shown, actor=by
    )
