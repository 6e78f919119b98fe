"""Measures of agreement, and how sure they are."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]
DRAWS = 400


def f1_of_each(gold: Array, chosen: Array, levels: Sequence[int] = (0, 1, 2)) -> list[float]:
    """Return F1 of each level; 0 for one that nobody gave and nothing found."""
    told = []
    for level in levels:
        both, either = ((gold == level) & (chosen == level)).sum(), (gold == level).sum() + (chosen == level).sum()
        told.append(float(2 * both / either) if either else 0.0)
    return told


def with_interval(measure: Callable[[Array, Array], float], gold: Array, chosen: Array, groups: Array) -> list[float]:
    """Return [value, low, high] in percent: a bootstrap over posts, because replies to one post go together."""
    random, rows = np.random.default_rng(11), [np.flatnonzero(groups == group) for group in np.unique(groups)]
    draws = []
    for _each in range(DRAWS):
        taken = np.concatenate([rows[one] for one in random.integers(0, len(rows), len(rows))])
        draws.append(measure(gold[taken], chosen[taken]))
    low, high = np.percentile(draws, [2.5, 97.5])
    return [round(100 * float(one), 2) for one in (measure(gold, chosen), low, high)]


def calibration_error(gold: Array, chances: Array, bins: int = 10) -> float:
    """Return the expected calibration error of the chosen level's probability, in ten bins of equal width."""
    top, right = chances.max(1), chances.argmax(1) == gold
    bin_of = np.minimum((top * bins).astype(int), bins - 1)
    return float(
        sum(
            abs(top[bin_of == one].mean() - right[bin_of == one].mean()) * (bin_of == one).mean()
            for one in np.unique(bin_of)
        )
    )
