"""A build that serves, measured from outside: processor, delays, stalls, transactions, memory.

Each person waits for the reply before asking again. The bot is held to one core.
"""

import asyncio
import itertools
import os
import random
import sqlite3
import statistics
import struct
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Final

import httpx

from bot.config import SHIPPED_KNOWLEDGE
from bot.knowledge.files import read_folder
from tests.benchmarks.load.builds import ROOT, Build
from tests.benchmarks.load.end_to_end import memory_mb
from tests.telegram_server import running
from tests.telegram_server.people import Person
from tests.telegram_server.running import BotProcess
from tests.telegram_server.server import TelegramServer

PORT: Final = 18_180
CROWD: Final = 600
WARM: Final = 200
"""Questions asked before anything is measured."""
UNDER_WAY: Final = 20
"""So few where what is measured begins with the service."""
REVIEWER: Final = 900
PATIENCE_S: Final = 300.0
STALL_S: Final = 0.002
"""Between two looks at whether the loop turns."""
ECHO: Final = ("-m", "tests.benchmarks.load.echo_bot")
START_S: Final = 120.0
"""How long a build may take to start and to stop on a machine that others use."""
_HEADER: Final = 32
_FRAME: Final = 24

running.START_TIMEOUT = running.STOP_TIMEOUT = START_S  # type: ignore[misc]
Figures = dict[str, float]


async def crowd(build: Build, database: str, count: int, *, echo: bool = False) -> Figures:
    """Ten people, then fifty: processor a thousand, questions a second, 99th percentiles.

    Args:
        build: what serves.
        database: its address.
        count: how many questions each of the two crowds asks.
        echo: whether a bot that only repeats takes the place of ours.
    """
    command = [build.python, *ECHO] if echo else build.command("run")
    async with _served(build, database, command) as (server, bot):
        people, questions = _people(server), _questions()
        await _ask(people, 10, questions, WARM)
        ten = await _ask(people, 10, questions, count)
        busy, began = _busy_s(bot.pid), time.monotonic()
        fifty = await _ask(people, 50, questions, count)
        took, used = time.monotonic() - began, _busy_s(bot.pid) - busy
        return {
            "cpu": used / len(fifty) * 1000,
            "rate": len(fifty) / took,
            "p99 of 10": _p99(ten),
            "p99 of 50": _p99(fifty),
            "p50 of 50": statistics.median(fifty),
            "memory": memory_mb(bot.pid),
        }


async def transactions(build: Build, folder: Path, at_once: int, count: int = 200) -> Figures:
    """Transactions a question that wrote to SQLite, counted in its write-ahead log.

    A reader that stays keeps the log from beginning anew, so none is missed.
    """
    path = folder / "log.db"
    async with _served(build, _sqlite(path), build.command("run")) as (server, _):
        askers, questions = _people(server), _questions()
        await _ask(askers, at_once, questions, 50)
        reader = sqlite3.connect(path)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM questions").fetchone()
        before = _commits(path)
        await _ask(askers, at_once, questions, count)
        found = (_commits(path) - before) / count
        reader.close()
    return {"writes": found}


async def stalls(build: Build, folder: Path, act: str) -> Figures:
    """The longest time the loop of the service did not turn, and what others waited meanwhile.

    Args:
        build: what serves, on a database of many rows in the folder.
        folder: of the database.
        act: "quiet", "export", "reload", "purge", or "questions" (which collects garbage).
    """
    knowledge = folder / f"base of {build.name}"
    env = {"STAFF_IDS": str(REVIEWER), "REVIEWER_IDS": str(REVIEWER), "EDITOR_IDS": str(REVIEWER)}
    env |= {"KNOWLEDGE_DIR": str(copied(build, knowledge))}
    if act != "purge":  # what is asked is kept: nothing is purged meanwhile
        env |= {"RETENTION_DAYS": "36500", "TEXT_RETENTION_DAYS": "36500"}
    path = folder / "log.db"
    async with _served(build, _sqlite(path), build.command("run"), env) as (server, _):
        people, reviewer = _people(server), server.user(REVIEWER)
        questions = _questions()
        await _ask(people, 1, questions, UNDER_WAY if act == "purge" else WARM)
        begin: dict[str, Callable[[], Awaitable[object]]] = {
            "export": lambda: reviewer.send_text("/export"),
            "reload": lambda: asyncio.to_thread(change, knowledge),
        }
        ended: dict[str, Callable[[], bool]] = {
            "export": lambda: len(server.calls_of("sendDocument")) > 0,
        }
        gaps: list[float] = []
        watch = asyncio.create_task(_watch(gaps))
        if act in begin:
            await begin[act]()
        until = time.monotonic() + 15
        delays: list[float] = []
        while time.monotonic() < until or not ended.get(act, lambda: True)():
            delays += await _ask(people, 1, questions, 1)
            await asyncio.sleep(0.02)
        watch.cancel()
        return {"stall": max(gaps) * 1000, "p99": _p99(delays), "longest": max(delays)}


@asynccontextmanager
async def _served(
    build: Build, database: str, command: Sequence[str], env: dict[str, str] | None = None
) -> AsyncIterator[tuple[TelegramServer, BotProcess]]:
    setting = {"DATABASE_URL": database, "LOG_LEVEL": "ERROR", "PORT": str(PORT)} | (env or {})
    pinned = ("taskset", "-c", "0", *command)
    bot_of = partial(BotProcess, command=pinned, env=setting, cwd=build.folder)
    async with TelegramServer() as server, bot_of(server) as bot:
        yield server, bot


async def _ask(
    people: Iterator[Person], at_once: int, questions: Iterator[str], count: int
) -> list[float]:
    """Milliseconds of each of so many questions, so many asked at once, each by somebody else."""
    left = iter(range(count))
    delays: list[float] = []

    async def wait_in_turn() -> None:
        for _ in left:
            person = next(people)
            seen = len(person.replies)
            began = time.monotonic()
            await person.send_text(next(questions))
            await person.server.wait_for(_more(person, seen), PATIENCE_S)
            delays.append((time.monotonic() - began) * 1000)

    await asyncio.gather(*(wait_in_turn() for _ in range(at_once)))
    return delays


def _more(person: Person, seen: int) -> Callable[[], bool]:
    return lambda: len(person.replies) > seen


def _people(server: TelegramServer) -> Iterator[Person]:
    """So many that none of them asks more in a minute than a person can."""
    return itertools.cycle([server.user(10_000 + n) for n in range(CROWD)])


def _questions() -> Iterator[str]:
    """Questions of mayors that teach, one in five of them outside what the base holds."""
    known = _column("tests/questions/mayors_train.tsv", 0)
    unknown = _column("tests/questions/outscope_train.tsv", 1)
    chance = random.Random(1)
    while True:
        yield chance.choice(unknown if chance.random() < 0.2 else known)


def _column(path: str, at: int) -> list[str]:
    rows = (ROOT / path).read_text("utf-8").splitlines()
    return [row.split("\t")[at] for row in rows if row and not row.startswith("#")]


async def _watch(gaps: list[float]) -> None:
    """How long a page that asks for nothing takes: as long as the loop does something else."""
    async with httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{PORT}", timeout=PATIENCE_S
    ) as client:
        for _ in itertools.count():
            began = time.monotonic()
            with suppress(httpx.ConnectError):  # not up yet
                await client.get("/healthz")
                gaps.append(time.monotonic() - began)
            await asyncio.sleep(STALL_S)


def copied(build: Build, target: Path) -> Path:
    source = build.folder / SHIPPED_KNOWLEDGE.relative_to(ROOT)
    for path in [*source.glob("*.yaml"), *source.glob("*/*.yaml")]:
        place = target / path.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(path.read_bytes())
    return target


def change(knowledge: Path) -> str:
    """Change a fiche; which."""
    entry = next(iter(read_folder(knowledge).base.entries.values()))
    path = knowledge / entry.domain / f"{entry.id}.yaml"
    path.write_text(path.read_text("utf-8") + "\n# read again\n", "utf-8")
    return entry.id


def _commits(path: Path) -> int:
    """Transactions in the write-ahead log: the last frame of each tells the database's size."""
    raw = Path(f"{path}-wal").read_bytes()
    _, _, page, _, *salts = struct.unpack(">6I", raw[:24])
    found = 0
    for at in range(_HEADER, len(raw) - _FRAME, _FRAME + page):
        _, size, *salt = struct.unpack(">4I", raw[at : at + 16])
        found += size > 0 and salt == salts
    return found


def _busy_s(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _p99(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=100)[98]


def _sqlite(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"
