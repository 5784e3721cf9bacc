"""Entries looked for from other chats: those nearest to what is typed, and the one chosen."""

from bot.conversation.recording import Recorder
from bot.conversation.served import Served
from bot.conversation.turn import Turn
from bot.knowledge.models import Entry
from bot.matching.matcher import match
from bot.questionlog.records import Sender


class Inline:
    """Looks in one version of the base."""

    def __init__(self, served: Served, recorder: Recorder) -> None:
        self._served = served
        self._recorder = recorder

    def nearest(self, text: str, limit: int) -> list[Entry]:
        """The entries nearest to a text; the one it names; short ones when nothing is typed."""
        base = self._served.base
        if not text.strip():
            return sorted(base.entries.values(), key=lambda entry: len(entry.question))[:limit]
        named = base.find(text.strip())
        if named is not None:
            return [named]
        found = match(text, self._served.index).candidates[:limit]
        return [base.entries[candidate.entry] for candidate in found]

    async def chosen(self, text: str, entry_token: str, sender: Sender) -> None:
        """Log an entry that was chosen for what was typed; one passed on is no question."""
        base = self._served.base
        if base.find(text.strip()) is None:
            turn = Turn(text, sender, result=match(text, self._served.index))
            await self._recorder.chosen_elsewhere(turn, base.find(entry_token))
