"""What a reviewer does beside answering: hand on, put a sent reply right."""

from collections.abc import Callable

from bot.knowledge.html import MAX_MESSAGE, escape, telegram_length
from bot.pages.reply import Reply, shorten
from bot.questionlog.desk import Asker, Change, Desk
from bot.questionlog.records import Notice
from bot.review import pages
from bot.review.asker_pages import QUOTED
from bot.review.notices import of_act
from bot.review.telling import will_be_told
from bot.texts import console as texts
from bot.texts import review


class SecondThoughts:
    """Acts on one question. May raise ``LogUnavailableError``."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def hand(self, number: int, name: str, actor: str) -> Reply:
        """Hand a question to a colleague, or take it over."""
        change = Change("confiee", actor, name, (("assignee", name),))
        done = texts.HANDED.format(number=number, name=name)
        return await self._carry_out(number, change, done)

    async def release(self, number: int, actor: str) -> Reply:
        """Give a question back that was taken: it is anybody's again."""
        change = Change("liberee", actor, values=(("assignee", None),))
        return await self._carry_out(number, change, texts.RELEASED.format(number=number))

    async def mend(self, number: int, text: str, actor: str) -> Reply:
        """Put right a reply that was sent; those who received it receive the new one."""
        change = Change("reprise", actor, values=(("reply", text),))
        return await self._tell(number, change, mended(text), texts.CORRECTED)

    async def _tell(
        self, number: int, change: Change, make: Callable[[Asker], Reply], done: str
    ) -> Reply:
        told = await self._desk.to_tell(number)
        shown = [(asker, make(asker)) for asker in told]
        if any(telegram_length(reply.html) > MAX_MESSAGE for _, reply in shown):
            size = max(telegram_length(reply.html) for _, reply in shown)
            too_long = review.TOO_LONG_REPLY.format(size=size, limit=MAX_MESSAGE)
            return Reply(too_long, refused=True)
        notices = [of_act(asker, change, reply) for asker, reply in shown]
        message = done.format(number=number, told=will_be_told(len(told)))
        return await self._carry_out(number, change, message, notices)

    async def _carry_out(
        self, number: int, change: Change, done: str, notices: list[Notice] | None = None
    ) -> Reply:
        if await self._desk.change(number, change, notices or ()):
            return pages.done(done, number)
        return Reply(texts.CONFLICT, refused=True)


def mended(text: str) -> Callable[[Asker], Reply]:
    """What takes the place of a reply that was sent."""

    def make(asker: Asker) -> Reply:
        return Reply(
            texts.NOTICE_MENDED.format(
                number=asker.number,
                question=escape(shorten(asker.text, QUOTED)),
                reply=escape(text),
            )
        )

    return make
