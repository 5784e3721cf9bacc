"""getUpdates: long polling with confirmation by offset."""

import asyncio
from typing import Final

from .chats import Json
from .errors import conflict
from .requests import Params
from .world import World

LONGEST: Final = 50.0


class Polling:
    """One long poll at a time; a second one ends the first."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._turn = 0
        self.count = 0
        """How many polls came in, to see that a new bot process is there."""
        self.waiting = 0
        """Polls held open now: the bot is idle and ready when there is one."""

    async def get_updates(self, params: Params) -> list[Json]:
        """Confirm, then wait until there is something or the time is over."""
        world = self._world
        self._refuse_with_webhook()
        self._turn += 1
        self.count += 1
        turn = self._turn
        world.changes.notify()
        updates = world.updates
        updates.allow(params.json("allowed_updates"))
        offset = params.integer("offset", 0)
        if offset < 0:
            updates.keep_last(-offset)
        updates.confirm_below(offset)
        limit = min(max(params.integer("limit", 100), 1), 100)
        timeout = min(max(params.integer("timeout", 0), 0), LONGEST)
        await self._wait(turn, timeout)
        self._refuse_with_webhook()
        if turn != self._turn:
            raise conflict(
                "terminated by other getUpdates request; make sure that only one bot instance "
                "is running"
            )
        return [pending.to_json() for pending in updates.take(limit)]

    async def _wait(self, turn: int, timeout: float) -> None:  # noqa: ASYNC109
        def awake() -> bool:
            replaced = turn != self._turn or bool(self._world.webhook.url)
            return replaced or bool(self._world.updates.deliverable())

        if awake() or not timeout:
            await asyncio.sleep(0)
            return
        self.waiting += 1
        self._world.changes.notify()
        try:
            await self._world.changes.wait_for(awake, timeout)
        finally:
            self.waiting -= 1

    def _refuse_with_webhook(self) -> None:
        if self._world.webhook.url:
            raise conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to "
                "delete the webhook first"
            )
