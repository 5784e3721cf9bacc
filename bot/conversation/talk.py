"""What is asked of the service itself: the right page or act, never a fiche."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from bot.conversation.button_data import Plain, Pressed, WithText
from bot.conversation.buttons import Buttons
from bot.conversation.served import Served
from bot.conversation.turn import Turn
from bot.knowledge.html import escape
from bot.matching.intents import Intent
from bot.pages import fiches, unsure
from bot.pages.reply import Choice, Reply, data
from bot.questionlog.store import QuestionLog
from bot.texts import conversation as texts

_PAGES: Final[Mapping[Intent, Pressed]] = {
    Intent.CANCEL: Plain("annuler"),
    Intent.HELP: Plain("aide"),
    Intent.HOME: WithText("start"),
    Intent.BACK: Plain("dom"),
    Intent.CALL_BACK: Plain("appui"),
    Intent.MY_QUESTIONS: Plain("mine"),
    Intent.PRIVACY: Plain("policy"),
    Intent.ERASE: WithText("erase"),
}
_COURTESIES: Final[Mapping[Intent, str]] = {
    Intent.GREETING: texts.GREETING,
    Intent.THANKS: texts.THANKS,
    Intent.FAREWELL: texts.FAREWELL,
    Intent.INSULT: texts.INSULT,
    Intent.FOREIGN: texts.FOREIGN,
    Intent.ACK: texts.ACKNOWLEDGED,
}
OFFERED: Final = 3
"""Other entries offered to who rejects an answer."""


class Talk:
    """Replies to what is no question. May raise ``LogUnavailableError``."""

    def __init__(self, served: Served, buttons: Buttons, log: QuestionLog) -> None:
        self._base = served.base
        self._buttons = buttons
        self._log = log
        self._by_intent: Mapping[Intent, Callable[[Turn], Awaitable[Reply]]] = {
            Intent.NOT_UNDERSTOOD: self._explain,
            Intent.SHORTER: self._shorter,
            Intent.REJECT: self._rejected,
            Intent.HUMAN: self._human,
        }

    async def reply(self, intent: Intent, turn: Turn) -> Reply:
        """The page or the words that an intent calls for."""
        if intent in _PAGES:
            return await self._buttons.act(_PAGES[intent], turn.sender)
        if intent in _COURTESIES:
            return Reply(_COURTESIES[intent])
        act = self._by_intent.get(intent)
        if act is not None:
            return await act(turn)
        shown = turn.shown
        if shown is not None and shown.numbered and shown.question_id is not None:
            return unsure.choose_again(shown.choices, shown.question_id, turn.sender)
        if intent is Intent.NO_SUBJECT:
            return await self._explain(turn)
        example = min((entry.question for entry in self._base.entries.values()), key=len)
        return Reply(texts.NOISE.format(example=escape(example)))

    async def _explain(self, _turn: Turn) -> Reply:
        """« Je n'ai pas compris »: another way to say it, or somebody to ask."""
        rows = ((Choice(texts.HELP_ME, data("aide")),), *_people())
        return Reply(texts.SAY_IT_OTHERWISE, rows)

    async def _human(self, _turn: Turn) -> Reply:
        return Reply(texts.A_PERSON, _people())

    async def _shorter(self, turn: Turn) -> Reply:
        """« Tu peux résumer ? »: the sentence of the entry on screen that answers."""
        entry = self._base.entries.get(turn.shown.entry or "") if turn.shown else None
        if entry is None:
            return await self._explain(turn)
        return Reply(texts.IN_SHORT.format(gist=escape(fiches.first_sentence(entry))))

    async def _rejected(self, turn: Turn) -> Reply:
        """« Ce n'est pas ma question »: as « Pas utile », with what else was found."""
        number = turn.shown.question_id if turn.shown is not None else None
        question = await self._log.get(number) if number is not None else None
        if question is None or question.person != self._log.pseudonym(turn.sender.person):
            return await self._explain(turn)
        await self._log.vote(question, "inutile")
        near = [
            self._base.entries[entry]
            for entry, _ in question.candidates
            if entry != question.entry and entry in self._base.entries
        ]
        return unsure.rejected(near[:OFFERED], question.id)


def _people() -> tuple[tuple[Choice, ...], ...]:
    return (
        (Choice(texts.ASK_SUPPORT, data("appui")),),
        (Choice(texts.WHOM_TO_WRITE_TO, data("contact")),),
    )
