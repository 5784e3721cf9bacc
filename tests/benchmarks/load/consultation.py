"""A consultation of six questions, played by N towns with kills between any two steps.

    python -m tests.benchmarks.load.consultation [--towns 1200] [--kills 40] [--seed 1]
                                            [--processes 1] [--database URL] [--port 18180]

Invitations go out; each town presses and types its way through over the local Bot API server,
some to the end, some half-way, some not at all; a second official changes an answer here and
there; the reminder goes out; some go on; it closes, and the results are returned. Processes that
serve are killed at random moments meanwhile, and so are those that decide whom to write to.

Then all is counted again from what was pressed: no answer lost or doubled, each town once, each
message once, every figure of the results. With more processes than one, behind a webhook.
"""

import argparse
import asyncio
import datetime
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import update

from bot.clock import PARIS, utc_now
from bot.consultations.models import Consultation
from bot.consultations.results import Figures
from bot.questionlog.store import QuestionLog
from bot.questionlog.tables import outbox
from bot.working_days import may_write
from tests.benchmarks.load import consultation_recount as recounting
from tests.benchmarks.load.consultation_players import Town, drawn
from tests.benchmarks.load.consultation_recount import Recount
from tests.benchmarks.load.end_to_end import memory_mb, show
from tests.conftest import ADDRESS_KEY, ROOT, SAMPLE, open_log
from tests.consultations.opened import opened
from tests.telegram_server.running import RUN, BotProcess
from tests.telegram_server.server import TelegramServer

AT_ONCE: Final = 40
ROUNDS_KILLED: Final = 5
"""At each moment, before two are let go to their end at once."""
LONGEST_ROUND_S: Final = 1.0
DELIVERY_S: Final = 600.0


@dataclass
class Run:
    """What goes on, and what is measured meanwhile."""

    server: TelegramServer
    database: str
    bots: Sequence[BotProcess]
    chance: random.Random
    kills_left: int
    kills: int = 0
    rounds_killed: int = 0
    memory: float = 0.0
    """The most that one process used, in megabytes."""
    towns: list[Town] = field(default_factory=list)

    async def played(self, act: Callable[[Town], Awaitable[None]]) -> None:
        """Every town does its part, a few dozen at once, while processes are killed."""
        queue = list(self.towns)

        async def some() -> None:
            while queue:
                await act(queue.pop())

        work = asyncio.gather(*(some() for _ in range(AT_ONCE)))
        while not work.done():
            await asyncio.sleep(self.chance.uniform(0.3, 3))
            self.memory = max(self.memory, *(memory_mb(bot.pid) for bot in self.bots))
            if self.kills_left and not work.done():
                self.kills_left -= 1
                self.kills += 1
                await self.chance.choice(self.bots).restart()
        await work

    async def rounds(self, log: QuestionLog, moment: datetime.datetime) -> None:
        """What is due at a moment is decided by processes that are killed, then by two at once."""
        for _ in range(ROUNDS_KILLED):
            process = await self._round(moment)
            await asyncio.sleep(self.chance.uniform(0, LONGEST_ROUND_S))
            if process.returncode is None:
                process.kill()
                self.rounds_killed += 1
            await process.wait()
        for process in [await self._round(moment), await self._round(moment)]:
            if await process.wait() != 0:
                raise SystemExit("a round failed")
        await self._delivered(log)

    async def _round(self, moment: datetime.datetime) -> asyncio.subprocess.Process:
        module = "tests.benchmarks.load.consultation_round"
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", module, self.database, moment.isoformat()),
            stdout=asyncio.subprocess.PIPE,
            cwd=ROOT,
        )
        assert process.stdout is not None
        await process.stdout.readline()
        return process

    async def _delivered(self, log: QuestionLog) -> None:
        """As if the days until the notices had passed: those that serve send them all."""
        async with log.outbox._database.write() as connection:
            unsent = outbox.c.sent_at.is_(None) & outbox.c.failure.is_(None)
            await connection.execute(update(outbox).where(unsent).values(due_at=utc_now()))
        until = time.monotonic() + DELIVERY_S
        while (await log.outbox.waiting())[0]:
            if time.monotonic() > until:
                raise SystemExit("notices were not sent")
            await asyncio.sleep(1)


async def main() -> None:
    """Play, kill, recount, print; fails if anything is lost, doubled or told wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--towns", type=int, default=1200)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--database")
    parser.add_argument("--port", type=int, default=18_180, help="of the first process")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        database = options.database or f"sqlite+aiosqlite:///{folder}/log.db"
        recount = Recount()
        async with AsyncExitStack() as stack:
            server = await stack.enter_async_context(TelegramServer())
            chance = random.Random(options.seed)
            towns = drawn(server, options.towns, chance)
            log = await open_log(database)
            stack.push_async_callback(log.close)
            one = await _prepared(log, towns)
            bots = [
                await stack.enter_async_context(bot)
                for bot in _processes(server, options, database)
            ]
            run = Run(server, database, bots, chance, options.kills, towns=towns)
            await _course(run, log, one, recount)
    _show(run, recount, time.monotonic() - began)


async def _prepared(log: QuestionLog, towns: Sequence[Town]) -> Consultation:
    """Open; towns are told and codes handed over, and every other person consents."""
    one = await opened(log)
    for town in towns:
        await log.people.live_in(town.phone.sender, town.code, "…")
        if town.second is not None:
            await log.people.live_in(town.second.sender, town.code, "…")
        if town.consents:
            await log.consultations.agree(town.phone.sender)
    pairs = [(town.handed, town.code) for town in towns if town.handed]
    await log.consultations.desk.import_codes(one.id, pairs)
    return one


def _processes(
    server: TelegramServer, options: argparse.Namespace, database: str
) -> list[BotProcess]:
    server.world.settings.webhook_retry_delay = 2.0  # what a dead process holds waits for minutes
    found = []
    for port in range(options.port, options.port + options.processes):
        env = {"DATABASE_URL": database, "KNOWLEDGE_DIR": str(SAMPLE), "LOG_LEVEL": "ERROR"}
        env["PORT"] = str(port)
        if options.processes > 1:
            env["WEBHOOK_URL"] = "https://assistant.example.org/telegram"
            target = f"http://127.0.0.1:{port}/telegram"
            server.world.settings.webhook_targets.append(target)
        found.append(BotProcess(server, RUN, env=env, cwd=ROOT))
    return found


async def _course(run: Run, log: QuestionLog, one: Consultation, recount: Recount) -> None:
    """From the invitation to the results."""
    assert one.reminder is not None
    await run.played(Town.known)
    await run.rounds(log, _working(one.opens))
    await run.played(Town.before_reminder)
    await run.rounds(log, _working(one.reminder))
    await run.played(Town.after_reminder)
    await recounting.answers(log, run.towns, recount)
    await run.rounds(log, one.closes_at)
    await run.rounds(log, one.closes_at)
    kept = await log.consultations.get(one.id)
    assert kept is not None
    assert kept.figures is not None
    recounting.figures(Figures.load(kept.figures), run.towns, recount)
    recounting.messages(run.server, run.towns, recount)


def _working(day: datetime.date) -> datetime.datetime:
    moment = datetime.datetime.combine(day, datetime.time(10), PARIS)
    while not may_write(moment):
        moment += datetime.timedelta(days=1)
    return moment


def _show(run: Run, recount: Recount, took: float) -> None:
    towns = run.towns
    show("towns", len(towns), "")
    show("steps", sum(len(town.done) for town in towns), "")
    show("sent", sum(town.finishes for town in towns), "")
    show("kills of what serves", run.kills, "")
    show("kills of what decides", run.rounds_killed, "")
    show("not done, told so, done again", sum(town.phone.again for town in towns), "")
    show("compared", recount.compared, "")
    for kind, wrong in recount.wrong.items():
        show(f"wrong: {kind}", len(wrong), "")
        for line in wrong[:5]:
            print(f"    {line}")
    seconds = [s for town in towns for s in town.seconds]
    show("a town from start to sent, median", statistics.median(seconds), "s")
    show("memory of a process, at most", run.memory, "MB")
    show("took", took, "s")
    if any(recount.wrong.values()):
        raise SystemExit("something is not as it was played")


if __name__ == "__main__":
    os.environ.setdefault("PTB_TIMEDELTA", "1")
    os.environ.setdefault("ADDRESS_KEY", ADDRESS_KEY)
    asyncio.run(main())
