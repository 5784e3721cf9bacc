"""The benchmark: our matcher beside the engines a developer would pick instead.

    python -m tests.benchmarks.quality.run [--faq ../shared/data/faq_dev] [--sizes 300 10000 50000]

Quality on our base (questions that judge only, their misspelt copies, out-of-scope questions), on
near misses and on real questions, by confidence, and on `faq_dev`; time, build and memory at each
size, every engine in a process of its own. The peers need the packages of
`tests/benchmarks/requirements.txt`.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path

from bot.matching.index import Document, Index
from bot.matching.lexicon import Lexicon
from bot.matching.matcher import Match, match
from tests.benchmarks.load.end_to_end import memory_mb
from tests.benchmarks.quality import bases, peers
from tests.benchmarks.quality.bases import Question

FALSE_SHARE = 0.05
BANDS = (0.0, 0.1, 0.3, 0.5, 0.65, 0.75, 0.85, 0.9, 0.95, 0.98, 1.01)
"""Bounds of the confidences that figures are told for."""
SLOW = {"rapidfuzz WRatio": 10, "rapidfuzz token_set_ratio": 20}
"""Questions timed at the larger sizes, for engines that scan."""
TIMED = 400


def quality(
    search: peers.Search, asked: Sequence[Question], outside: Sequence[Question]
) -> tuple[float, float, float]:
    """Part right at the first place, among the first three, and right at 5 % false answers."""
    found = [(search(question), entries) for question, entries in asked]
    first = [bool(rows) and rows[0][0] in entries for rows, entries in found]
    three = [any(entry in entries for entry, _ in rows[:3]) for rows, entries in found]
    noise = sorted(rows[0][1] if rows else -1.0 for rows in map(search, (q for q, _ in outside)))
    cut = noise[-int(len(noise) * FALSE_SHARE) - 1]
    kept = [ok and rows[0][1] > cut for ok, (rows, _) in zip(first, found, strict=True)]
    return statistics.mean(first), statistics.mean(three), statistics.mean(kept)


def quality_table(
    documents: list[Document], lexicon: Lexicon, asked: list[Question], noisy: list[Question],
    outside: list[Question], beyond: Sequence[Document] = (),
) -> None:  # fmt: skip
    """One row an engine."""
    print("| engine | top-1 | recall@3 | top-1, typos | right at 5 % false | same, typos |")
    print("| --- | --- | --- | --- | --- | --- |")
    engines = {name: partial(build, documents, lexicon) for name, build in peers.ENGINES.items()}
    if beyond:
        engines["ours, with what is left to others"] = partial(
            peers.ours, documents, lexicon, beyond
        )
    for name, build in engines.items():
        search = build()
        first, three, kept = quality(search, asked, outside)
        typo, _, typo_kept = quality(search, noisy, outside)
        row = " | ".join(f"{value:.3f}" for value in (first, three, typo, kept, typo_kept))
        print(f"| {name} | {row} |", flush=True)


def outcomes(index: Index, asked: Sequence[Question], outside: Sequence[Question]) -> str:
    """What our decision gives: right, offered, wrong, silent; false answers; calibration."""
    inside = [(match(question, index), entries) for question, entries in asked]
    right = [m.best is not None and m.best.entry in e for m, e in inside]
    wrong = [m.best is not None and m.best.entry not in e for m, e in inside]
    offered = [any(c.entry in e for c in m.suggestions) for m, e in inside]
    beyond = [match(question, index) for question, _ in outside]
    false = [m.outcome == "answer" for m in beyond]
    pairs = [
        (m.candidates[0].confidence, m.candidates[0].entry in e) for m, e in inside if m.candidates
    ] + [(m.candidates[0].confidence, False) for m in beyond if m.candidates]
    pairs.sort()
    step = max(len(pairs) // 10, 1)
    bins = [pairs[at : at + step] for at in range(0, len(pairs), step)]
    error = sum(
        abs(statistics.mean(c for c, _ in b) - statistics.mean(ok for _, ok in b)) * len(b)
        for b in bins
    ) / sum(len(b) for b in bins)
    return (
        f"right {statistics.mean(right):.3f}, right or offered "
        f"{statistics.mean(map(max, right, offered)):.3f}, wrong {statistics.mean(wrong):.3f}, "
        f"false {statistics.mean(false):.3f}, calibration error {error:.3f} "
        f"({len(inside)} in scope, {len(beyond)} out)"
    )


def bands(asked: Sequence[tuple[Match, frozenset[str]]]) -> str:
    """How often the best candidate is right, by confidence."""
    rated = [
        (m.candidates[0].confidence, m.candidates[0].entry in entries)
        for m, entries in asked
        if m.candidates
    ]
    told = []
    for low, high in pairwise(BANDS):
        here = [right for confidence, right in rated if low <= confidence < high]
        if here:
            told.append(f"{low:.2f}: {statistics.mean(here):.2f} ({len(here)})")
    return "right by confidence from " + ", ".join(told)


def doubts(index: Index) -> None:
    """How often near misses, and real questions that the base does not answer, are answered."""
    near = [match(question, index) for question, _ in bases.near_misses(judge=True)]
    if near:
        sure = statistics.mean(m.outcome == "answer" for m in near)
        offered = statistics.mean(m.outcome == "suggest" for m in near)
        print(f"ours, near misses: sure {sure:.3f}, offered {offered:.3f} ({len(near)})")
    for name in ("judge", "tune", "learn"):
        asked = bases.real(name)
        if not any(entries for _, entries in asked):
            continue
        inside = [one for one in asked if one[1]]
        gaps = [one for one in asked if not one[1]]
        found = [(match(question, index), entries) for question, entries in asked]
        sure_ones = [m.candidates[0].entry in e for m, e in found if m.outcome == "answer"]
        print(f"ours, real, {name}:", outcomes(index, inside, gaps))
        print(f"  sure answers right: {statistics.mean(sure_ones):.3f} ({len(sure_ones)})")
        print(f"  {bands(found)}")


def speed(engine: str, size: int, faq: Path | None) -> dict[str, float]:
    """Build time, memory and search times of one engine; run in a process of its own.

    The base is `faq_dev` enlarged when its folder is given, else ours.
    """
    if faq:
        base, lexicon = bases.faq_base(faq), bases.no_lexicon()
        tests = bases.faq_questions(faq)[0]
    else:
        base, tests = bases.our_base()
        lexicon = bases.our_lexicon()
    documents = bases.enlarged(base, size)
    asked = [question for question, _ in tests[:: max(len(tests) // TIMED, 1)]]
    asked = asked[: SLOW.get(engine, TIMED) if size > 1000 else TIMED]
    before = memory_mb(os.getpid())  # not the peak: a child inherits that of its parent
    start = time.perf_counter()
    search = peers.ENGINES[engine](documents, lexicon)
    build = time.perf_counter() - start
    memory = memory_mb(os.getpid()) - before
    for question in asked[:20]:
        search(question)
    times = []
    for question in asked:
        start = time.perf_counter()
        search(question)
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    last = times[min(int(len(times) * 0.99), len(times) - 1)]
    return {"median": statistics.median(times), "p99": last, "build": build, "memory": memory}


def speed_table(sizes: Sequence[int], faq: Path | None) -> None:
    """One row an engine and size, with the ratio of medians to ours."""
    print("| entries | engine | median ms | p99 ms | build s | memory MB | ours / it |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for size in sizes:
        ours = 0.0
        for engine in peers.ENGINES:
            command = [
                sys.executable,
                "-m",
                "tests.benchmarks.quality.run",
                "--one",
                engine,
                str(size),
            ]
            command += ["--faq", str(faq.resolve())] if faq else []
            done = subprocess.run(
                command, capture_output=True, text=True, check=True, cwd=bases.ROOT
            )
            row = json.loads(done.stdout.splitlines()[-1])
            ours = ours or row["median"]
            print(
                f"| {size} | {engine} | {row['median']:.3f} | {row['p99']:.3f} |"
                f" {row['build']:.2f} |"
                f" {row['memory']:.0f} | {ours / row['median']:.2f} |",
                flush=True,
            )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faq", type=Path)
    parser.add_argument("--sizes", type=int, nargs="*", default=[300, 10_000, 50_000])
    parser.add_argument("--one", nargs=2, metavar=("ENGINE", "SIZE"))
    options = parser.parse_args()
    if options.one:
        print(json.dumps(speed(options.one[0], int(options.one[1]), options.faq)))
        return
    ours, tests = bases.our_base()
    lexicon = bases.our_lexicon()
    beyond = bases.our_outside()
    judges = {
        "mayors": (bases.questions("mayors_judge"), bases.questions("mayors_judge_out")),
        "judge file": (bases.questions("inscope_judge"), bases.questions("outscope_judge")),
        "blind file": (bases.questions("blind"), bases.questions("blind_out")),
    }
    asked = [question for inside, _ in judges.values() for question in inside]
    outside = [question for _, out in judges.values() for question in out]
    index = Index.build(ours, lexicon, beyond)
    print(f"## Our base: {len(ours)} entries, {len(asked)} questions that judge\n")
    quality_table(ours, lexicon, asked, bases.misspelt(asked), outside, beyond)
    print()
    for name, (inside, out) in judges.items():
        print(f"ours, {name}:", outcomes(index, inside, out))
    print("ours, all of them:", outcomes(index, asked, outside))
    print(f"  {bands([(match(q, index), e) for q, e in (*asked, *outside)])}")
    doubts(index)
    print("ours, all misspelt:", outcomes(index, bases.misspelt(asked), outside))
    print("ours, the entries' tests (trained on):", outcomes(index, tests, outside))
    if options.faq:
        documents = bases.faq_base(options.faq)
        inside, noisy, other = bases.faq_questions(options.faq)
        print(f"\n## faq_dev: {len(documents)} entries, {len(inside)} questions\n")
        quality_table(documents, bases.no_lexicon(), inside, noisy, other)
        index = Index.build(documents, bases.no_lexicon())
        print("\nours:", outcomes(index, inside, other))
    if options.sizes:
        print("\n## Time\n")
        speed_table(options.sizes, options.faq)


if __name__ == "__main__":
    main()
