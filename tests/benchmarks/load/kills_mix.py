"""People who wait for each reaction while the service is killed: askers who are answered, forms.

Each text that somebody writes or is answered carries a mark of its own, so that a message in the
wrong chat is seen, whatever it says.
"""

import asyncio
import contextlib
import html
import itertools
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import func, select

from bot.knowledge.loader import load
from bot.questionlog.records import LoggedQuestion
from bot.questionlog.store import QuestionLog
from bot.questionlog.tables import outbox
from bot.review.acts import Review
from tests.benchmarks.load.consultation_players import PATIENCE_S, Phone, Step
from tests.conftest import SAMPLE
from tests.telegram_server.errors import SilentPersonError
from tests.telegram_server.server import TelegramServer

ASKERS: Final = 10
FORMS_AT_ONCE: Final = 4
FIRST: Final = 6_000
MARK: Final = re.compile(r"marque(\d{5})")
DELIVERY_S: Final = 600
_NUMBER: Final = re.compile(r"n°\s(\d+)")


@dataclass
class Mix:
    """What was done, by the marks of it."""

    server: TelegramServer
    log: QuestionLog
    chats: dict[str, int] = field(default_factory=dict)
    """Where each mark belongs."""
    asked: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    """The marks of answers that are owed to an asker who wants them."""
    phones: list[Phone] = field(default_factory=list)
    _numbers: "itertools.count[int]" = field(default_factory=itertools.count)

    async def go_on(self, stop: asyncio.Event) -> None:
        """Ask, be answered and fill in forms until told to stop; what is begun is ended."""
        review = Review(load(SAMPLE), self.log)
        people = [self.server.user(FIRST + number) for number in range(ASKERS)]
        places = [
            person if number % 2 else self.server.group(person).as_seen_by(person)
            for number, person in enumerate(people)
        ]
        forms = itertools.count(FIRST + ASKERS)
        self.phones = [Phone(place) for place in places]
        await asyncio.gather(
            *(self._ask(phone, review, stop) for phone in self.phones[:ASKERS]),
            *(self._fill_in(forms, stop) for _ in range(FORMS_AT_ONCE)),
        )

    async def delivered(self) -> None:
        """Wait until nothing is owed: what was in hand at a kill is sent after its lease."""
        for _ in range(DELIVERY_S):
            if not await self._owed():
                return
            await asyncio.sleep(1)

    async def _owed(self) -> int:
        async with self.log.outbox._database.read() as connection:
            unsent = outbox.c.sent_at.is_(None) & outbox.c.failure.is_(None)
            count = select(func.count()).select_from(outbox).where(unsent)
            return int(await connection.scalar(count) or 0)

    def _mark(self, phone: Phone) -> str:
        mark = f"marque{next(self._numbers):05}"
        self.chats[mark] = phone.person.chat.id
        return mark

    async def _ask(self, phone: Phone, review: Review, stop: asyncio.Event) -> None:
        in_group = phone.person.chat.id < 0
        while not stop.is_set():
            mark = self._mark(phone)
            self.asked.append(mark)
            words = f"le dromadaire {mark}"
            await phone.do(Step("text", f"/question {words}" if in_group else words))
            told = [m for reply in phone.person.replies for m in _NUMBER.findall(reply.text)]
            await self._want_to_be_told(phone)
            if not told:
                continue
            answer = self._mark(phone)
            done = await review.answer(int(told[-1]), f"Voici {answer}", "Rita")
            if done.told:
                self.answered.append(answer)

    async def _want_to_be_told(self, phone: Phone) -> None:
        """Press « Me prévenir » where it is offered; once agreed to, it is not any more."""
        with contextlib.suppress(SilentPersonError):
            sent = await phone.person.press("Me prévenir")
            await self.server.settled(sent.update_ids, PATIENCE_S)

    async def _fill_in(self, numbers: "itertools.count[int]", stop: asyncio.Event) -> None:
        while not stop.is_set():
            phone = Phone(self.server.user(next(numbers)))
            self.phones.append(phone)
            mark = self._mark(phone)
            self.forms.append(mark)
            for step in (
                Step("text", "/appui"),
                Step("text", f"Refaire la place {mark}"),
                Step("data", "v1:form:choix:0"),
                Step("text", "Lodève"),
                Step("text", "2"),
                Step("text", "mairie@example.org"),
                Step("press", "Envoyer"),
            ):
                await phone.do(step)

    def wrongly_shown(self) -> int:
        """Messages that hold what belongs to another chat."""
        return sum(
            self.chats.get(mark) != chat for _, chat, mark in self._shown() if mark in self.chats
        )

    def undelivered(self) -> tuple[int, int]:
        """Answers that were owed and not sent, and those that were sent again."""
        sent = Counter(mark for method, _, mark in self._shown() if method == "sendMessage")
        owed = [sent[mark] for mark in self.answered]
        return owed.count(0), sum(count - 1 for count in owed if count)

    def not_once(self, logged: list[LoggedQuestion]) -> tuple[int, int]:
        """Questions and requests that the log does not have, and those that it has twice.

        Who is told that a message was set aside writes it again, so that a text may stand twice
        that was logged before the kill which kept its number from being told.
        """
        kinds = Counter(
            (question.kind, f"marque{found}")
            for question in logged
            for found in set(MARK.findall(question.text))
        )
        wanted = [("question", mark) for mark in self.asked]
        wanted += [("appui", mark) for mark in self.forms]
        return sum(not kinds[one] for one in wanted), sum(kinds[one] > 1 for one in wanted)

    @property
    def again(self) -> int:
        """How often somebody who was told to wrote the same again."""
        return sum(phone.again for phone in self.phones)

    def _shown(self) -> list[tuple[str, int | None, str]]:
        return [
            (call.method, call.chat_id, f"marque{number}")
            for call in self.server.calls
            if call.method in ("sendMessage", "editMessageText") and call.status == 200
            for number in set(MARK.findall(html.unescape(str(call.params.get("text")))))
        ]
