"""SIGKILL at random moments under load: what is lost, what is doubled.

    python -m tests.benchmarks.load.kills [--kills 200] [--database URL] [--seed 1]

Ten questions come between two kills. Every question must be in the log once and its number told
to its author. Meanwhile people in private and in groups ask, press « Me prévenir » and are
answered, and others fill in requests for support (kills_mix.py): none may be lost, and nothing
shown in another chat. A reply may be read twice: when the kill falls between its sending and its
being noted, nobody can know that it left, and silence would be worse.
"""

import argparse
import asyncio
import os
import random
import re
import tempfile
import time
from collections import Counter

from bot.questionlog.records import Filter, LoggedQuestion
from bot.questionlog.store import QuestionLog
from tests.benchmarks.load.end_to_end import show
from tests.benchmarks.load.kills_mix import Mix
from tests.conftest import ADDRESS_KEY, ROOT, SAMPLE, open_log
from tests.telegram_server.people import Person
from tests.telegram_server.running import RUN, BotProcess
from tests.telegram_server.server import TelegramServer

PEOPLE = 50
AT_ONCE = 10
IDLE_S = 300
LONGEST_LIFE_S = 0.6
BREATH = 10
"""Kills after which what waits is done: lives shorter than a start never empty a queue."""
_NUMBER = re.compile(r"n°\s(\d+)")


async def main() -> None:
    """Kill, count, print; fails if anything was lost, logged twice or shown elsewhere."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--database")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        database = options.database or f"sqlite+aiosqlite:///{folder}/log.db"
        began = time.monotonic()
        log = await open_log(database)
        try:
            lost = await _under_fire(log, database, options.kills, chance)
        finally:
            await log.close()
    show("took", time.monotonic() - began, "s")
    if lost:
        raise SystemExit("something was lost, doubled or shown elsewhere")


async def _under_fire(log: QuestionLog, database: str, kills: int, chance: random.Random) -> int:
    """Kill and let go on, then count; how much is not as it has to be."""
    env = {"DATABASE_URL": database, "KNOWLEDGE_DIR": str(SAMPLE), "LOG_LEVEL": "ERROR"}
    async with TelegramServer() as server:
        people = [server.user(2000 + number) for number in range(PEOPLE)]
        mix, stop = Mix(server, log), asyncio.Event()
        async with BotProcess(server, RUN, env=env, cwd=ROOT) as process:
            going_on = asyncio.create_task(mix.go_on(stop))
            for kill in range(kills):
                for number in range(kill * AT_ONCE, (kill + 1) * AT_ONCE):
                    await people[number % PEOPLE].send_text(f"le dromadaire numéro {number}")
                await asyncio.sleep(chance.uniform(0, LONGEST_LIFE_S))
                await process.restart()
                if kill % BREATH == BREATH - 1:
                    await server.idle(IDLE_S)
            stop.set()
            await going_on
            await server.idle(IDLE_S)
            await mix.delivered()
        logged = [question async for question in log.stream(Filter())]
        return _bursts(people, kills, logged) + _mixed(mix, logged)


def _bursts(people: list[Person], kills: int, logged: list[LoggedQuestion]) -> int:
    """Questions by tens, whose authors wait for nothing."""
    replies = [reply.text for person in people for reply in person.replies]
    told = Counter(int(found[1]) for text in replies if (found := _NUMBER.search(text)))
    texts = {question.id: question.text for question in logged if "numéro" in question.text}
    asked, aside = kills * AT_ONCE, sum("malgré trois essais" in text for text in replies)
    twice, untold = len(texts) - len(set(texts.values())), len(texts.keys() - told.keys())
    show("kills", kills, "")
    show("questions asked", asked, "")
    show("questions logged", len(texts), "")
    show("logged twice", twice, "")
    show("numbers never told", untold, "")
    show("replies read twice", sum(count - 1 for count in told.values()), "")
    show("set aside, and told so", aside, "")
    # who is set aside is told to write again
    return twice + max(asked - len(texts) + untold - aside, 0)


def _mixed(mix: Mix, logged: list[LoggedQuestion]) -> int:
    """Askers in private and in groups who are answered, and forms."""
    unsent, again = mix.undelivered()
    (missing, twice), wrong = mix.not_once(logged), mix.wrongly_shown()
    show("asked and waited for", len(mix.asked), "")
    show("requests for support", len(mix.forms), "")
    show("of both, not in the log", missing, "")
    show("twice, told to write again", twice, "")
    show("told to write again", mix.again, "")
    show("answers owed", len(mix.answered), "")
    show("answers never sent", unsent, "")
    show("answers sent again", again, "")
    show("shown in the wrong chat", wrong, "")
    return missing + max(twice - mix.again, 0) + unsent + wrong


if __name__ == "__main__":
    os.environ.setdefault("PTB_TIMEDELTA", "1")
    os.environ.setdefault("ADDRESS_KEY", ADDRESS_KEY)
    asyncio.run(main())
