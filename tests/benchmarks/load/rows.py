"""Many logged questions, the same for every build, in the columns that all have had."""

import datetime
import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bot.knowledge.towns import load_towns
from tests.benchmarks.load.builds import Build, used_by

START: Final = datetime.datetime(2025, 1, 1, 8, 0)  # noqa: DTZ001  (SQLite stores UTC without a zone)
PEOPLE: Final = 20_000
TEXTS: Final = (
    "Comment financer la rénovation énergétique de l'école communale ?",
    "c koi une ORT",
    "Bonjour, je suis Jean Martin, maire : qui paie la réfection du pont de la rue Victor Hugo ?",
    "quelles aides pour un commerce vacant en centre bourg, merci de rappeler au 06 12 34 56 78",
    "=peut-on créer une ligne de covoiturage avec la communauté de communes voisine ?",
)
_COLUMNS: Final = (
    "id, asked_at, channel, person, town, text, normal, outcome, entry, confidence, candidates,"
    " domain, knowledge, feedback, status"
)
PLAIN: Final = (
    "id, asked_at, channel, kind, person, town, text, outcome, entry, confidence, candidates,"
    " domain, feedback, status, reply, duplicate_of, knowledge"
)
"""What is exported, as it stands."""
XLSXWRITER: Final = f"""
import sqlite3, sys, xlsxwriter
rows = sqlite3.connect(sys.argv[1]).execute("SELECT {PLAIN} FROM questions ORDER BY id")
book = xlsxwriter.Workbook(sys.argv[2], {{"constant_memory": True}})
sheet = book.add_worksheet()
for at, row in enumerate(rows):
    sheet.write_row(at, 0, row)
book.close()
"""
"""The writer alone, on the same rows."""


def url(path: Path) -> str:
    """The address of a database."""
    return f"sqlite+aiosqlite:///{path}"


def made(build: Build, path: Path, count: int) -> Path:
    """A database of so many questions, with the tables that a build gives it."""
    empty = path.with_suffix(".csv")
    command = build.command("export", "--format", "csv", "-o", str(empty))
    if used_by(build, command, {"DATABASE_URL": url(path)}).code:
        raise SystemExit(f"{build.name} could not make a database")
    empty.unlink()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous = OFF")
    marks = ", ".join("?" * len(_COLUMNS.split(",")))
    with connection:
        statement = f"INSERT INTO questions ({_COLUMNS}) VALUES ({marks})"
        connection.executemany(statement, _questions(count))
        connection.executemany(
            "INSERT INTO events (question_id, at, kind, detail) VALUES (?, ?, 'choix', 'f-1')",
            ((n, str(START)) for n in range(1, count + 1, 3)),
        )
    connection.close()
    return path


def _questions(count: int) -> Iterator[tuple[object, ...]]:
    chance = random.Random(6)
    towns = [town.code for town in load_towns().small()]
    for n in range(1, count + 1):
        answered = n % 10 < 7
        person = chance.randrange(PEOPLE)
        yield (
            n, str(START + datetime.timedelta(seconds=60 * n % 40_000_000)), "telegram",
            f"{person:016x}", towns[person % len(towns)] if person % 4 else None,
            f"{TEXTS[n % len(TEXTS)]} {n}", f"question {n % 5000}",
            "answer" if answered else "none", f"fiche-{n % 150}" if answered else None, 0.87,
            '[["fiche-1", 0.87], ["fiche-2", 0.4], ["fiche-3", 0.1]]', f"domaine-{n % 5}",
            "0123456789ab", "utile" if n % 7 == 0 else None,
            "repondue" if answered else "nouvelle",
        )  # fmt: skip
