"""What a person typed: a choice among those shown, or a question to be logged."""

from typing import Final

from bot.clock import utc_now
from bot.knowledge.models import KnowledgeBase
from bot.matching.normalize import normal_form, words
from bot.matching.result import Match
from bot.privacy.masking import mask_contacts
from bot.questionlog.records import NewQuestion, OpenChoices, Sender

MAX_STORED: Final = 4_096
"""Characters of a question kept: one Telegram message."""


def new_question(text: str, result: Match, sender: Sender, base: KnowledgeBase) -> NewQuestion:
    """A question and its outcome, as the log keeps them."""
    first = result.candidates[0] if result.candidates else None
    shown = first if result.outcome in ("answer", "suggest") else None
    return NewQuestion(
        sender=sender,
        text=mask_contacts(text[:MAX_STORED]).text,
        normal=normal_form(text),
        outcome=result.outcome,
        entry=result.best.entry if result.best else None,
        confidence=first.confidence if first else None,
        candidates=tuple((c.entry, round(c.confidence, 4)) for c in result.candidates),
        domain=base.entries[shown.entry].domain if shown else None,
        knowledge=base.digest,
        status="repondue" if result.outcome in ("answer", "smalltalk") else "nouvelle",
        asked_at=utc_now(),
    )


def choice_typed(text: str, shown: OpenChoices, sender: Sender) -> str | None:
    """The choice that a text names by its number or by its words, or None.

    The terminal numbers every choice; on Telegram a number counts only where numbers are shown,
    so that « 2 » after an answer is not a vote.
    """
    typed = text.strip().rstrip(".)")
    if typed.isdecimal() and len(typed) <= 3:
        position = int(typed) - 1
        if (shown.numbered or sender.channel == "console") and 0 <= position < len(shown.choices):
            return shown.choices[position][1]
        return None
    wanted = words(text)
    for label, carried in shown.choices:
        if wanted and wanted == words(label.lstrip("0123456789. ")):
            return carried
    return None
