"""Twice as light, and nobody waits: what it costs beside an older build, in one alternated run.

    python -m tests.benchmarks.load.compare [--pairs 3] [--only GROUP …] [--long]

The older build is installed beside this one (`builds.py`), on its own base; both get the same
questions, rows and libraries. Processor seconds are those of the process and hold on a machine
that others use as well; delays do not: only their ratios, taken by turns, say something. Groups:
start, check, export, serving, stalls, memory; `--long` adds a million rows and 20,000 questions.
PostgreSQL is measured when TEST_POSTGRES_URL is set.
"""

import argparse
import asyncio
import os
import shutil
import statistics
import sys
import tempfile
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psycopg

from tests.benchmarks.load import rows, side_serving
from tests.benchmarks.load.builds import OLD, ROOT, Build, installed, ours, used_by

Figures = dict[str, float]
MANY: Final = 100_000
MILLION: Final = 1_000_000
ASKED: Final = "c koi une ORT"


@dataclass(frozen=True)
class Aim:
    """A row of the table."""

    what: str
    ratio: float | None = None
    """At most so much of the older build's; where negative, at least so many times."""
    most: float | None = None
    """At most that, in the unit of the row."""
    of: str = ""
    """The row that the bound is a multiple of, where it is one."""


AIMS: Final = (
    Aim("serving, SQLite: s of processor, 1,000 questions", 0.45, 2.5, "echo: cpu"),
    Aim("serving, SQLite: questions a second, 50 people", -2.5),
    Aim("serving, SQLite: p99 of 10 people, ms", 0.30),
    Aim("serving, SQLite: p99 of 50 people, ms", 0.30),
    Aim("serving, SQLite: p50 of 50 people, ms", 0.5),
    Aim("serving, PostgreSQL: s of processor, 1,000 questions", 0.5),
    Aim("serving, PostgreSQL: questions a second, 50 people", -2.0),
    Aim("serving, PostgreSQL: p99 of 10 people, ms", 0.5),
    Aim("serving, PostgreSQL: p99 of 50 people, ms", 0.5),
    Aim("serving, PostgreSQL: p50 of 50 people, ms", 0.5),
    Aim("echo: cpu"),
    Aim("echo: p99 of 50"),
    Aim("transactions that write, a question, 1 person", None, 2),
    Aim("transactions that write, a question, 30 people", None, 2),
    Aim("ask: s of processor", 0.25),
    Aim("ask: MB", None, 60),
    Aim("check: s of processor", 0.5),
    Aim("check of one changed fiche: s of processor", None, 1),
    Aim("CSV, 100,000 rows: s of processor", 0.25),
    Aim("CSV, 100,000 rows: MB", 1.0),
    Aim("XLSX, 100,000 rows: s of processor", None, 1.5, "XlsxWriter alone: s of processor"),
    Aim("XlsxWriter alone: s of processor"),
    Aim("CSV, 1,000,000 rows: s of processor", None, 40),
    Aim("CSV, 1,000,000 rows: MB"),
    *(
        aim
        for act in ("quiet", "export", "purge", "reload")
        for aim in (
            Aim(f"{act}: longest stall, ms", None, None if act == "quiet" else 60),
            Aim(f"{act}: p99 of others, ms", None, None if act == "quiet" else 1.3, "quiet: p99"),
        )
    ),
    Aim("memory after 20,000 questions, MB", None, 120),
)


def main() -> None:
    """Measure by turns, then print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--questions", type=int, default=400)
    parser.add_argument("--only", nargs="*", choices=GROUPS, default=[])
    parser.add_argument("--long", action="store_true")
    options = parser.parse_args()
    builds = (installed(), ours())
    found: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for pair in range(options.pairs):
        for group in options.only or GROUPS:
            for build in builds if pair % 2 == 0 else builds[::-1]:
                with tempfile.TemporaryDirectory() as folder:
                    for what, value in GROUPS[group](build, Path(folder), options).items():
                        found[what][build.name].append(value)
                        print(f"  {build.name:12}{what:56}{value:10.2f}", file=sys.stderr)
    _print(found, [build.name for build in builds])


def _print(found: dict[str, dict[str, list[float]]], names: Sequence[str]) -> None:
    print(
        "\n| what | "
        + " | ".join(names)
        + " | ratio | aim | |\n| --- | --- | --- | --- | --- | --- |"
    )
    middle = {
        what: {name: statistics.median(values) for name, values in by.items()}
        for what, by in found.items()
    }
    for aim in AIMS:
        values = middle.get(aim.what, {})
        if not values:
            continue
        cells = " | ".join(f"{values[name]:.2f}" if name in values else "" for name in names)
        print(f"| {aim.what} | {cells} | {' | '.join(_judged(aim, values, names, middle))} |")


def _judged(
    aim: Aim, values: Figures, names: Sequence[str], middle: dict[str, Figures]
) -> tuple[str, str, str]:
    """The ratio, the aim in words, and whether it is met."""
    old, new = (values.get(name) for name in names)
    ratio = new / old if old and new is not None else None
    said, met = [], []
    if aim.ratio is not None and ratio is not None:
        more = aim.ratio < 0
        said.append(f"{'≥' if more else '≤'} {abs(aim.ratio):g} of {names[0]}'s")
        met.append(ratio >= -aim.ratio if more else ratio <= aim.ratio)
    if aim.most is not None and new is not None:
        beside = middle.get(aim.of, {}).get(names[1]) if aim.of else 1.0
        if beside is not None:
            said.append(f"≤ {aim.most:g}" + (f" × « {aim.of} »" if aim.of else ""))
            met.append(new <= aim.most * beside)
    verdict = ("met" if all(met) else "missed") if met else ""
    return ("" if ratio is None else f"{ratio:.2f}"), ", ".join(said), verdict


# What is measured of one build, once. The values carry the names of the rows.


def _start(build: Build, folder: Path, _options: argparse.Namespace) -> Figures:
    env = {"STATE_DIR": str(folder)}
    used_by(build, build.command("ask", ASKED), env)  # what it keeps for later starts
    used = used_by(build, build.command("ask", ASKED), env)
    return {"ask: s of processor": used.cpu, "ask: MB": used.peak}


def _check(build: Build, folder: Path, _options: argparse.Namespace) -> Figures:
    base = side_serving.copied(build, folder / "base")
    env = {"STATE_DIR": str(folder), "KNOWLEDGE_DIR": str(base)}
    whole = used_by(build, build.command("check"), env)
    entry = side_serving.change(base)
    one = () if build.name == OLD else (entry,)  # the older build checks the whole base alone
    changed = used_by(build, build.command("check", *one), env)
    return {
        "check: s of processor": whole.cpu,
        "check of one changed fiche: s of processor": changed.cpu,
    }


def _export(build: Build, folder: Path, options: argparse.Namespace) -> Figures:
    return _exported(build, folder, MANY, ("csv", "xlsx")) | (
        _exported(build, folder, MILLION, ("csv",)) if options.long else {}
    )


def _exported(build: Build, folder: Path, count: int, forms: Sequence[str]) -> Figures:
    path = rows.made(build, folder / f"{count}.db", count)
    found: Figures = {}
    for form in forms:
        target = folder / f"questions.{form}"
        words = ("export", "--format", form, "-o", str(target))
        used = used_by(build, build.command(*words), {"DATABASE_URL": rows.url(path)})
        if used.code:
            raise SystemExit(f"{build.name}: the export failed")
        target.unlink()
        found[f"{form.upper()}, {count:,} rows: s of processor"] = used.cpu
        found[f"{form.upper()}, {count:,} rows: MB"] = used.peak
    if "xlsx" in forms:
        alone = [build.python, "-c", rows.XLSXWRITER, str(path), str(folder / "alone.xlsx")]
        found["XlsxWriter alone: s of processor"] = used_by(build, alone).cpu
    return found


def _serving(build: Build, folder: Path, options: argparse.Namespace) -> Figures:
    found: Figures = {}
    with _databases(folder) as databases:
        for name, address in databases.items():
            figures = asyncio.run(side_serving.crowd(build, address, options.questions))
            found |= {
                f"serving, {name}: s of processor, 1,000 questions": figures["cpu"],
                f"serving, {name}: questions a second, 50 people": figures["rate"],
                f"serving, {name}: p99 of 10 people, ms": figures["p99 of 10"],
                f"serving, {name}: p99 of 50 people, ms": figures["p99 of 50"],
                f"serving, {name}: p50 of 50 people, ms": figures["p50 of 50"],
            }
    if build.folder == ROOT:
        echo = asyncio.run(side_serving.crowd(build, "", options.questions, echo=True))
        found |= {"echo: cpu": echo["cpu"], "echo: p99 of 50": echo["p99 of 50"]}
    for people, name in ((1, "1 person"), (30, "30 people")):
        beside = folder / name
        beside.mkdir()
        writes = asyncio.run(side_serving.transactions(build, beside, people))["writes"]
        found[f"transactions that write, a question, {name}"] = writes
    return found


def _stalls(build: Build, folder: Path, _options: argparse.Namespace) -> Figures:
    found: Figures = {}
    for act in ("quiet", "export", "purge", "reload"):
        beside = folder / act
        beside.mkdir()
        rows.made(build, beside / "log.db", MANY)
        figures = asyncio.run(side_serving.stalls(build, beside, act))
        found[f"{act}: longest stall, ms"] = figures["stall"]
        found[f"{act}: p99 of others, ms"] = figures["p99"]
        shutil.rmtree(beside)
    return found | {"quiet: p99": found["quiet: p99 of others, ms"]}


def _memory(build: Build, folder: Path, options: argparse.Namespace) -> Figures:
    if not options.long:
        return {}
    database = rows.url(folder / "log.db")
    figures = asyncio.run(side_serving.crowd(build, database, 10_000))
    return {"memory after 20,000 questions, MB": figures["memory"]}


GROUPS: Final[dict[str, Callable[[Build, Path, argparse.Namespace], Figures]]] = {
    "start": _start,
    "check": _check,
    "export": _export,
    "serving": _serving,
    "stalls": _stalls,
    "memory": _memory,
}


@contextmanager
def _databases(folder: Path) -> Iterator[dict[str, str]]:
    """An empty database of each kind."""
    found = {"SQLite": rows.url(folder / "log.db")}
    server = os.environ.get("TEST_POSTGRES_URL")
    if server is None:
        yield found
        return
    os.environ["ADDRESS_KEY"] = "5f" * 32
    name = f"compare_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    address = server.rsplit("/", 1)[0].removeprefix("postgresql://")
    yield found | {"PostgreSQL": f"postgresql+psycopg://{address}/{name}"}
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


if __name__ == "__main__":
    os.environ.setdefault("PTB_TIMEDELTA", "1")
    main()
