"""What is held about a person: the one list that showing, erasing and the clock all go by.

A table that is not here, nor among those that hold nothing of anybody, fails a test.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Column, ColumnElement, Select, Table, or_, select

from bot.questionlog.console_tables import notes
from bot.questionlog.consultation_tables import answers, officials, values
from bot.questionlog.tables import (
    addresses,
    conversations,
    events,
    outbox,
    people,
    questions,
    readings,
    votes,
)


@dataclass(frozen=True, slots=True)
class Held:
    """What a table holds of a person."""

    table: Table
    whose: Callable[[str], ColumnElement[bool]]
    """Picks the rows of a person, by the pseudonym."""
    shown: tuple[str, ...]
    """Columns that the person is shown: never the names of those who answered."""
    sealed: Mapping[str, str]
    """Those of them under seal, with what the seal is for."""
    clock: Column[Any] | None
    """From when the retention of a row runs; None where it is cut loose or looked after apart."""
    cut: str = ""
    """The column that leads to the person, where the rest stays when the person goes."""


def _numbers(person: str) -> Select[Any]:
    return select(questions.c.id).where(questions.c.person == person)


def _told(person: str) -> ColumnElement[bool]:
    """Notices that answer the person, or go to a chat that is the person's own."""
    own = select(addresses.c.chat).where(addresses.c.person == person)
    return or_(outbox.c.question.in_(_numbers(person)), outbox.c.chat.in_(own))


HELD: Final = (
    Held(
        events,
        lambda person: events.c.question_id.in_(_numbers(person)),
        ("question_id", "at", "kind", "detail"),
        {},
        None,
    ),
    Held(
        notes,
        lambda person: notes.c.question_id.in_(_numbers(person)),
        ("question_id", "at", "text"),
        {},
        notes.c.at,
    ),
    Held(outbox, _told, ("question", "reply", "due_at", "sent_at"), {}, outbox.c.due_at),
    Held(
        votes,
        lambda person: votes.c.person == person,
        ("entry", "knowledge", "vote", "at"),
        {},
        votes.c.at,
    ),
    Held(
        readings,
        lambda person: readings.c.person == person,
        ("entry", "at", "watch"),
        {},
        readings.c.at,
    ),
    Held(
        conversations,
        lambda person: conversations.c.person == person,
        ("choices", "form", "entry", "answered_at", "updated_at"),
        {"form": "form"},
        conversations.c.updated_at,
    ),
    # A town's answer stays the town's: only its authorship is the person's own.
    Held(
        values,
        lambda person: values.c.author == person,
        ("question", "value", "at"),
        {},
        None,
        "author",
    ),
    Held(
        answers,
        lambda person: answers.c.author == person,
        ("question", "value", "at"),
        {},
        None,
        "author",
    ),
    Held(
        officials,
        lambda person: officials.c.person == person,
        ("consultation", "town", "verified", "muted", "at"),
        {},
        officials.c.at,  # a year is longer than any consultation
    ),
    Held(
        people,
        lambda person: people.c.person == person,
        ("town", "town_name", "wants_notices", "corrections", "consultations", "updated_at"),
        {},
        None,  # a refusal outlasts it
    ),
    Held(
        questions,
        lambda person: questions.c.person == person,
        (
            "id",
            "asked_at",
            "channel",
            "kind",
            "town",
            "text",
            "contact",
            "outcome",
            "entry",
            "confidence",
            "candidates",
            "domain",
            "feedback",
            "status",
            "reply",
            "wants_reply",
        ),
        {"contact": "contact"},
        None,
    ),
    Held(
        addresses,
        lambda person: addresses.c.person == person,
        ("sealed",),
        {"sealed": "address"},
        None,
    ),
)
"""In the order in which they are erased: what is found through others goes before them."""

OF_NOBODY: Final[Mapping[str, str]] = {
    "deliveries": "marks of messages, of no use without the key, dropped after three days",
    "audit": "acts of the staff",
    "consultations": "what the staff asks the towns",
    "consultation_codes": "marks of codes given to towns",
    "consultation_sessions": "towns that answered",
    "secrets": "keys, under seal",
    "console_sessions": "browsers of the staff, until the next sign-in after half a day",
    "console_tries": "codes that the staff mistyped",
    "console_forms": "digests of forms that the staff sent",
    "fiche_drafts": "fiches that editors are writing",
    "fiche_versions": "fiches as they were published",
    "erasures": "pseudonyms that lead to nothing any more, so that an older copy is erased again",
}
"""Tables that hold nothing of those who ask, and why."""
