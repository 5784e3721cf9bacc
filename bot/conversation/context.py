"""What a person has on screen, and how long a question may lean on the answer shown there."""

import datetime
import re
from dataclasses import replace
from typing import Final

from bot.clock import utc_now
from bot.conversation.button_data import OnEntry, parse
from bot.conversation.served import Served
from bot.conversation.turn import Turn
from bot.knowledge.html import plain_text
from bot.knowledge.models import Entry, KnowledgeBase
from bot.matching.followup import continuation
from bot.matching.quoting import sentence_on
from bot.matching.result import Outcome
from bot.pages.fiches import subject
from bot.pages.reply import Reply
from bot.questionlog.records import OpenChoices
from bot.texts import conversation as texts

GOES_ON: Final = re.compile(r"\s*(?:et|mais|sinon)\b", re.IGNORECASE)
"""How a text begins that experts would not understand without what came before."""
CONTEXT: Final = datetime.timedelta(minutes=15)
"""How long after an answer a question may lean on it."""


def answered_before(
    shown: OpenChoices | None, base: KnowledgeBase, now: datetime.datetime
) -> Entry | None:
    """The entry that was answered in this conversation a short while ago.

    Args:
        shown: what the person has on screen.
        base: the base that is served.
        now: the moment of the question.
    """
    if shown is None or shown.entry is None or shown.answered_at is None:
        return None
    return base.entries.get(shown.entry) if now - shown.answered_at <= CONTEXT else None


def on_screen(reply: Reply, message_id: int | None) -> OpenChoices:
    """What a person now sees, to be kept.

    Args:
        reply: what was shown.
        message_id: the message that shows it, where messages can be edited.
    """
    return OpenChoices(
        tuple((choice.label, choice.data) for choice in reply.choices),
        reply.numbered,
        reply.question,
        message_id,
        reply.form,
        reply.entry,
        utc_now() if reply.entry else None,
    )


def lean(turn: Turn, served: Served) -> None:
    """Read the text of a turn as going on from what was answered before, if it does.

    Args:
        turn: a text, with what its author has on screen.
        served: the base that is served.
    """
    before = answered_before(turn.shown, served.base, utc_now())
    if before is not None:
        go_on(turn, before, served)
    if turn.about is None and GOES_ON.match(turn.text):
        turn.after = before or _nearest(turn.shown, served.base)


def _nearest(shown: OpenChoices | None, base: KnowledgeBase) -> Entry | None:
    """The page that is on screen as the nearest."""
    carried = [data for label, data in shown.choices if label == texts.READ] if shown else []
    read = parse(carried[0]) if carried else None
    return base.find(read.entry) if isinstance(read, OnEntry) else None


def go_on(turn: Turn, before: Entry, served: Served) -> None:
    """Read the text of a turn as going on from an entry, if it does.

    Args:
        turn: a text.
        before: the entry that was answered before it.
        served: the base that is served.
    """
    found = continuation(turn.text, subject(before), before.id, served.index)
    if found is None:
        return
    turn.result, turn.about, turn.same = found.match, before, found.same
    if found.same:
        turn.quote = sentence_on(turn.text, plain_text(before)) or ""
        outcome: Outcome = "answer" if turn.quote else "none"
        known = found.match.candidates
        near = known[:1] if found.circumstance else known  # a size is near no other entry
        turn.result = replace(found.match, outcome=outcome, candidates=near, suggestions=())
