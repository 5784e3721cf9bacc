"""What is shown when there is no sure answer: a choice, the nearest page, whose matter it is."""

import html
from collections.abc import Sequence
from dataclasses import replace

from bot.knowledge.html import escape
from bot.knowledge.models import Entry, OutsideSubject, token
from bot.pages.fiches import BROWSE, ask, first_sentence, subject, votes, with_first
from bot.pages.reply import Choice, Reply, data, in_rows, shorten
from bot.pages.rows import MAX_ROWS, numbers, titles
from bot.pages.several import NOTHING, Also
from bot.questionlog.records import Sender
from bot.texts import conversation as texts


def suggest(
    entries: Sequence[Entry], number: int | None, sender: Sender, also: Also = NOTHING
) -> Reply:
    """A choice between entries when none is sure.

    Args:
        entries: to choose from.
        number: number of the logged question; None when the log could not be written.
        sender: who asks, and where.
        also: what is said of further questions of the same message.
    """
    text = texts.SUGGEST.format(titles=titles(entries)) + also.html
    verb = ("p", number) if number else ("f",)
    picks = [choice for row in numbers(entries, *verb) for choice in row]
    rows = in_rows([*picks, *also.choices])
    if number is None:
        return Reply(f"{text}\n\n{texts.NOT_LOGGED_NOTE}", rows, numbered=True)
    rows = (*rows, (Choice(texts.NONE_OF_THESE, data("no", number)),))
    return Reply(f"{text}\n\n{_hint(sender)}", rows, numbered=True, question=number)


def choose_again(choices: Sequence[tuple[str, str]], number: int, sender: Sender) -> Reply:
    """The choice that is open, for who replied something else than a number."""
    buttons = [Choice(label, carried) for label, carried in choices]
    shown = [button for button in buttons if button.label.isdecimal()]
    rest = tuple((button,) for button in buttons if not button.label.isdecimal())
    rows = (*in_rows(shown), *rest)
    return Reply(_hint(sender), rows, numbered=True, question=number)


def _hint(sender: Sender) -> str:
    """How to choose; a number merely typed in a group is not read."""
    return texts.SUGGEST_HINT if sender.is_oneself else texts.SUGGEST_HINT_IN_GROUP


def nearest(entry: Entry, number: int | None, also: Also = NOTHING) -> Reply:
    """The nearest page, not given as the answer: its title and its first sentence."""
    text = texts.NEAREST.format(
        title=escape(entry.question), sentence=escape(first_sentence(entry))
    )
    text += also.html
    asked = in_rows(also.choices)
    if number is None:
        rows = ((Choice(texts.READ, data("f", token(entry.id))),), *asked)
        return Reply(f"{text}\n\n{texts.NOT_LOGGED_NOTE}", rows, numbered=bool(asked))
    return Reply(
        text,
        (
            (Choice(texts.READ, data("p", number, token(entry.id))),),
            (Choice(texts.NOT_MY_QUESTION, data("no", number)),),
            *asked,
        ),
        numbered=bool(asked),
        question=number,
    )


def quoted(sentence: str, number: int | None, entry_id: str) -> Reply:
    """What the entry on screen says of a further point, without sending it again."""
    text = texts.QUOTED.format(sentence=escape(sentence))
    if number is None:
        return Reply(f"{text}\n\n{texts.NOT_LOGGED_NOTE}", entry=entry_id)
    return Reply(text, (votes(number), ask(number)), question=number, entry=entry_id)


def not_said(entry: Entry, near: Sequence[Entry], receipt: Reply) -> Reply:
    """The entry on screen does not say; neighbours that might, and the receipt.

    Args:
        entry: what is on screen.
        near: entries that may say it.
        receipt: that the question goes to the experts, or that it could not be logged.
    """
    verb = ("p", receipt.question) if receipt.question else ("f",)
    rows = tuple((Choice(shorten(one.question), data(*verb, token(one.id))),) for one in near)
    first = texts.NOT_SAID.format(subject=escape(subject(entry)))
    told = with_first(first, receipt)
    kept = [row for row in receipt.rows if row[0].data not in (data("mine"), data("dom"))]
    room = MAX_ROWS - 1 - len(kept)  # the last is for who means another subject
    return replace(told, rows=(*rows[:room], *kept), entry=entry.id)


def rejected(near: Sequence[Entry], number: int) -> Reply:
    """What else was found, for who was not answered, and the way to the experts."""
    picks = tuple(
        (Choice(shorten(entry.question), data("p", number, token(entry.id))),) for entry in near
    )
    text = texts.REJECTED if near else texts.REJECTED_ALONE
    return Reply(text, (*picks, ask(number)), question=number)


def left_to_others(subject: OutsideSubject, number: int | None) -> Reply:
    """Whose matter it is, without a promise; it can be sent on all the same.

    Args:
        subject: what the question is about.
        number: number of the logged question; None when the log could not be written.
    """
    whose = subject.referral or texts.OUTSIDE_DEFAULT
    theme = subject.theme.partition(" : ")[0]  # what follows tells editors the cases apart
    text = texts.OUTSIDE.format(theme=escape(theme), whose=escape(whose))
    if subject.url:
        text += texts.OUTSIDE_LINK.format(url=html.escape(subject.url))
    anyway = ((Choice(texts.ASK_ANYWAY, data("ask", number)),),) if number else ()
    return Reply(text, (*anyway, *BROWSE), question=number)


def old_button() -> Reply:
    """A button of another version, or of what is over."""
    return Reply(texts.OLD_BUTTON, BROWSE)


def gone_entry() -> Reply:
    """An entry that the base has no more."""
    return Reply(texts.GONE_ENTRY, BROWSE)


def not_yours(sender: Sender) -> Reply:
    """A button under somebody else's question; in private, under one that is kept no more."""
    if sender.is_oneself:
        return Reply(texts.NO_LONGER_YOURS, BROWSE)
    return Reply("", notice=texts.NOT_YOURS)


def unknown_and_not_logged() -> Reply:
    """Says that the answer is not known, and that nobody will see the question."""
    return Reply(texts.UNKNOWN_NOT_LOGGED, BROWSE)


def out_of_scope() -> Reply:
    """Says that experts have already found this question to be out of scope."""
    return Reply(texts.OUT_OF_SCOPE, BROWSE)
