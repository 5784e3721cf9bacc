"""Learn the weights of `bot/matching/calibration.py`.

    python -m tests.benchmarks.train --faq ../shared/data/faq_dev [--write]

Ranking: a softmax over the candidates of each question. Confidence: two logistic models on
broken lines of the evidence, of the best candidate being right (ANSWER) and of one of the first
four being right (OFFER). Questions are never in the index they are asked to: phrasings left out
by folds, the entries' own `tests` and our training questions, questions of another base, and
out-of-scope questions. The editors mend their fiches until every one of `tests` finds its own, so
these are asked to bases that lack a third of the phrasings, as hard as what people ask.
Figures on `tests` are therefore figures on training data; the judges are
`inscope_judge`, `outscope_judge`, `blind`, `blind_out` and the held-out queries of faq_dev, and
none of them is read here. `by entry` is a cross-validation on our base: all questions about an
entry are judged by a model that saw none of them.
"""

import argparse
import random
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.matching import decision, scoring
from bot.matching.index import Document, Index
from bot.matching.lexicon import Lexicon
from bot.matching.normalize import words
from bot.matching.query import analyse
from tests.benchmarks import bases
from tests.benchmarks.bases import Question

Array = npt.NDArray[np.float64]
Model = tuple[decision.Curve, ...]
ANSWER_AT = 0.65
"""Confidence at which the figures of the report are cut."""
SHARE = {"in": 0.4, "test": 0.15, "loo": 0.1, "out": 0.35}
"""The mix of questions expected; `WEIGHTS` tells the kinds."""
FOLDS = 5
TARGET = Path(bases.ROOT) / "bot" / "matching" / "calibration.py"
WEIGHTS = {
    "in": 2.0, "test": 1.0, "out": 2.0, "other": 0.4, "loo": 0.5, "hidden": 0.2, "typo": 0.5
}  # fmt: skip
"""How much a question of each kind counts: left-out phrasings are harder than real questions."""
THIRDS = 3
"""Bases the entries' `tests` are asked to, each without one phrasing in so many."""


@dataclass
class Rows:
    """Evidence of one base: a row a question."""

    values: list[tuple[float, ...]]
    first: list[float]
    among: list[float]
    kinds: list[str]
    folds: list[int]
    """Fold of the entry asked for, or of the out-of-scope question; copies share it."""


def fold(question: Question, at: int) -> int:
    """The cross-validation fold of a question: its entry's, else its own."""
    return zlib.crc32((min(question[1]) if question[1] else str(at)).encode()) % FOLDS


def ranking_data(
    documents: Sequence[Document], lexicon: Lexicon, asked: Sequence[Question]
) -> list[tuple[Array, int]]:
    """Features of the candidates of each question with the place of the right one."""
    index = Index.build(documents, lexicon)
    data: list[tuple[Array, int]] = []
    for question, entries in asked:
        query = analyse(words(question), index)
        found = scoring.retrieve(query, index)
        right = [at for at, (_, place) in enumerate(found) if index.ids[place] in entries]
        if right and len(found) > 1:
            data.append((np.array(scoring.features(query, found, index)), right[0]))
    return data


def train_ranking(data: Sequence[tuple[Array, int]], steps: int = 500) -> Array:
    """Weights that make the right candidate the likeliest (Adam, a little L2)."""
    width, depth = data[0][0].shape[1], max(len(rows) for rows, _ in data)
    rows = np.zeros((len(data), depth, width))
    mask = np.full((len(data), depth), -1e9)
    for at, (values, _) in enumerate(data):
        rows[at, : len(values)], mask[at, : len(values)] = values, 0.0
    right = np.array([place for _, place in data])
    weights, mean, square = np.zeros(width), np.zeros(width), np.zeros(width)
    for step in range(1, steps + 1):
        logits = rows @ weights + mask
        odds = np.exp(logits - logits.max(1, keepdims=True))
        odds /= odds.sum(1, keepdims=True)
        odds[np.arange(len(data)), right] -= 1
        slope = np.einsum("in,ind->d", odds, rows) / len(data) + 0.003 * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        weights = weights - 0.1 * (mean / (1 - 0.9**step)) / (
            np.sqrt(square / (1 - 0.99**step)) + 1e-8
        )
    return weights


def gather(
    index: Index, asked: Sequence[Question], kind: str, ranking: Sequence[float], rows: Rows
) -> None:
    """Add the evidence of questions asked to a base."""
    for at, (question, entries) in enumerate(asked):
        query = analyse(words(question), index)
        ranked = scoring.rank(query, index, ranking)
        if not ranked:
            continue
        ids = [index.ids[one.place] for one in ranked[:4]]
        rows.values.append(decision.evidence(query, ranked, index))
        rows.first.append(float(ids[0] in entries))
        rows.among.append(float(any(i in entries for i in ids)))
        rows.kinds.append(kind)
        rows.folds.append(fold((question, entries), at))


def groups(faq: list[Document], ranking: Sequence[float]) -> dict[str, Rows]:
    """Evidence by base: ours, without lexicon, halved, one domain alone, and the foreign one."""
    source = random.Random(1)

    def some(asked: Sequence[Question], count: int) -> list[Question]:
        return source.sample(list(asked), min(count, len(asked)))

    ours, tests = bases.our_base()
    lexicon, none = bases.our_lexicon(), bases.no_lexicon()
    inside = bases.questions("inscope_train")
    outside = bases.questions("outscope_train")
    from_faq: list[Question] = [(p, frozenset()) for d in faq for p in d.phrasings]
    from_ours: list[Question] = [(p, frozenset()) for d in ours for p in d.phrasings]
    result: dict[str, Rows] = {}

    def add(name: str, documents: Sequence[Document], lexicon: Lexicon, *parts: object) -> None:
        rows = result.setdefault(name, Rows([], [], [], [], []))
        index = Index.build(documents, lexicon)
        for kind, asked in parts:  # type: ignore[misc]
            gather(index, asked, kind, ranking, rows)

    def known(documents: Sequence[Document]) -> list[Question]:
        ids = {d.id for d in documents}
        return [(q, entries & ids) for q, entries in inside]

    slips = bases.misspelt(inside, seed=7)
    add("ours", ours, lexicon, ("in", inside), ("out", outside), ("other", some(from_faq, 200)))
    add("ours, misspelt", ours, lexicon, ("typo", slips), ("typo", bases.misspelt(outside, 8)))
    for at, (kept, _) in enumerate(bases.folds(ours, THIRDS)):
        add("ours, tests", kept, lexicon, ("test", tests[at::THIRDS]))
    for kept, asked in bases.folds(ours, 6):
        add("ours, left out", kept, lexicon, ("loo", some(asked, 150)))
    add("ours, no lexicon", ours, none, ("in", inside), ("out", outside))
    half = ours[::2]
    add("half of ours", half, lexicon, ("hidden", known(half)), ("out", outside))
    for domain in sorted({d.domain for d in ours})[:3]:
        part = [d for d in ours if d.domain == domain]
        add(f"only {domain}", part, lexicon, ("hidden", known(part)), ("hidden", outside))
    for kept, asked in bases.folds(faq, 4):
        add("foreign", kept, none, ("loo", some(asked, 170)))
        add("foreign, misspelt", kept, none, ("typo", bases.misspelt(some(asked, 60), 9)))
    add("foreign", faq, none, ("out", outside), ("other", some(from_ours, 300)))
    return result


def knots(values: Array) -> list[list[float]]:
    """For each piece of evidence, its quartiles where they differ; none for the bias."""
    result: list[list[float]] = [[]]
    for column in values.T[1:]:
        result.append(sorted({round(float(q), 3) for q in np.quantile(column, (0.25, 0.5, 0.75))}))
    return result


def bent(values: Array, places: Sequence[Sequence[float]]) -> Array:
    """The evidence followed by its part beyond each knot."""
    parts = [values]
    for at, column in enumerate(values.T):
        parts += [np.maximum(0.0, column - knot)[:, None] for knot in places[at]]
    return np.hstack(parts)


def logistic(values: Array, right: Array, weight: Array, ridge: float = 2.0) -> Array:
    """Weighted logistic regression by Newton's method."""
    weights = np.zeros(values.shape[1])
    penalty = ridge * np.eye(values.shape[1])
    penalty[0, 0] = 0.01
    for _ in range(40):
        chance = 1 / (1 + np.exp(-np.clip(values @ weights, -30, 30)))
        slope = values.T @ (weight * (chance - right)) + penalty @ weights
        curve = (values * (weight * chance * (1 - chance))[:, None]).T @ values + penalty
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def fit(parts: Sequence[Rows], label: Callable[[Rows], list[float]]) -> Model:
    """The model of several bases together."""
    values = np.array([row for part in parts for row in part.values])
    right = np.array([one for part in parts for one in label(part)])
    weight = np.array([WEIGHTS[kind] for part in parts for kind in part.kinds])
    places = knots(values)
    weights = [round(float(w), 4) for w in logistic(bent(values, places), right, weight)]
    model: list[decision.Curve] = []
    rest = iter(weights[values.shape[1] :])
    for slope, one in zip(weights, places, strict=False):
        model.append((slope, tuple((knot, next(rest)) for knot in one)))
    return tuple(model)


def levelled(
    model: Model, all_rows: dict[str, Rows], label: Callable[[Rows], list[float]]
) -> Model:
    """The model with its logit stretched and moved (Platt) to the mix of questions expected.

    The training mix is not the one people send: `SHARE` is.
    """
    logits, right, kinds = [], [], []
    for name in ("ours", "ours, tests", "ours, left out", "foreign"):
        rows = all_rows[name]
        for values, one, kind in zip(rows.values, label(rows), rows.kinds, strict=True):
            chance = min(max(decision.probability(values, model), 1e-6), 1 - 1e-6)
            logits.append([1.0, float(np.log(chance / (1 - chance)))])
            right.append(one)
            kinds.append("out" if kind == "other" else kind)
    weight = np.array([SHARE[kind] / kinds.count(kind) for kind in kinds]) * len(kinds)
    move, stretch = logistic(np.array(logits), np.array(right), weight, ridge=0.01)
    moved = [
        (
            round(slope * stretch, 4),
            tuple((knot, round(bend * stretch, 4)) for knot, bend in bends),
        )
        for slope, bends in model
    ]
    moved[0] = (round(moved[0][0] + move, 4), ())
    return tuple((float(slope), tuple((k, float(b)) for k, b in bends)) for slope, bends in moved)


def report(all_rows: dict[str, Rows]) -> list[str]:
    """For each base, the figures of a model that did not see it."""
    lines = []
    for name, rows in all_rows.items():
        model = fit([r for n, r in all_rows.items() if n != name], lambda r: r.first)
        chance = np.array([decision.probability(row, model) for row in rows.values])
        right = np.array(rows.first)
        inside = np.array([kind not in ("out", "other") for kind in rows.kinds])
        outside = ~inside
        given = chance >= ANSWER_AT
        bins = np.array_split(np.argsort(chance), 10)
        ece = sum(abs(chance[b].mean() - right[b].mean()) * len(b) for b in bins) / len(chance)
        lines.append(
            f"{name:18s} right {(given & (right > 0)).sum() / max(inside.sum(), 1):.3f}"
            f" wrong {(given & (right == 0) & inside).sum() / max(inside.sum(), 1):.3f}"
            f" false {(given & outside).sum() / max(outside.sum(), 1):.3f} ece {ece:.3f}"
        )
    return lines


def numbers(values: Array) -> str:
    """A tuple literal, wrapped."""
    texts = [f"{v:.4f}" for v in values]
    lines = [", ".join(texts[at : at + 8]) for at in range(0, len(texts), 8)]
    return "(\n    " + ",\n    ".join(lines) + ",\n)  # fmt: skip"


def curves(model: Model) -> str:
    """A tuple literal, a line for each piece of evidence."""
    named = zip(decision.EVIDENCE, model, strict=True)
    lines = [f"    {curve!r},  # {name}" for name, curve in named]
    return "(\n" + "\n".join(lines) + "\n)  # fmt: skip"


def render(ranking: Array, answer: Model, offer: Model, lines: Sequence[str]) -> str:
    """The module to ship."""
    today = datetime.now(UTC).date().isoformat()
    figures = "\n".join(f"    {line}" for line in lines)
    return f'''"""Weights of the ranking and the confidence, learnt by `tests/benchmarks/train.py`.

Written on {today}. Each base below was judged by an ANSWER model trained on the others, answers
given at {ANSWER_AT}: part of its questions answered right and wrong, part of the out-of-scope ones
answered, calibration error. Left-out phrasings and halved bases are harder than real questions.

{figures}
"""

from typing import Final

from bot.matching.decision import Curve

RANKING: Final[tuple[float, ...]] = {numbers(ranking)}
"""One for each of `scoring.FEATURES`."""

ANSWER: Final[tuple[Curve, ...]] = {curves(answer)}
"""One for each of `decision.EVIDENCE`: that the best candidate is right."""

OFFER: Final[tuple[Curve, ...]] = {curves(offer)}
"""Likewise: that one of the first four is right."""
'''


def main() -> None:
    """Train, print the cross-validated figures, and write the module when asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faq", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    ours, tests = bases.our_base()
    faq = bases.faq_base(options.faq)
    lexicon, none = bases.our_lexicon(), bases.no_lexicon()
    data = 2 * ranking_data(ours, lexicon, bases.questions("inscope_train"))
    for at, (kept, _) in enumerate(bases.folds(ours, THIRDS)):
        data += ranking_data(kept, lexicon, tests[at::THIRDS])
    for kept, asked in bases.folds(ours, 6):
        data += ranking_data(kept, lexicon, asked)
    for kept, asked in bases.folds(faq, 4):
        data += ranking_data(kept, none, asked)
    ranking = train_ranking(data)
    hits = np.mean([int(np.argmax(rows @ ranking)) == right for rows, right in data])
    print(f"ranking, right among candidates: {hits:.4f}", ranking.round(2).tolist())
    rows = groups(faq, [float(round(w, 4)) for w in ranking])
    lines = report(rows)
    answer = levelled(fit(list(rows.values()), lambda r: r.first), rows, lambda r: r.first)
    offer = levelled(fit(list(rows.values()), lambda r: r.among), rows, lambda r: r.among)
    print("\n".join(lines))
    if options.write:
        TARGET.write_text(render(ranking, answer, offer, lines), encoding="utf-8")


if __name__ == "__main__":
    main()
