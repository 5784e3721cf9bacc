"""The models that are learnt: a softmax over candidates, and logistic models on broken lines."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from bot.matching.decision import Curve

Array = npt.NDArray[np.float64]
Model = tuple[Curve, ...]
RIDGE = 2.0
QUARTILES = (0.25, 0.5, 0.75)


def softmax_weights(data: Sequence[tuple[Array, int, float]], steps: int = 600) -> Array:
    """Weights that make the right candidate the likeliest (Adam, a little L2).

    Args:
        data: for each question, the features of its candidates, the row of the right one, and
            how much the question counts.
        steps: of the descent.

    Returns:
        One weight a feature.
    """
    width, depth = data[0][0].shape[1], max(len(rows) for rows, _, _ in data)
    rows = np.zeros((len(data), depth, width))
    mask = np.full((len(data), depth), -1e9)
    for at, (values, _, _) in enumerate(data):
        rows[at, : len(values)], mask[at, : len(values)] = values, 0.0
    right = np.array([place for _, place, _ in data])
    counts = np.array([count for _, _, count in data])[:, None]
    weights, mean, square = np.zeros(width), np.zeros(width), np.zeros(width)
    for step in range(1, steps + 1):
        logits = rows @ weights + mask
        odds = np.exp(logits - logits.max(1, keepdims=True))
        odds /= odds.sum(1, keepdims=True)
        odds[np.arange(len(data)), right] -= 1
        slope = np.einsum("in,ind->d", odds * counts, rows) / counts.sum() + 0.002 * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        weights = weights - 0.1 * (mean / (1 - 0.9**step)) / (
            np.sqrt(square / (1 - 0.99**step)) + 1e-8
        )
    return weights


def knots(values: Array) -> list[list[float]]:
    """For each piece of evidence, its quartiles where they differ; none for the bias."""
    result: list[list[float]] = [[]]
    for column in values.T[1:]:
        result.append(sorted({round(float(q), 3) for q in np.quantile(column, QUARTILES)}))
    return result


def bent(values: Array, places: Sequence[Sequence[float]]) -> Array:
    """The evidence followed by its part beyond each knot."""
    parts = [values]
    for at, column in enumerate(values.T):
        parts += [np.maximum(0.0, column - knot)[:, None] for knot in places[at]]
    return np.hstack(parts)


def logistic(values: Array, right: Array, weight: Array, ridge: float = RIDGE) -> Array:
    """Weighted logistic regression by Newton's method; the first column is the bias."""
    weights = np.zeros(values.shape[1])
    penalty = ridge * np.eye(values.shape[1])
    penalty[0, 0] = 0.01
    for _ in range(40):
        chance = 1 / (1 + np.exp(-np.clip(values @ weights, -30, 30)))
        slope = values.T @ (weight * (chance - right)) + penalty @ weights
        curve = (values * (weight * chance * (1 - chance))[:, None]).T @ values + penalty
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def fit(values: Array, right: Array, weight: Array) -> Model:
    """The logistic model on broken lines of the evidence."""
    places = knots(values)
    weights = [float(w) for w in logistic(bent(values, places), right, weight)]
    rest = iter(weights[values.shape[1] :])
    slopes = zip(weights, places, strict=False)
    return tuple((slope, tuple((knot, next(rest)) for knot in one)) for slope, one in slopes)


def logits(values: Array, model: Model) -> Array:
    """What a model gives each row."""
    result = np.zeros(len(values))
    for column, (slope, bends) in zip(values.T, model, strict=True):
        result += slope * column
        for knot, change in bends:
            result += change * np.maximum(0.0, column - knot)
    return result


def levelled(model: Model, given: Array, right: Array, weight: Array) -> Model:
    """The model with its logit stretched and moved to what held-out questions gave (Platt).

    Args:
        model: learnt on all questions.
        given: logits of questions by models that did not see them.
        right: whether each was right.
        weight: how much each counts.

    Returns:
        The model, rounded.
    """
    columns = np.column_stack([np.ones(len(given)), given])
    move, stretch = logistic(columns, right, weight, ridge=0.01)
    moved = [
        (
            round(slope * stretch, 4),
            tuple((knot, round(bend * stretch, 4)) for knot, bend in bends),
        )
        for slope, bends in model
    ]
    moved[0] = (round(moved[0][0] + move, 4), ())
    return tuple((float(slope), tuple((k, float(b)) for k, b in bends)) for slope, bends in moved)
