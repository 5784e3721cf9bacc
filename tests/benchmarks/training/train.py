"""Learn the weights of `bot/matching/calibration.py`.

    python -m tests.benchmarks.training.train --faq ../shared/data/faq_dev [--write]

Ranking: a softmax over the candidates of each question. Confidence: two logistic models on
broken lines of the evidence, of the best candidate being right (ANSWER) and of one of the first
four being right (OFFER). Questions are never in the index they are asked to: training questions,
the entries' own `tests`, phrasings left out by folds, phrasings of another base, and out-of-scope
questions. Training questions were learnt by the base, as what people ask is, so a fold of them is
asked to the base without that fold. The editors mend their fiches until every one of `tests`
finds its own, so these are asked to bases that lack a third of the phrasings. Fiches are also
written for what real people asked in vain, so that few real questions without an answer are left
to learn from: each question with an answer is asked once more with its entries gone. Questions
written for this (nine an entry, in the manners of a phone, a town hall, Parliament, a resident)
are in no base: they are as far from the phrasings as what people ask, and there are many.

The figures printed, and the stretch of the probabilities (Platt), are those of models that saw
none of the fold's questions. The judges (`*_judge*`, `blind*` and the held-out queries of
faq_dev) are not read here.
"""

import argparse
import random
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from bot.matching import scoring
from bot.matching.evidence import EVIDENCE, evidence, found_in
from bot.matching.index import Document, Index
from bot.matching.intentions import asks_intention
from bot.matching.matcher import ANSWER_AT
from bot.matching.normalize import words
from bot.matching.query import analyse
from tests.benchmarks.quality import bases
from tests.benchmarks.quality.bases import Question
from tests.benchmarks.training.learning import Array, Model, fit, levelled, logits, softmax_weights

FOLDS = 5
TARGET = Path(bases.ROOT) / "bot" / "matching" / "calibration.py"
WEIGHTS = {
    "in": 2.0, "out": 2.0, "test": 3.0, "loo": 0.5, "typo": 0.5, "other": 0.4, "hidden": 0.5,
    "near": 8.0, "real": 15.0, "hole": 1.0, "real hole": 15.0, "written": 1.0, "written hole": 1.0,
}  # fmt: skip
"""How much a question of each kind counts: left-out phrasings are harder than real questions."""
SHARE = {
    "in": 0.45,
    "out": 0.15,
    "typo": 0.05,
    "loo": 0.05,
    "near": 0.1,
    "real": 0.2,
    "real hole": 0.08,
}
"""The mix of questions expected, to which the probabilities are levelled."""
LEVELLED_ON = (
    "ours", "ours, misspelt", "ours, near", "ours, real", "real, gone", "foreign",
)  # fmt: skip
HOLES = {
    "in": ("ours, gone", "hole"),
    "real": ("real, gone", "real hole"),
    "written": ("written, gone", "written hole"),
}
"""Under which name and kind a question is asked once more with its entries gone."""
GONE = tuple(kind for _, kind in HOLES.values())
THIRDS = 3
"""Bases the entries' `tests` are asked to, each without one phrasing in so many."""


@dataclass(frozen=True)
class Asked:
    """Questions asked to a base."""

    base: str
    """Name of the base in the report."""
    index: Index
    kind: str
    """One of `WEIGHTS`."""
    questions: list[Question]
    fold: int | None = None
    """The cross-validation fold of all of them; None: each has its own."""


@dataclass
class Rows:
    """A row a question: evidence, labels, and what it counts as."""

    values: list[tuple[float, ...]]
    first: list[float]
    among: list[float]
    bases: list[str]
    kinds: list[str]
    folds: list[int]
    inside: list[bool]
    """Whether an entry of the base answers."""

    def __add__(self, other: "Rows") -> "Rows":
        """Both, one after the other."""
        mine, theirs = vars(self).values(), vars(other).values()
        return Rows(*(one + more for one, more in zip(mine, theirs, strict=True)))


def fold(text: str) -> int:
    """The cross-validation fold of a question."""
    return zlib.crc32(text.encode()) % FOLDS


def everything(faq: list[Document]) -> list[Asked]:
    """All training questions with the bases they are asked to, theirs and stranger ones."""
    source = random.Random(1)

    def some(asked: Sequence[Question], count: int) -> list[Question]:
        return source.sample(list(asked), min(count, len(asked)))

    ours, tests = bases.our_base()
    lexicon, none, beyond = bases.our_lexicon(), bases.no_lexicon(), bases.our_outside()
    learnt = bases.questions("mayors_train") + bases.questions("inscope_train")
    learnt = bases.relabelled(learnt, ours)
    inside = [q for q in learnt if q[1]]
    near = bases.near_misses(judge=False)
    real = bases.real("learn")
    written = bases.questions("written_train")
    outside = bases.questions("mayors_train_out") + bases.questions("outscope_train")
    still = {example for document in beyond for example in document.phrasings}
    outside = [q for q in outside if q[0] in still]  # the others have a fiche by now
    from_faq: list[Question] = [(p, frozenset()) for d in faq for p in d.phrasings]
    from_ours: list[Question] = [(p, frozenset()) for d in ours for p in d.phrasings]
    result: list[Asked] = []

    def ask(
        base: str, index: Index, *parts: tuple[str, list[Question]], at: int | None = None
    ) -> None:
        result.extend(Asked(base, index, kind, asked, at) for kind, asked in parts)

    def build(documents: Sequence[Document]) -> Index:
        return Index.build(documents, lexicon, beyond)

    half = {d.id for d in ours[::2]}
    for one in range(FOLDS):
        into = [q for q in inside if fold(q[0]) == one]
        out = [q for q in outside if fold(q[0]) == one]
        held = {text for text, _ in (*into, *out)}
        kept, left = bases.without(ours, held), bases.without(beyond, held)
        index = Index.build(kept, lexicon, left)
        ask("ours", index, ("in", into), ("out", out), at=one)
        beside = [q for q in near if fold(min(q[1])) == one]
        ask("ours, near", index, ("near", beside), at=one)
        ask("ours, real", index, ("real", [q for q in real if fold(q[0]) == one]), at=one)
        ask("ours, written", index, ("written", [q for q in written if fold(q[0]) == one]), at=one)
        slips = bases.misspelt(into, seed=7), bases.misspelt(out, seed=8)
        ask("ours, misspelt", index, ("typo", slips[0]), ("typo", slips[1]), at=one)
        ask("ours, bare", Index.build(kept, none), ("in", into), ("out", out), at=one)
        known = [(q, entries & half) for q, entries in into]
        ask("half of ours", Index.build(kept[::2], lexicon, left), ("hidden", known), at=one)
    ask("ours", build(ours), ("other", some(from_faq, 200)))
    for at, (kept, _) in enumerate(bases.folds(ours, THIRDS)):
        ask("ours, tests", build(kept), ("test", tests[at::THIRDS]))
    for kept, asked in bases.folds(ours, 6):
        ask("ours, left out", build(kept), ("loo", some(asked, 150)))
    for kept, asked in bases.folds(faq, 4):
        foreign = Index.build(kept, none)
        ask("foreign", foreign, ("loo", some(asked, 170)))
        ask("foreign, misspelt", foreign, ("typo", bases.misspelt(some(asked, 60), 9)))
    ask("foreign", Index.build(faq, none), ("out", outside), ("other", some(from_ours, 300)))
    return result


def holes(asked: Sequence[Asked]) -> list[Asked]:
    """The questions of folds that an entry answers, to be asked with those entries gone."""
    return [
        replace(part, base=HOLES[part.kind][0], kind=HOLES[part.kind][1],
                questions=[one for one in part.questions if one[1]])
        for part in asked
        if part.base in ("ours", "ours, real", "ours, written") and part.kind in HOLES
    ]  # fmt: skip


def labelled(asked: Sequence[Asked]) -> list[tuple[Array, int, float]]:
    """Features of the candidates of each question, the place of the right one, its weight."""
    data: list[tuple[Array, int, float]] = []
    for part in asked:
        if part.kind == "near":
            continue
        for question, entries in part.questions:
            query = analyse(words(question), part.index)
            places, rows = scoring.candidates(query, part.index)
            own = [at for at, place in enumerate(places) if place < len(part.index.ids)]
            ids = [part.index.ids[places[at]] for at in own]
            right = [at for at, entry in enumerate(ids) if entry in entries]
            if right and len(own) > 1:
                data.append((rows[own], right[0], WEIGHTS[part.kind]))
    return data


def gather(asked: Sequence[Asked], ranking: Sequence[float]) -> Rows:
    """The evidence of all questions."""
    rows = Rows([], [], [], [], [], [], [])
    for part in asked:
        for question, entries in part.questions:
            found = words(question)
            if asks_intention(" ".join(found)):
                continue  # never sure, whatever the evidence
            query = analyse(found, part.index)
            ranked = scoring.rank(query, part.index, ranking)
            if part.kind in GONE:
                left = [o for o in ranked.entries if part.index.ids[o.place] not in entries]
                ranked = ranked._replace(entries=left)
            if not ranked.entries:
                continue
            ids = [part.index.ids[one.place] for one in ranked.entries[:4]]
            hits = found_in(query.words, ranked.entries[0].place, part.index)
            rows.values.append(evidence(query, ranked, hits, part.index))
            rows.first.append(float(ids[0] in entries and part.kind != "near"))
            rows.among.append(float(any(i in entries for i in ids)))
            rows.bases.append(part.base)
            rows.kinds.append(part.kind)
            rows.inside.append(bool(entries) and part.kind not in ("near", *GONE))
            rows.folds.append(fold(question) if part.fold is None else part.fold)
    return rows


def learn(rows: Rows, label: Sequence[float]) -> tuple[Model, Array]:
    """A levelled model, and the logits that models gave to questions they did not see."""
    values, right = np.array(rows.values), np.array(label)
    weight = np.array([WEIGHTS[kind] for kind in rows.kinds])
    folds = np.array(rows.folds)
    given = np.zeros(len(values))
    for one in range(FOLDS):
        seen = folds != one
        model = fit(values[seen], right[seen], weight[seen])
        given[~seen] = logits(values[~seen], model)
    kinds = np.array(["out" if kind == "other" else kind for kind in rows.kinds])
    chosen = np.isin(rows.bases, LEVELLED_ON)
    share = np.array([SHARE[kind] / (kinds[chosen] == kind).sum() for kind in kinds[chosen]])
    share *= chosen.sum()
    model = levelled(fit(values, right, weight), given[chosen], right[chosen], share)
    stretched = levelled(((0.0, ()), (1.0, ())), given[chosen], right[chosen], share)
    return model, logits(np.column_stack([np.ones(len(given)), given]), stretched)


def report(rows: Rows, given: Array) -> list[str]:
    """Figures of each base: part right and wrong at the threshold, false, calibration error."""
    chance, right = 1 / (1 + np.exp(-given)), np.array(rows.first)
    answerable = np.array(rows.inside)
    answered = chance >= ANSWER_AT
    lines = []
    for name in dict.fromkeys(rows.bases):
        here = np.array([base == name for base in rows.bases])
        inside, beyond = here & answerable, here & ~answerable
        found = (answered & inside & (right > 0)).sum() / max(inside.sum(), 1)
        wrong = (answered & inside & (right == 0)).sum() / max(inside.sum(), 1)
        false = (answered & beyond).sum() / max(beyond.sum(), 1)
        bins = np.array_split(np.flatnonzero(here)[np.argsort(chance[here])], 10)
        error = sum(abs(chance[b].mean() - right[b].mean()) * len(b) for b in bins) / here.sum()
        lines.append(
            f"{name:18s} right {found:.3f} wrong {wrong:.3f} false {false:.3f} ece {error:.3f}"
        )
    return lines


def numbers(values: Sequence[float]) -> str:
    """A tuple literal, wrapped."""
    texts = [f"{v:.4f}" for v in values]
    lines = [", ".join(texts[at : at + 8]) for at in range(0, len(texts), 8)]
    return "(\n    " + ",\n    ".join(lines) + ",\n)  # fmt: skip"


def curves(model: Model) -> str:
    """A tuple literal, a line for each piece of evidence."""
    named = zip(EVIDENCE, model, strict=True)
    lines = [f"    {curve!r},  # {name}" for name, curve in named]
    return "(\n" + "\n".join(lines) + "\n)  # fmt: skip"


def render(ranking: Sequence[float], answer: Model, offer: Model, lines: Sequence[str]) -> str:
    """The module to ship."""
    today = datetime.now(UTC).date().isoformat()
    figures = "\n".join(f"    {line}" for line in lines)
    return f'''"""Weights of ranking and confidence, learnt by `tests.benchmarks.training.train`.

Written on {today}. Figures of questions judged by models that saw no question about the same
entry, answers given at {ANSWER_AT}: part answered right and wrong, part of the out-of-scope ones
answered, calibration error. Left-out phrasings and halved bases are harder than real questions.

{figures}
"""

from typing import Final

from bot.matching.decision import Curve

RANKING: Final[tuple[float, ...]] = {numbers(ranking)}
"""One for each of `scoring.FEATURES`."""

ANSWER: Final[tuple[Curve, ...]] = {curves(answer)}
"""One for each of `evidence.EVIDENCE`: that the best candidate is right."""

OFFER: Final[tuple[Curve, ...]] = {curves(offer)}
"""Likewise: that one of the first four is right."""
'''


def main() -> None:
    """Train, print the cross-validated figures, and write the module when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faq", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    asked = everything(bases.faq_base(options.faq))
    written = [part for part in asked if part.kind == "written"]
    others = [part for part in asked if part.kind != "written"]
    data = labelled(others)
    ranking = [round(float(w), 4) for w in softmax_weights(data)]
    hits = [int(np.argmax(found @ np.array(ranking))) == right for found, right, _ in data]
    print(f"ranking, right among candidates: {np.mean(hits):.4f}", ranking)
    rows = gather(others, ranking)
    offer, _ = learn(rows, rows.among)  # beside a hole, a neighbour may be worth offering
    rows += gather(holes(asked), ranking)
    rows += gather(written, ranking)  # as hard as real ones: for the confidence alone
    answer, given = learn(rows, rows.first)
    lines = report(rows, given)
    print("\n".join(lines))
    if options.write:
        TARGET.write_text(render(ranking, answer, offer, lines), encoding="utf-8")


if __name__ == "__main__":
    main()
