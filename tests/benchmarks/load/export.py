"""How long an export takes, and how much memory.

    python -m tests.benchmarks.load.export [N [FORMAT …]]

Makes N logged questions (1,000,000 by default) in SQLite, then exports them in each format and
form, each in a child process of its own, and prints seconds, those of
processor, peak memory and size.
"""

import asyncio
import datetime
import json
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bot.anonymity import anonymous
from bot.questionlog.export import write
from bot.questionlog.records import Filter
from bot.questionlog.store import QuestionLog
from bot.report.figures import collect
from bot.report.page import render
from bot.towns import load_towns

START = datetime.datetime(2025, 1, 1, 8, 0)  # noqa: DTZ001  (SQLite stores UTC without a zone)
PEOPLE = 20_000
TEXTS = (
    "Comment financer la rénovation énergétique de l'école communale ?",
    "c koi une ORT",
    "Bonjour, je suis Jean Martin, maire : qui paie la réfection du pont de la rue Victor Hugo ?",
    "quelles aides pour un commerce vacant en centre bourg, merci de rappeler au 06 12 34 56 78",
    "=peut-on créer une ligne de covoiturage avec la communauté de communes voisine ?",
)
FORMS = ("xlsx", "csv", "ndjson", "json", "report")


def main() -> None:
    """Make the questions and measure every export of them."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite+aiosqlite:///{folder}/log.db"
        asyncio.run(_open(url))
        began = time.perf_counter()
        _fill(Path(folder) / "log.db", count)
        print(f"{count} questions made in {time.perf_counter() - began:.0f} s")
        for form in sys.argv[2:] or FORMS:
            for who in ("anonymous", "identified"):
                if form == "report" and who == "identified":
                    continue  # a report is always anonymous
                target = Path(folder) / f"log.{form}"
                command = [sys.executable, "-m", __spec__.name, "--child", url, form, who, target]
                measured = json.loads(subprocess.check_output(list(map(str, command))))
                size = target.stat().st_size / 1e6
                print(
                    f"{form:7} {who:10} {measured['seconds']:7.1f} s {measured['cpu']:7.1f} s cpu "
                    f"{measured['peak']:7.0f} MB peak {size:8.1f} MB file",
                    flush=True,
                )
                target.unlink()


async def _open(url: str) -> None:
    await (await QuestionLog.open(url)).close()


def _fill(path: Path, count: int) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous = OFF")
    columns = (
        "id, asked_at, channel, person, chat_id, message_id, town, text, normal, outcome, entry,"
        " confidence, candidates, domain, knowledge, feedback, status"
    )
    marks = ", ".join("?" * 17)
    with connection:
        connection.executemany(
            f"INSERT INTO questions ({columns}) VALUES ({marks})", _questions(count)
        )
        connection.executemany(
            "INSERT INTO events (question_id, at, kind, detail) VALUES (?, ?, 'choix', 'f-1')",
            ((n, str(START)) for n in range(1, count + 1, 3)),
        )
    connection.close()


def _questions(count: int) -> Iterator[tuple[object, ...]]:
    chance = random.Random(6)
    towns = [town.code for town in load_towns().all()]
    for n in range(1, count + 1):
        answered = n % 10 < 7
        person = chance.randrange(PEOPLE)
        yield (
            n, str(START + datetime.timedelta(seconds=60 * n % 40_000_000)), "telegram",
            f"{person:016x}", person, n, towns[person % len(towns)] if person % 4 else None,
            f"{TEXTS[n % len(TEXTS)]} {n}", f"question {n % 5000}",
            "answer" if answered else "none", f"fiche-{n % 150}" if answered else None, 0.87,
            '[["fiche-1", 0.87], ["fiche-2", 0.4], ["fiche-3", 0.1]]', f"domaine-{n % 5}",
            "0123456789ab", "utile" if n % 7 == 0 else None,
            "repondue" if answered else "nouvelle",
        )  # fmt: skip


async def _export(url: str, form: str, who: str, target: Path) -> None:
    log = await QuestionLog.open(url)
    try:
        if form == "report":
            found = await collect(log.stream(Filter()), load_towns(), datetime.date(2026, 11, 23))
            target.write_text(render(found), "utf-8")  # noqa: ASYNC240
        else:
            rows = log.stream(Filter())
            if who == "anonymous":
                rows = anonymous(lambda: log.stream(Filter()), load_towns())
            await write(rows, form, target, sys.stdout.buffer)  # type: ignore[arg-type]
    finally:
        await log.close()


def _child(url: str, form: str, who: str, target: str) -> None:
    began = time.perf_counter()
    asyncio.run(_export(url, form, who, Path(target)))
    seconds = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu = used.ru_utime + used.ru_stime
    print(json.dumps({"seconds": seconds, "cpu": cpu, "peak": used.ru_maxrss / 1024}))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        _child(*sys.argv[2:])
    else:
        main()
