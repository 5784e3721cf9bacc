"""A morning after a television report: everybody at once, then a steady crowd.

    python -m tests.benchmarks.load.crowd    # one process, SQLite
    python -m tests.benchmarks.load.crowd --processes 4 --database postgresql+psycopg://… # webhook
    [--people 500] [--rate 50] [--minutes 10] [--telegram-limit]

First all the people ask at the same moment; then questions come at the given rate, at random
moments, whether or not earlier ones were answered. Times are from the moment Telegram has the
message to the moment it has the reply. ``--telegram-limit`` refuses more than thirty messages a
second, as Telegram does. The local Bot API server shares the machine with the bot.
"""

import argparse
import asyncio
import itertools
import os
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

from bot.config import SHIPPED_KNOWLEDGE
from bot.knowledge.loader import load
from bot.questionlog.records import Filter
from tests.benchmarks.load.end_to_end import memory_mb, show
from tests.conftest import open_log
from tests.telegram_server.people import Person
from tests.telegram_server.running import RUN, BotProcess
from tests.telegram_server.server import TelegramServer

FIRST_PORT = 18_080
OUT_OF_SCOPE = Path("tests/questions/outscope_judge.tsv")


@dataclass
class Crowd:
    """People who ask, and when each of them did."""

    server: TelegramServer
    people: list[Person]
    questions: Iterator[str]
    asked: dict[int, list[float]] = field(default_factory=dict)

    async def ask(self, person: Person) -> None:
        """One question of one person."""
        self.asked.setdefault(person.id, []).append(time.monotonic())
        await person.send_text(next(self.questions))

    def delays(self, since: float) -> list[float]:
        """Milliseconds from each question asked since a moment to its reply, in order."""
        replies: dict[int, list[float]] = {}
        for call in self.server.calls_of("sendMessage"):
            if call.status == 200 and call.chat_id is not None and call.at >= since:
                replies.setdefault(call.chat_id, []).append(call.at)
        found = []
        for person, moments in self.asked.items():
            moments = [moment for moment in moments if moment >= since]
            if len(moments) != len(replies.get(person, [])):
                print(f"{person}: {len(moments)} asked, {len(replies.get(person, []))} replies")
            found += [
                (reply - moment) * 1000
                for moment, reply in zip(moments, replies.get(person, []), strict=False)
            ]
        return found


async def main() -> None:
    """Run it and print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=500)
    parser.add_argument("--rate", type=float, default=50.0)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--database")
    parser.add_argument("--telegram-limit", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = options.database or f"sqlite+aiosqlite:///{folder}/log.db"
        async with TelegramServer() as server, AsyncExitStack() as stack:
            if options.telegram_limit:
                server.world.limits.per_second = 30
            bots = [
                await stack.enter_async_context(bot)
                for bot in _processes(server, options.processes, database)
            ]
            people = [server.user(10_000 + number) for number in range(options.people)]
            crowd = Crowd(server, people, _questions())
            await _burst(crowd, bots)
            await _steady(crowd, bots, options.rate, options.minutes * 60)
        await _compare_with_log(crowd, database)


def _processes(server: TelegramServer, count: int, database: str) -> list[BotProcess]:
    """One process polls; several are behind a webhook."""
    found = []
    for number in range(count):
        env = {"DATABASE_URL": database, "LOG_LEVEL": "WARNING"}
        env["PORT"] = str(FIRST_PORT + number)
        if count > 1:
            env["WEBHOOK_URL"] = "https://assistant.example.org/telegram"
            target = f"http://127.0.0.1:{FIRST_PORT + number}/telegram"
            server.world.settings.webhook_targets.append(target)
        found.append(BotProcess(server, RUN, env=env, cwd=Path.cwd()))
    return found


def _questions() -> Iterator[str]:
    """The base's own test questions, and one in five that it does not know."""
    base = load(SHIPPED_KNOWLEDGE)
    known = [question for entry in base.entries.values() for question in entry.tests]
    rows = OUT_OF_SCOPE.read_text("utf-8").splitlines()
    unknown = [row.split("\t")[0] for row in rows if row and not row.startswith("#")]
    chance = random.Random(1)
    while True:
        yield chance.choice(unknown if chance.random() < 0.2 else known)


async def _burst(crowd: Crowd, bots: list[BotProcess]) -> None:
    began, busy = time.monotonic(), _busy_s(bots)
    await asyncio.gather(*map(crowd.ask, crowd.people))
    await crowd.server.idle(300)
    print(f"\n{len(crowd.people)} people at once")
    _report(crowd, began, bots, busy)


async def _steady(crowd: Crowd, bots: list[BotProcess], rate: float, seconds: float) -> None:
    chance = random.Random(2)
    began, busy = time.monotonic(), _busy_s(bots)
    memory = [sum(memory_mb(bot.pid) for bot in bots)]
    turns = itertools.cycle(crowd.people)
    due = began
    while (due := due + chance.expovariate(rate)) < began + seconds:
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        await crowd.ask(next(turns))
        if due - began > 30 * len(memory):
            memory.append(sum(memory_mb(bot.pid) for bot in bots))
    late = time.monotonic() - due
    await crowd.server.idle(300)
    print(f"\n{rate:g} questions a second for {seconds:g} s")
    _report(crowd, began, bots, busy)
    show("the crowd itself was late by", max(0.0, late), "s")
    print("memory, MB, every 30 s:", " ".join(f"{value:.0f}" for value in memory))


def _report(crowd: Crowd, began: float, bots: list[BotProcess], busy: float) -> None:
    delays = crowd.delays(began)
    took = time.monotonic() - began
    show("questions answered", len(delays), "")
    show("a second", len(delays) / took, "")
    show("median", statistics.median(delays), "ms")
    show("99th percentile", statistics.quantiles(delays, n=100)[98], "ms")
    show("longest", max(delays), "ms")
    used = _busy_s(bots) - busy
    show("processor, a thousand questions", used / len(delays) * 1000, "s")
    show("processor in use", used / took, "cores")


def _busy_s(bots: list[BotProcess]) -> float:
    """Processor seconds used so far."""
    ticks = 0
    for bot in bots:
        fields = Path(f"/proc/{bot.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


async def _compare_with_log(crowd: Crowd, database: str) -> None:
    log = await open_log(database)
    try:
        logged = len([question.id async for question in log.stream(Filter())])
    finally:
        await log.close()
    asked = sum(map(len, crowd.asked.values()))
    print(f"\n{asked} asked, {logged} logged")


if __name__ == "__main__":
    os.environ.setdefault("PTB_TIMEDELTA", "1")
    asyncio.run(main())
