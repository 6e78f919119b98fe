"""The last step: encoder and bag weighed together on pairs that neither of them had seen, for honest chances.

Plain counts of cues were tried beside them and added nothing on unseen pairs (docs/models/empathy.md).

How much each level is leaned towards is chosen for accuracy and macro-F1 together, accuracy counting more: a rare level
is worth finding as long as it costs few of the others.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from hearten.reading.bag import Bag
from hearten.reading.stack import Judge, log_softmax
from hearten.reading.training.bags import fit_bag
from hearten.reading.training.scores import f1_of_each

Array = np.ndarray[Any, Any]
STRENGTH = 0.3
ACCURACY = 6  # how much a point of accuracy counts beside one of macro-F1


def columns(encoder: Array, bag: Array) -> Array:
    """Return what a judge weighs, pairs x columns, in the order of `Judge.probabilities`."""
    return np.concatenate([log_softmax(encoder), log_softmax(bag)], axis=1)


def unseen_bag_logits(replies: Sequence[str], levels: Array, fold: Array) -> Array:
    """Return for each reply what a bag says that was fitted without its fold."""
    made = np.zeros((len(replies), 3), dtype=np.float32)
    for part in np.unique(fold):
        bag = fit_bag([reply for reply, one in zip(replies, fold, strict=True) if one != part], levels[fold != part])
        rows = np.flatnonzero(fold == part)
        made[rows] = [bag.logits(replies[int(row)]) for row in rows]
    return made


def fit_judge(found: Array, levels: Array, bag: Bag, mark: float) -> Judge:
    """Fit one mechanism's judge to columns of unseen pairs. Without class weights: its chances are to be true."""
    from sklearn.linear_model import LogisticRegression

    mean, scale = found.mean(0), found.std(0).clip(1e-3)
    model = LogisticRegression(C=STRENGTH, max_iter=2000).fit((found - mean) / scale, levels)
    weights, biases = np.zeros((3, found.shape[1]), np.float32), np.full(3, -10.0, np.float32)
    rows = [int(level) for level in model.classes_]
    weights[rows], biases[rows] = model.coef_, model.intercept_
    chances = model.predict_log_proba((found - mean) / scale)
    lean = np.zeros(3, np.float32)
    lean[rows] = best_lean(chances, np.searchsorted(model.classes_, levels))
    return Judge(bag, mean.astype(np.float32), scale.astype(np.float32), weights, biases, lean, mark)


def judged(judge: Judge, found: Array) -> tuple[Array, Array]:
    """Return probabilities and levels for columns."""
    logs = log_softmax(((found - judge.mean) / judge.scale) @ judge.weights.T + judge.biases)
    return np.exp(logs), np.argmax(logs + judge.lean, axis=1)


def best_lean(chances: Array, levels: Array) -> Array:
    """Return the lean towards weak and strong that is worth most, smoothed over resamples."""
    random, sums = np.random.default_rng(5), np.zeros(chances.shape[1])
    samples = [random.integers(0, len(levels), len(levels)) for _each in range(8)]
    for rows in samples:
        best, worth = np.zeros(chances.shape[1]), -1.0
        for weak in np.arange(-0.25, 2.3, 0.25):
            for strong in np.arange(-0.5, 0.76, 0.25):
                lean = np.array([0.0, weak, strong])[: chances.shape[1]]
                level = np.argmax(chances[rows] + lean, axis=1)
                value = ACCURACY * float((level == levels[rows]).mean()) + float(
                    np.mean(f1_of_each(levels[rows], level))
                )
                if value > worth:
                    best, worth = lean, value
        sums += best
    return sums / len(samples)
