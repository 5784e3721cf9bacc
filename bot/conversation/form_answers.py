"""What a form takes for an answer, and how it says it again."""

from dataclasses import replace
from typing import Final

from bot.knowledge.html import escape
from bot.pages.reply import Choice, Reply, data, shorten
from bot.privacy.masking import mask_contacts
from bot.questionlog.form import CLOSED, DRAFT, REVIEWING, Form
from bot.texts import forms as texts
from bot.texts import review

MAX_QUOTED: Final = 200
"""Characters of an answer that are said again."""


def saying(words: str, text: str, name: str = "") -> str:
    """Words that say again what was typed."""
    return words.format(text=escape(shorten(text, MAX_QUOTED)), name=name)


def with_question(shown: Reply, field: str) -> Reply:
    """The reply with a way to say that what a field holds was a question."""
    ask = (Choice(texts.SUPPORT_WAS_QUESTION, data("form", "question", field)),)
    return replace(shown, rows=(*shown.rows, ask))


def is_answer(step: str, text: str) -> bool:
    """Whether a text may answer a step: a date, a postcode or a number hold no letter."""
    wordy = step in ("besoin", "domaine")
    return has_letters(text) if wordy else any(map(str.isalnum, text))


def has_letters(text: str) -> bool:
    """Whether a text may be words, or a name."""
    return any(map(str.isalpha, text))


def kept_of(step: str, text: str) -> str:
    """What the form keeps of an answer: contacts stand only in the step that asks for one."""
    return text.strip() if step == "contact" else mask_contacts(text.strip()).text


def cancelled(form: Form | None) -> Reply:
    """What closes the open form, of whatever kind, and says so; nothing is sent."""
    if form is None:
        return Reply(texts.NOTHING_TO_CANCEL, form=CLOSED)
    if form.kind in (REVIEWING, DRAFT):
        return Reply(review.DROPPED.format(number=form.fields["numero"]), form=CLOSED)
    return Reply(texts.SUPPORT_CANCELLED, form=CLOSED)
