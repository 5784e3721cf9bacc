"""Long polling that confirms an update to Telegram only after it was handled, or kept for that.

python-telegram-bot's own updater confirms first and handles later: a process killed in between
loses questions. Here the offset of the next request, which is the confirmation, moves only past
what was handled to the end, or is held in the database.

Telegram gives at most a hundred updates that are not confirmed. One account that sends many, or
one update that takes long, would keep all others from being read: theirs are held, so that the
offset can move on.
"""

import asyncio
import json
import logging
from collections import Counter
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from telegram import Update
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.clock import stopped_within
from bot.errors import LogUnavailableError
from bot.questionlog.deliveries import Held
from bot.questionlog.store import QuestionLog
from handlers.context import App, delivery_key, services_of
from handlers.transport.incoming import Incoming, number_of, read
from handlers.transport.once import Intake
from handlers.transport.patience import hurry
from handlers.trouble import backoff, seconds

logger = logging.getLogger(__name__)

T = TypeVar("T")

POLL_S: Final = 30
"""How long Telegram holds a request when nothing comes."""
READ_TIMEOUT_S: Final = POLL_S + 10
PATIENCE_S: Final = 0.25
"""How long new updates wait for slow ones, at the most."""
EACH_S: Final = 0.05
"""How long they wait for each that is in hand: all of these are read again at every look."""
WINDOW: Final = 80
"""Updates not confirmed, beyond which room is made: Telegram gives a hundred at the most."""
CROWD: Final = 8
"""Updates of one account in hand, beyond which all of them are held to make room."""
SLOW_S: Final = 5.0
"""An update in hand for longer is held to make room."""
MOST: Final = 2_000
"""Updates in hand and held at once: no more are asked for, so that memory stays bounded."""


@dataclass(eq=False)
class _Begun:
    """An update in hand."""

    incoming: Incoming
    raw: Mapping[str, Any]
    at: float
    task: asyncio.Task[bool]
    held: bool = False
    """Whether the database has it, should this process end."""

    @property
    def account(self) -> int | None:
        sender = self.incoming.effective_sender if isinstance(self.incoming, Update) else None
        return sender.id if sender is not None else None

    @property
    def may_be_confirmed(self) -> bool:
        return self.held or (self.task.done() and self.task.result())


class Poller:
    """Asks for updates, has them handled, confirms them."""

    def __init__(self, app: App, allowed_updates: Sequence[str]) -> None:
        self._app = app
        self._allowed = list(allowed_updates)
        self._offset = 0
        self._begun: dict[int, _Begun] = {}
        """By their numbers; those that Telegram would deliver again, done or not."""
        self._left: set[asyncio.Task[bool]] = set()
        """Confirmed, since they are held, and still in hand."""
        self._intake = Intake(app, alone=True)
        self._taken_up = False

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until told to stop; what is in hand is finished and confirmed.

        Args:
            stop: set by whoever wants the service to end.

        Raises:
            InvalidToken: Telegram does not know this bot.
        """
        try:
            await self._serve(stop)
        finally:  # nothing is left running when something else ends the service
            tasks = [begun.task for begun in self._begun.values()] + list(self._left)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _serve(self, stop: asyncio.Event) -> None:
        failures = 0
        while not stop.is_set():
            await self._take_up()
            await self._make_room(stop)
            try:
                batch = await unless(stop, self._fetch(READ_TIMEOUT_S))
                failures = 0
            except InvalidToken:
                raise
            except TelegramError as error:
                await stopped_within(stop, self._pause(error, failures))
                failures += 1
                continue
            self._begin(batch or ())
            await self._settle(min(PATIENCE_S, EACH_S * len(self._begun)))
            await self._hold()
        hurry(self._app)
        self._intake.stop()
        await self._settle(None)
        await self._confirm()

    async def _fetch(self, read_timeout: float, **parameters: Any) -> Sequence[Any]:
        """New updates, and again those in hand: the first of them bounds what is confirmed.

        The library's ``get_updates`` reads the batch as a whole; its ``_post`` gives the JSON.
        """
        wanted = {
            "offset": self._offset,
            "timeout": 0 if self._begun else POLL_S,
            "allowed_updates": self._allowed,
        }
        try:
            batch = await self._app.bot._post(
                "getUpdates", wanted | parameters, read_timeout=read_timeout
            )
        except (KeyError, TypeError) as error:  # JSON, but no answer of Telegram's
            raise NetworkError(type(error).__name__) from None
        return batch if isinstance(batch, list) else ()

    async def _take_up(self) -> None:
        """Handle what a process that ended left in the database."""
        if self._taken_up:
            return
        try:
            found = await self._intake.held()
        except LogUnavailableError as error:
            logger.warning("held updates not read: %s", error)
            return
        self._taken_up = True
        for _, incoming in found:
            self._leave(asyncio.create_task(self._intake.handle(incoming)))

    async def _make_room(self, stop: asyncio.Event) -> None:
        while len(self._begun) + len(self._left) >= MOST and self._left and not stop.is_set():
            await asyncio.wait(self._left, return_when=asyncio.FIRST_COMPLETED)

    def _begin(self, batch: Sequence[Any]) -> None:
        now = asyncio.get_running_loop().time()
        for raw in batch:
            number = number_of(raw)
            if number in self._begun:
                continue
            incoming = read(raw, self._app.bot)
            if incoming is None or number is None:
                logger.error("something without a number came as an update")
                continue
            task = asyncio.create_task(self._intake.handle(incoming))
            self._begun[number] = _Begun(incoming, raw, now, task)

    async def _settle(self, patience: float | None) -> None:
        """Wait for what is in hand, but no longer than that; move the offset past what is done."""
        tasks = {begun.task for begun in self._begun.values()}
        if patience is None:
            tasks |= self._left
        if tasks:
            await asyncio.wait(tasks, timeout=patience)
        self._move_on()

    def _move_on(self) -> None:
        for number in sorted(self._begun):
            begun = self._begun[number]
            if not begun.may_be_confirmed:
                return
            del self._begun[number]
            self._offset = number + 1
            if not begun.task.done():
                self._leave(begun.task)

    def _leave(self, task: asyncio.Task[bool]) -> None:
        self._left.add(task)
        task.add_done_callback(self._left.discard)

    async def _hold(self) -> None:
        """When little room is left, keep in the database what keeps others from being read."""
        if len(self._begun) < WINDOW:
            return
        waiting = {n: b for n, b in self._begun.items() if not b.task.done() and not b.held}
        crowd = Counter(begun.account for begun in waiting.values())
        late = asyncio.get_running_loop().time() - SLOW_S
        kept = {
            number: begun
            for number, begun in waiting.items()
            if crowd[begun.account] > CROWD or begun.at < late
        }
        rows = [
            Held(delivery_key(begun.incoming), number, json.dumps(begun.raw))
            for number, begun in kept.items()
            if isinstance(begun.incoming, Update)
        ]
        if not rows:
            return
        try:
            await self._log.deliveries.hold(rows)
        except LogUnavailableError as error:  # they stay with Telegram, unconfirmed
            logger.warning("updates not held: %s", error)
            return
        for row in rows:
            kept[row.number].held = True
        self._move_on()

    async def _confirm(self) -> None:
        """Tell Telegram what was handled, so that it is not delivered at the next start."""
        if self._offset:
            try:
                await self._fetch(5.0, limit=1, timeout=0)
            except TelegramError as error:
                logger.warning("last confirmation failed: %s", type(error).__name__)

    def _pause(self, error: TelegramError, failures: int) -> float:
        if isinstance(error, RetryAfter):
            return seconds(error)
        if isinstance(error, Conflict):
            logger.error("another process polls with the same token")
        elif not isinstance(error, NetworkError) or failures == 0:
            logger.warning("Telegram not reached: %s", error)
        return backoff(failures)

    @property
    def _log(self) -> QuestionLog:
        return services_of(self._app).assistant.log


async def unless(stop: asyncio.Event, work: Coroutine[Any, Any, T]) -> T | None:
    """The result of the work, or None when the stop comes first: the work is then dropped."""
    working = asyncio.ensure_future(work)
    stopping = asyncio.ensure_future(stop.wait())
    try:
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        for task in (working, stopping):
            task.cancel()
        await asyncio.gather(working, stopping, return_exceptions=True)
