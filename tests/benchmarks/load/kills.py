"""SIGKILL at random moments under load: what is lost, what is doubled.

    python -m tests.benchmarks.load.kills [--kills 200] [--database URL] [--seed 1]

Ten questions come between two kills. Every question must be in the log once and its number told
to its author. A reply may be read twice: when the kill falls between its sending and its being
noted, nobody can know that it left, and silence would be worse.
"""

import argparse
import asyncio
import os
import random
import re
import tempfile
import time
from collections import Counter
from pathlib import Path

from bot.questionlog.records import Filter
from tests.benchmarks.load.end_to_end import show
from tests.conftest import open_log
from tests.telegram_server.running import BotProcess
from tests.telegram_server.server import TelegramServer

SAMPLE = Path(__file__).parents[2] / "sample"
PEOPLE = 50
AT_ONCE = 10
LONGEST_LIFE_S = 0.6
_NUMBER = re.compile(r"n°\s(\d+)")


async def main() -> None:
    """Kill, count, print; fails if anything was lost or logged twice."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--database")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        database = options.database or f"sqlite+aiosqlite:///{folder}/log.db"
        began = time.monotonic()
        told, asked, aside = await _under_fire(database, options.kills, chance)
        logged = await _logged(database)
    show("kills", options.kills, "")
    show("questions asked", asked, "")
    show("questions logged", len(logged), "")
    show("logged twice", len(logged) - len(set(logged.values())), "")
    untold = len(logged.keys() - told.keys())
    show("numbers never told", untold, "")
    show("replies read twice", sum(count - 1 for count in told.values()), "")
    show("set aside, and told so", aside, "")
    show("took", time.monotonic() - began, "s")
    if asked - len(logged) + untold > aside:  # who is set aside is told to write again
        raise SystemExit("something was lost")


async def _under_fire(
    database: str, kills: int, chance: random.Random
) -> tuple[Counter[int], int, int]:
    """The numbers told and how often, the questions asked, and those set aside."""
    env = {"DATABASE_URL": database, "KNOWLEDGE_DIR": str(SAMPLE), "LOG_LEVEL": "ERROR"}
    async with TelegramServer() as server:
        people = [server.user(2000 + number) for number in range(PEOPLE)]
        async with BotProcess(server, env=env, cwd=Path.cwd()) as process:
            for kill in range(kills):
                for number in range(kill * AT_ONCE, (kill + 1) * AT_ONCE):
                    await people[number % PEOPLE].send_text(f"le dromadaire numéro {number}")
                await asyncio.sleep(chance.uniform(0, LONGEST_LIFE_S))
                await process.restart()
            await server.idle(300)
        replies = [reply.text for person in people for reply in person.replies]
    told = Counter(int(found[1]) for text in replies if (found := _NUMBER.search(text)))
    aside = sum("malgré trois essais" in text for text in replies)
    return told, kills * AT_ONCE, aside


async def _logged(database: str) -> dict[int, str]:
    log = await open_log(database)
    try:
        return {question.id: question.text async for question in log.stream(Filter())}
    finally:
        await log.close()


if __name__ == "__main__":
    os.environ.setdefault("PTB_TIMEDELTA", "1")
    asyncio.run(main())
