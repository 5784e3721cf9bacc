"""A reviewer's stray words: nobody's question, unless he says that they are one."""

from typing import Final

from bot.conversation.turn import Turn
from bot.pages.reply import Choice, Reply, data
from bot.questionlog.form import held
from bot.texts import review as texts

HELD: Final = frozenset({"suggest", "none"})
"""Outcomes that would be put before the experts."""


async def hold_back(turn: Turn) -> None:
    """Keep a reviewer's unanswered words out of the log: they may be an act gone astray.

    In a group of others a reviewer asks as anybody does, and is not shown to be one.
    """
    result, sender = turn.found, turn.sender
    reviewing = sender.is_private and "reviewers" in sender.roles
    if not reviewing or result.intent or result.outcome not in HELD:
        return
    waiting = held(turn.masked.text, sender.message_id)
    ask = Choice(texts.ASK_ANYWAY, data("r", "poser", 0))
    turn.end(Reply(texts.HELD_BACK, ((ask,),), form=waiting.dump()))
