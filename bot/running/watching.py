"""What watches the service sees: ``/healthz``, ``/readyz`` and ``/metrics``."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.clock import local_today
from bot.errors import LogUnavailableError
from bot.knowledge.models import KnowledgeBase
from bot.questionlog.store import QuestionLog
from bot.running import metrics

Reached = Callable[[], Awaitable[bool]]

LIMIT_S: Final = 2.5
"""What does not answer within that is not there."""
FRESH_S: Final = 1.0
"""For so long an answer stands for those who ask next."""


class Probe:
    """One look at a time, shared by all who ask meanwhile: probes do not queue up."""

    def __init__(self, look: Reached) -> None:
        """A probe.

        Args:
            look: whether something is there; it may take its time.
        """
        self._look = look
        self._looking: asyncio.Task[bool] | None = None
        self._ended = 0.0

    async def __call__(self) -> bool:
        """Whether it is there, as of a second ago at the most."""
        looking = self._looking
        if looking is None or (looking.done() and time.monotonic() - self._ended > FRESH_S):
            looking = self._looking = asyncio.create_task(self._limited())
        return await asyncio.shield(looking)

    async def _limited(self) -> bool:
        try:
            async with asyncio.timeout(LIMIT_S):
                return await self._look()
        except TimeoutError:
            return False
        finally:
            self._ended = time.monotonic()


class Watching:
    """The pages for load balancers, containers and Prometheus; they tell nothing of people."""

    def __init__(
        self, log: QuestionLog, base: Callable[[], KnowledgeBase], telegram: Reached
    ) -> None:
        """Pages over the parts of a running service.

        Args:
            log: the question log.
            base: gives the knowledge base that is served now.
            telegram: tells whether Telegram was reached lately.
        """
        self._log = log
        self._base = base
        self._telegram = Probe(telegram)
        self._database = Probe(self._reads)

    @property
    def routes(self) -> Sequence[Route]:
        """For the web server."""
        return (
            Route("/healthz", self._health),
            Route("/readyz", self._ready),
            Route("/metrics", self._metrics),
        )

    async def _health(self, _request: Request) -> Response:
        """The process runs and its loop turns."""
        return PlainTextResponse("ok\n")

    async def _ready(self, _request: Request) -> Response:
        """Whether questions can be answered and logged now."""
        database, telegram = await asyncio.gather(self._database(), self._telegram())
        parts = {
            "database": database,
            "knowledge": bool(self._base().entries),
            "telegram": telegram,
        }
        return JSONResponse(parts, 200 if all(parts.values()) else 503)

    async def _reads(self) -> bool:
        try:
            await self._log.outbox.waiting()
        except LogUnavailableError:
            return False
        return True

    async def _metrics(self, _request: Request) -> Response:
        metrics.LOG_FAILURES.set(self._log.failures)
        metrics.OVERDUE.set(self._overdue_days())
        try:
            count, age = await self._log.outbox.waiting()
            metrics.NOTICES.set(count)
            metrics.NOTICES_AGE.set(age)
            metrics.SET_ASIDE.set(await self._log.deliveries.count_set_aside())
        except LogUnavailableError:  # told by its own count
            pass
        return Response(generate_latest(metrics.REGISTRY), media_type=CONTENT_TYPE_LATEST)

    def _overdue_days(self) -> int:
        dates = [entry.review_on for entry in self._base().entries.values()]
        today = local_today()
        return max([(today - date).days for date in dates if date is not None] + [0])
