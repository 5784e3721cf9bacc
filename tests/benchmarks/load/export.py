"""How long an export takes, and how much memory, beside an older build and plain writers.

    python -m tests.benchmarks.load.export [N [--beside FOLDER] [FORMAT …]]

Makes N logged questions (1,000,000 by default) in SQLite, then exports them in each format and
form, each in a child process of its own, and prints seconds, those of processor, peak memory and
size. FOLDER is the checkout of an older build: it makes the same questions and exports them with
its own code, by turns with ours. « plain » is what Python's csv and json modules and XlsxWriter in
constant memory do with the same rows, and no more.
"""

import asyncio
import csv
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
from typing import cast

import xlsxwriter

from bot.exports.files import Format, export
from bot.exports.report_figures import collect
from bot.exports.report_page import render
from bot.knowledge.towns import load_towns
from bot.questionlog.records import Filter
from tests.conftest import open_log

START = datetime.datetime(2025, 1, 1, 8, 0)  # noqa: DTZ001  (SQLite stores UTC without a zone)
PEOPLE = 20_000
PLAIN = (
    "id, asked_at, channel, kind, person, town, text, outcome, entry, confidence, candidates,"
    " domain, feedback, status, reply, duplicate_of, knowledge"
)
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
    words = sys.argv[1:]
    count = int(words.pop(0)) if words else 1_000_000
    beside = None
    if "--beside" in words:
        at = words.index("--beside")
        beside = Path(words[at + 1])
        del words[at : at + 2]
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = _made(Path(folder) / "ours", count, Path()), None
        if beside is not None:
            theirs = _made(Path(folder) / "theirs", count, beside)
        for form in words or FORMS:
            for who in ("anonymous", "identified", "plain"):
                if form == "report" and who != "anonymous":
                    continue  # a report is always anonymous
                _measure(form, who, ours, Path())
                if theirs is not None and beside is not None and who != "plain":
                    _measure(form, who, theirs, beside)


def _made(folder: Path, count: int, build: Path) -> Path:
    """A database of questions, made by a build, with its own tables."""
    folder.mkdir()
    code = (
        "import asyncio, sys; from pathlib import Path; from tests.benchmarks import export as b;"
        "folder, count = Path(sys.argv[1]), int(sys.argv[2]);"
        "asyncio.run(b._open(f'sqlite+aiosqlite:///{folder}/log.db'));"
        "b._fill(folder / 'log.db', count)"
    )
    command = [sys.executable, "-c", code, str(folder), str(count)]
    subprocess.check_call(command, cwd=build.resolve())
    return folder


def _measure(form: str, who: str, folder: Path, build: Path) -> None:
    target = folder / f"log.{form}"
    url = f"sqlite+aiosqlite:///{folder}/log.db"
    command = [sys.executable, "-m", __spec__.name, "--child", url, form, who, str(target)]
    measured = json.loads(subprocess.check_output(command, cwd=build.resolve()))
    print(
        f"{form:7} {who:10} {folder.name:7} {measured['seconds']:7.1f} s"
        f" {measured['cpu']:7.1f} s cpu {measured['peak']:7.0f} MB peak"
        f" {target.stat().st_size / 1e6:8.1f} MB file",
        flush=True,
    )
    target.unlink()


async def _open(url: str) -> None:
    await (await open_log(url)).close()


def _fill(path: Path, count: int) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous = OFF")
    columns = (
        "id, asked_at, channel, person, chat, message, town, text, normal, outcome, entry,"
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
    towns = [town.code for town in load_towns().small()]
    for n in range(1, count + 1):
        answered = n % 10 < 7
        person = chance.randrange(PEOPLE)
        yield (
            n, str(START + datetime.timedelta(seconds=60 * n % 40_000_000)), "telegram",
            f"{person:016x}", f"{person:032x}", f"{n:032x}",
            towns[person % len(towns)] if person % 4 else None,
            f"{TEXTS[n % len(TEXTS)]} {n}", f"question {n % 5000}",
            "answer" if answered else "none", f"fiche-{n % 150}" if answered else None, 0.87,
            '[["fiche-1", 0.87], ["fiche-2", 0.4], ["fiche-3", 0.1]]', f"domaine-{n % 5}",
            "0123456789ab", "utile" if n % 7 == 0 else None,
            "repondue" if answered else "nouvelle",
        )  # fmt: skip


async def _export(url: str, form: str, who: str, target: Path) -> None:
    log = await open_log(url)
    try:
        if form == "report":
            found = await collect(log.stream(Filter()), load_towns(), datetime.date(2026, 11, 23))
            target.write_text(render(found), "utf-8")  # noqa: ASYNC240
        else:
            out = sys.stdout.buffer
            identified = who == "identified"
            await export(log, Filter(), cast("Format", form), target, out, identified=identified)
    finally:
        await log.close()


def _plain(url: str, form: str, target: Path) -> None:
    """The same rows as they stand, by the writers alone."""
    connection = sqlite3.connect(url.removeprefix("sqlite+aiosqlite:///"))
    rows = connection.execute(f"SELECT {PLAIN} FROM questions ORDER BY id")
    if form == "xlsx":
        book = xlsxwriter.Workbook(str(target), {"constant_memory": True})
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
        book.close()
        return
    with target.open("w", encoding="utf-8", newline="") as file:
        if form == "csv":
            csv.writer(file, delimiter=";").writerows(rows)
        else:
            names = PLAIN.split(", ")
            for row in rows:
                file.write(json.dumps(dict(zip(names, row, strict=True))) + "\n")


def _child(url: str, form: str, who: str, target: str) -> None:
    began = time.perf_counter()
    if who == "plain":
        _plain(url, form, Path(target))
    else:
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
