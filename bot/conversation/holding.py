"""A reviewer's stray words: nobody's question, unless he says that they are one."""

from typing import Final

from bot.conversation.turn import Turn
from bot.pages.reply import Choice, Reply, data
from bot.questionlog.form import held
from bot.texts import review as texts

HELD: Final = frozenset({"suggest", "none"})
"""Outcomes that would be put before the experts."""


async def hold_back(turn: Turn) -> None:
    """Keep a reviewer's unanswered words out of the log: they may be an act gone astray."""
    result = turn.found
    if "reviewers" not in turn.sender.roles or result.intent or result.outcome not in HELD:
        return
    waiting = held(turn.text, turn.sender.message_id)
    ask = Choice(texts.ASK_ANYWAY, data("r", "poser", 0))
    turn.end(Reply(texts.HELD_BACK, ((ask,),), form=waiting.dump()))
