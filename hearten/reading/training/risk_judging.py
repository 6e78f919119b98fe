"""The last step of the reading of risk, fitted on texts that neither layers nor letters had seen, and its bars."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from hearten.reading.risk import Risk
from hearten.reading.training.risk_texts import Told
from hearten.reading.watch_bag import PLACES, Runs, counted, values
from hearten.reading.watch_judge import QUESTIONS, Judge, columns
from hearten.reading.watch_text import read_as

Array = np.ndarray[Any, Any]
LEAST = (2, 3, 4)
RUNS_ASK = (2, 3)  # letters are asked for L2 and L3; of L4 there are too few texts
STRENGTH = 0.1
ENGLISH_AMONG_FOREIGN = 0.25  # how much an English text counts in the judge for other languages
RECALL = {2: 0.86, 3: 0.94}  # a bar is put where this share of the texts of the level is still met
MEASURING = "tune"  # the file whose writers wrote for measuring, not for teaching: bars are put by its families
SURE = 0.4


def known(texts: Sequence[Told], level: int) -> tuple[Array, Array]:
    """Return which texts are known to reach a level or not to, and which do."""
    least, most = np.array([told.least for told in texts]), np.array([told.most for told in texts])
    return (least >= level) | (most < level), least >= level


def fit_runs(texts: Sequence[Told]) -> Runs:
    """Fit the weights of letters."""
    from sklearn.linear_model import LogisticRegression

    table, weight = _table(texts), np.array([told.weight for told in texts])
    weights, biases = np.zeros((len(RUNS_ASK), PLACES), np.float32), np.zeros(len(RUNS_ASK), np.float32)
    for number, level in enumerate(RUNS_ASK):
        rows, reached = known(texts, level)
        model = LogisticRegression(C=8, max_iter=400, class_weight="balanced")
        model.fit(table[rows], reached[rows], sample_weight=weight[rows])
        weights[number], biases[number] = model.coef_[0], model.intercept_[0]
    return Runs(weights, biases)


def _table(texts: Sequence[Told]) -> Any:
    from scipy.sparse import csr_matrix

    rows = [values(counted(read_as(told.text).text)) for told in texts]
    ends = np.cumsum([0, *(len(at) for at, _ in rows)])
    at, much = (np.concatenate([row[part] for row in rows]) for part in (0, 1))
    return csr_matrix((much, at, ends), shape=(len(texts), PLACES))


def unseen_runs(texts: Sequence[Told], fold: Array) -> Array:
    """Return for each text what letters say that were fitted without its fold."""
    told = np.zeros((len(texts), len(RUNS_ASK)), np.float32)
    for part in np.unique(fold):
        runs = fit_runs([one for one, here in zip(texts, fold, strict=True) if here != part])
        rows = np.flatnonzero(fold == part)
        told[rows] = [runs.logits(read_as(texts[int(row)].text).text) for row in rows]
    return told


def all_columns(texts: Sequence[Told], levels: Array, classes: Array, runs: Array, rules: Sequence[Risk]) -> Array:
    """Return what the judge weighs, texts x columns."""
    rows = zip(texts, levels, classes, runs, rules, strict=True)
    return np.stack([columns(one, two, three, four, read_as(told.text).text) for told, one, two, three, four in rows])


def fit_judge(found: Array, texts: Sequence[Told], foreign: Array, runs: Runs) -> Judge:
    """Fit the judge to columns of unseen texts, and put its bars."""
    mean, scale = found.mean(0), found.std(0).clip(1e-3)
    shares = [np.ones(len(texts)), np.where(foreign, 1.0, ENGLISH_AMONG_FOREIGN)]
    parts = [_weights((found - mean) / scale, texts, share) for share in shares]
    heavy, biases = np.stack([part[0] for part in parts]), np.stack([part[1] for part in parts])
    made = Judge(runs, mean, scale, heavy, biases, np.full((2, len(QUESTIONS)), SURE, np.float32))
    bars = [bars_for(made, found, texts, foreign, far) for far in (False, True)]
    return replace(made, bars=np.stack(bars))


def _weights(found: Array, texts: Sequence[Told], share: Array) -> tuple[Array, Array]:
    from sklearn.linear_model import LogisticRegression

    weight = share * np.array([told.weight for told in texts])
    weights, biases = np.zeros((len(LEAST), found.shape[1]), np.float32), np.zeros(len(LEAST), np.float32)
    for number, level in enumerate(LEAST):
        rows, reached = known(texts, level)
        model = LogisticRegression(C=STRENGTH, max_iter=2000)
        model.fit(found[rows], reached[rows], sample_weight=weight[rows])
        weights[number], biases[number] = model.coef_[0], model.intercept_[0]
    return weights, biases


def bars_for(judge: Judge, found: Array, texts: Sequence[Told], foreign: Array, far: bool) -> Array:
    """Return the highest bars over which the wanted share of our own texts of each level still comes."""
    chances = np.stack([judge.chances(row, far) for row in found])
    own = np.array([told.hand == MEASURING for told in texts]) & (foreign == far)
    least = np.array([told.least for told in texts])
    soon, thought = np.sort(chances[own & (least >= 3), 1]), np.sort(chances[own & (least == 2), 0])
    if not len(soon) or not len(thought):
        return np.full(len(QUESTIONS), SURE, np.float32)
    bar3, bar2 = soon[int(len(soon) * (1 - RECALL[3]))], thought[int(len(thought) * (1 - RECALL[2]))]
    return np.array([bar2, bar3, SURE], np.float32)
