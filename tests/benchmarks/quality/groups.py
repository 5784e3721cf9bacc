"""How pure the groups of unanswered questions are, and how long 20,000 of them take.

    python -m tests.benchmarks.quality.groups [--size 20000] [--seed 1]

Purity is measured on `tests/questions/groups.tsv` (label, question). Thresholds were chosen on the
first half of the labels; the second half judges. Then both halves are hidden among `--size`
questions made from all our question files with words swapped, dropped and misspelt, grouped at
once, and purity is told again for the labelled ones.
"""

import argparse
import datetime
import random
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from bot.editorial.groups import Group, group
from bot.knowledge.files import read_folder
from bot.matching.normalize import normal_form
from bot.questionlog.records import LoggedQuestion

ROOT = Path(__file__).parents[3]
QUESTIONS = ROOT / "tests" / "questions"
Labelled = tuple[str, str]


def labelled() -> list[Labelled]:
    """(label, question) pairs of the sample."""
    lines = (QUESTIONS / "groups.tsv").read_text("utf-8").splitlines()
    pairs = [line.split("\t") for line in lines]
    return [(label, question) for label, question in pairs]


def halves(sample: Sequence[Labelled]) -> tuple[list[Labelled], list[Labelled]]:
    """The sample by every other label: one half to choose on, one to judge."""
    rank = {label: at for at, label in enumerate(sorted({label for label, _ in sample}))}
    return (
        [pair for pair in sample if rank[pair[0]] % 2 == 0],
        [pair for pair in sample if rank[pair[0]] % 2 == 1],
    )


def logged(texts: Iterable[str], people: int = 1_000_000) -> list[LoggedQuestion]:
    """Unanswered questions as the log would have them."""
    now = datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC)
    return [
        LoggedQuestion(
            id=number, asked_at=now, channel="telegram", person=f"p{number % people}",
            town=None, text=text, outcome="none", entry=None, confidence=None, candidates=(),
            domain=None, knowledge="", feedback=None, status="nouvelle", normal=normal_form(text),
        )
        for number, text in enumerate(texts, 1)
    ]  # fmt: skip


def purity(groups: Iterable[Group], labels: dict[int, str]) -> tuple[float, float, int]:
    """Purity, inverse purity and number of groups, counting labelled questions alone.

    Args:
        groups: what was found.
        labels: question's number → its label.
    """
    inside = [[labels[n] for n in one.ids if n in labels] for one in groups]
    inside = [held for held in inside if held]
    pure = sum(max(Counter(held).values()) for held in inside)
    best: Counter[str] = Counter()
    for held in inside:
        for label, count in Counter(held).items():
            best[label] = max(best[label], count)
    return pure / len(labels), sum(best.values()) / len(labels), len(inside)


def crowd(size: int, seed: int) -> list[str]:
    """Made questions: ours, with a word dropped, two swapped, or a letter lost."""
    chance = random.Random(seed)
    names = ("inscope_train", "inscope_judge", "outscope_train", "outscope_judge")
    lines = [s for n in names for s in (QUESTIONS / f"{n}.tsv").read_text("utf-8").splitlines()]
    texts = sorted({part for line in lines for part in line.split("\t") if " " in part})
    made: list[str] = []
    while len(made) < size:
        words = chance.choice(texts).split()
        if chance.random() < 0.5 and len(words) > 3:
            words.pop(chance.randrange(len(words)))
        if chance.random() < 0.3:
            extra = chance.choice(texts).split()
            words.insert(chance.randrange(len(words)), chance.choice(extra))
        at = chance.randrange(len(words))
        if chance.random() < 0.4 and len(words[at]) > 4:
            letter = chance.randrange(1, len(words[at]))
            words[at] = words[at][:letter] + words[at][letter + 1 :]
        made.append(" ".join(words))
    return made


def report(name: str, groups: Sequence[Group], labels: dict[int, str]) -> None:
    """One line of figures."""
    pure, inverse, count = purity(groups, labels)
    subjects = len(set(labels.values()))
    print(
        f"{name:34} {len(labels):4} questions {subjects:3} subjects {count:3} groups"
        f"  purity {pure:.3f}  inverse {inverse:.3f}"
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    base = read_folder(ROOT / "knowledge").base
    index = base.index()
    sample = labelled()
    chosen_on, judge = halves(sample)
    for name, pairs in (("chosen on", chosen_on), ("judge", judge), ("both", sample)):
        labels = dict(enumerate((label for label, _ in pairs), 1))
        questions = logged(text for _, text in pairs)
        report(name, group(questions, index), labels)
        report(f"{name}, without a base", group(questions), labels)
    made = crowd(options.size - len(sample), options.seed)
    questions = logged([text for _, text in [*chosen_on, *judge]] + made)
    started, busy = time.perf_counter(), time.process_time()
    groups = group(questions, index)
    took, busy = time.perf_counter() - started, time.process_time() - busy
    labels = dict(enumerate((label for label, _ in [*chosen_on, *judge]), 1))
    first = {n: label for n, label in labels.items() if n <= len(chosen_on)}
    report("chosen on, in the crowd", groups, first)
    report("judge, in the crowd", groups, {n: v for n, v in labels.items() if n not in first})
    forms = len({question.normal for question in questions})
    largest = max(one.size for one in groups)
    print(
        f"{len(questions)} questions, {forms} normal forms: {took:.1f} s ({busy:.1f} s of CPU), "
        f"{len(groups)} groups, largest {largest}"
    )


if __name__ == "__main__":
    main()
