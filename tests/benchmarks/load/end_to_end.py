"""How fast the whole assistant is: start, memory, matching, updates a second on one core.

    python -m tests.benchmarks.load.end_to_end [--updates 2000] [--database URL]

The bot runs as a process of its own, held to one core, against the local Bot API server.
"""

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from bot.config import SHIPPED_KNOWLEDGE
from bot.knowledge.loader import load
from bot.matching.matcher import match
from tests.telegram_server.running import BotProcess
from tests.telegram_server.server import TelegramServer

PEOPLE = 100


async def main() -> None:
    """Measure and print, one figure a line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--updates", type=int, default=2000)
    parser.add_argument("--database")
    options = parser.parse_args()
    questions = matching()
    with tempfile.TemporaryDirectory() as folder:
        database = options.database or f"sqlite+aiosqlite:///{folder}/log.db"
        await serving(database, questions, options.updates)


def matching() -> list[str]:
    """Time the matcher on the base's own test questions; returns them."""
    base = load(SHIPPED_KNOWLEDGE)
    index = base.index()
    questions = [question for entry in base.entries.values() for question in entry.tests]
    for question in questions[:50]:
        match(question, index)
    times = []
    for question in questions:
        start = time.perf_counter()
        match(question, index)
        times.append((time.perf_counter() - start) * 1000)
    show("entries", len(base.entries), "")
    show("match, median", statistics.median(times), "ms")
    show("match, 99th percentile", statistics.quantiles(times, n=100)[98], "ms")
    return questions


async def serving(database: str, questions: list[str], updates: int) -> None:
    """Time a process from its start to its first answer, then through many updates."""
    core = ("taskset", "-c", "0", sys.executable, "-m", "bot", "run")
    async with TelegramServer() as server:
        people = [server.user(5000 + n, f"P{n}") for n in range(PEOPLE)]
        await people[0].send_text(questions[0])
        env = {"DATABASE_URL": database, "LOG_LEVEL": "WARNING"}
        start = time.perf_counter()
        async with BotProcess(server, core, env=env, cwd=Path.cwd()) as process:
            await server.idle(60)
            show("start to first answer", time.perf_counter() - start, "s")
            show("memory after the first answer", memory_mb(process.pid), "MB")
            for number in range(updates):
                await people[number % PEOPLE].send_text(questions[number % len(questions)])
            start = time.perf_counter()
            await server.idle(600)
            took = time.perf_counter() - start
            show("updates handled end to end", updates / took, "a second")
            show("memory after them", memory_mb(process.pid), "MB")


def memory_mb(pid: int) -> float:
    """Resident memory of a process."""
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def show(name: str, value: float, unit: str) -> None:
    """One figure."""
    print(f"{name:32} {value:10.2f} {unit}".rstrip())


if __name__ == "__main__":
    os.environ.setdefault("PTB_TIMEDELTA", "1")
    asyncio.run(main())
