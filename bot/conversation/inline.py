"""What is asked from conversations that are not ours: lists of entries, and one answer a call."""

from bot.clock import local_today
from bot.conversation.recording import Recorder
from bot.conversation.served import Served
from bot.conversation.turn import Turn
from bot.knowledge.models import Entry
from bot.matching.matcher import match
from bot.matching.result import Match
from bot.pages import sharing, unsure
from bot.pages.fiches import inline_text
from bot.questionlog.records import Sender
from bot.texts import conversation as texts


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

    async def called(self, text: str, sender: Sender) -> str:
        """The one message that answers « @bot question », logged; HTML of Telegram."""
        turn = Turn(text, sender, result=match(text, self._served.index))
        shown = self._answer(turn.found)
        if turn.found.intent is None and not await self._recorder.called_elsewhere(turn):
            return f"{shown}\n\n{texts.NOT_LOGGED_NOTE}"
        return shown

    def _answer(self, found: Match) -> str:
        base, bot = self._served.base, self._served.bot
        if found.best is not None:
            return inline_text(base.entries[found.best.entry], local_today(), bot)
        subject = base.outside_subject(found.outside) if found.outside else None
        if subject is not None:
            return unsure.left_to_others(subject, None).html
        offered = [base.entries[one.entry] for one in found.suggestions]
        return sharing.choices(offered, bot) if offered else sharing.in_private(bot)
