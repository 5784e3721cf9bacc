"""Delivery of updates to the bot's webhook, until each was accepted."""

import asyncio
import contextlib
import itertools
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp

from .queue import Pending
from .world import World

Execute = Callable[[str, dict[str, Any]], Awaitable[None]]


class WebhookDelivery:
    """Posts waiting updates: several at once, but one at a time for a chat."""

    def __init__(self, world: World, execute: Execute) -> None:
        self._world = world
        self._execute = execute
        self._flying: set[Pending] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._turns = itertools.count()

    async def run(self) -> None:
        """Deliver for as long as the server runs."""
        async with aiohttp.ClientSession() as session:
            try:
                while True:
                    await self._world.changes.wait_for(self._next, None)
                    pending = self._next()
                    if pending is not None:
                        self._start(session, pending)
            finally:
                for task in self._tasks:
                    task.cancel()
                await asyncio.gather(*self._tasks, return_exceptions=True)

    def _next(self) -> Pending | None:
        hook = self._world.webhook
        if not hook.url or len(self._flying) >= hook.max_connections:
            return None
        busy = {pending.source for pending in self._flying}
        for pending in self._world.updates.deliverable():
            if pending not in self._flying and pending.source not in busy:
                return pending
            busy.add(pending.source)
        return None

    def _start(self, session: aiohttp.ClientSession, pending: Pending) -> None:
        self._flying.add(pending)
        task = asyncio.create_task(self._deliver(session, pending))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, session: aiohttp.ClientSession, pending: Pending) -> None:
        try:
            problem = await self._post(session, pending)
            if problem is None:
                self._world.updates.confirm(pending)
                return
            self._world.webhook.last_error = problem
            self._world.webhook.last_error_date = self._world.now()
            self._world.changes.notify()
            await asyncio.sleep(self._world.settings.webhook_retry_delay)
        finally:
            self._flying.discard(pending)
            self._world.changes.notify()

    async def _post(self, session: aiohttp.ClientSession, pending: Pending) -> str | None:
        hook, settings = self._world.webhook, self._world.settings
        targets = settings.webhook_targets or [hook.url]
        url = targets[next(self._turns) % len(targets)]
        headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
        timeout = aiohttp.ClientTimeout(total=settings.webhook_timeout)
        pending.served += 1
        try:
            async with session.post(
                url, json=pending.to_json(), headers=headers, timeout=timeout
            ) as answer:
                if not 200 <= answer.status < 300:
                    return f"Wrong response from the webhook: {answer.status} {answer.reason}"
                await self._call_in_answer(answer)
        except (aiohttp.ClientError, TimeoutError) as error:
            return f"Connection failed: {type(error).__name__}"
        return None

    async def _call_in_answer(self, answer: aiohttp.ClientResponse) -> None:
        """Telegram carries out a method named in the answer of a webhook."""
        with contextlib.suppress(ValueError, aiohttp.ContentTypeError):
            body = await answer.json()
            if isinstance(body, dict) and "method" in body:
                await self._execute(str(body.pop("method")), body)
