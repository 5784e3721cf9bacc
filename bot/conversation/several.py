"""Several questions in one message: each is a turn of its own, and one reply speaks of all."""

from dataclasses import replace
from typing import Final

from bot.conversation.context import go_on
from bot.conversation.served import Served
from bot.conversation.turn import Turn
from bot.matching.followup import by_itself
from bot.matching.intents import Intent
from bot.matching.normalize import words
from bot.matching.segments import segments

MOST: Final = 3
"""Further questions of a message that a reply speaks of."""


def set_apart(turn: Turn, served: Served) -> None:
    """Set apart what a message asks beside the question that was understood first.

    What nothing is offered for stays one question, for experts to read whole.

    Args:
        turn: matched; a text that leans on what was answered before asks one thing.
        served: the base that is served.
    """
    found = turn.found
    if turn.about is not None or found.outcome not in ("answer", "suggest"):
        return
    parts = dict.fromkeys(segments(turn.text, words(turn.text)))
    known = {one.entry for one in (found.best, *found.suggestions) if one is not None}
    for part in parts if len(parts) > 1 else ():
        other = _question(part, turn, served) if part != found.subject else None
        entry = _entry(other) if other is not None else None
        if other is None or entry in known:
            continue
        known |= {entry} if entry else set()
        turn.others.append(other)
    turn.unread = len(turn.others) > MOST
    del turn.others[MOST:]


def _question(part: str, turn: Turn, served: Served) -> Turn | None:
    """A part of a message as a question of its own; None where it is courtesy, or tells."""
    found = by_itself(part, served.index)
    courtesy = found.intent is not None and found.intent is not Intent.NO_SUBJECT
    if courtesy or ("?" not in part and found.outcome != "answer"):
        return None
    sender = replace(turn.sender, part=len(turn.others) + 1)
    other = Turn(part, sender, result=found)
    if turn.found.best is not None and found.outcome != "answer":
        go_on(other, served.base.entries[turn.found.best.entry], served)
    return None if other.found.intent is not None else other


def _entry(other: Turn) -> str | None:
    """The entry that a further question would show."""
    found = other.found
    if other.same:
        return None
    shown = found.best or next(iter(found.suggestions), None)
    return None if shown is None else shown.entry
