"""What the model card says, measured on pairs that were not learned from, with 95 % intervals over posts."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from hearten.reading.empathy import WORTH_MARKING
from hearten.reading.encoding import Window
from hearten.reading.marking import marked
from hearten.reading.mechanisms import MECHANISMS
from hearten.reading.training.marks import iou_f1, positives, token_f1, words_in
from hearten.reading.training.pairs import Pair, folds, levels_of
from hearten.reading.training.scores import calibration_error, f1_of_each, with_interval
from hearten.reading.training.stacking import fit_judge, judged

Array = np.ndarray[Any, Any]
LENGTHS = {"up to 15 words": (0, 15), "16 to 60 words": (16, 60), "over 60 words": (61, 10**6)}


def report(
    pairs: list[Pair],
    fold: Array,
    encoder: Array,
    found: list[Array],
    windows: Sequence[Window],
    carries: Sequence[Array],
    bars: list[float],
) -> dict[str, Any]:
    """Return every figure. Judges are fitted again for each part without its posts: none judges what taught it."""
    levels, groups = levels_of(pairs), np.unique([pair.group for pair in pairs], return_inverse=True)[1]
    parts = np.array(folds(pairs, 5, 1000))
    told: dict[str, Any] = {"pairs": len(pairs), "mechanisms": {}}
    for number, name in enumerate(MECHANISMS):
        chances, chosen = _unseen_judged(found[number], levels[:, number], parts)
        told["mechanisms"][name] = {
            **_levels(levels[:, number], chosen, groups),
            "encoder alone": _plain(levels[:, number], encoder[:, number].argmax(1)),
            "calibration error": round(calibration_error(levels[:, number], chances), 4),
            "by length": _by_length(pairs, levels[:, number], chosen),
            "rationales": _rationales(pairs, number, windows, carries, bars[number], groups, chances),
        }
    return told


def _unseen_judged(found: Array, levels: Array, parts: Array) -> tuple[Array, Array]:
    chances, chosen = np.zeros((len(levels), 3)), np.zeros(len(levels), dtype=np.int64)
    for part in np.unique(parts):
        judge = fit_judge(found[parts != part], levels[parts != part], None, 0.5)  # type: ignore[arg-type]  # judged by columns alone
        chances[parts == part], chosen[parts == part] = judged(judge, found[parts == part])
    return chances, chosen


def _plain(gold: Array, chosen: Array) -> dict[str, float]:
    return {
        "accuracy": round(float((gold == chosen).mean()) * 100, 2),
        "macro-F1": round(float(np.mean(f1_of_each(gold, chosen))) * 100, 2),
    }


def _levels(gold: Array, chosen: Array, groups: Array) -> dict[str, Any]:
    measures: dict[str, Callable[[Array, Array], float]] = {
        "accuracy": lambda g, c: float((g == c).mean()),
        "macro-F1": lambda g, c: float(np.mean(f1_of_each(g, c))),
        "present accuracy": lambda g, c: float(((g > 0) == (c > 0)).mean()),
        "present macro-F1": lambda g, c: float(np.mean(f1_of_each(g > 0, c > 0, (0, 1)))),
    }
    each = f1_of_each(gold, chosen)
    told: dict[str, Any] = {name: with_interval(measure, gold, chosen, groups) for name, measure in measures.items()}
    return told | {"F1 of none, weak, strong": [round(one * 100, 2) for one in each]}


def _by_length(pairs: list[Pair], gold: Array, chosen: Array) -> dict[str, Any]:
    sizes = np.array([len(pair.reply.split()) for pair in pairs])
    inside = {name: (sizes >= low) & (sizes <= high) for name, (low, high) in LENGTHS.items()}
    return {name: {"replies": int(rows.sum()), **_plain(gold[rows], chosen[rows])} for name, rows in inside.items()}


def _rationales(
    pairs: list[Pair],
    number: int,
    windows: Sequence[Window],
    carries: Sequence[Array],
    bar: float,
    groups: Array,
    chances: Array,
) -> dict[str, Any]:
    """Measure on positive examples: marking alone, as it is served, and marking the whole reply."""
    rows = positives(pairs, number)
    gold = {row: pairs[row].rationales[number] for row in rows}
    ours = {row: marked(pairs[row].reply, [windows[row]], [carries[row][:, number]], bar) for row in rows}
    whole = {row: ((0, len(pairs[row].reply)),) for row in rows}
    served = {row: ours[row] if 1 - chances[row, 0] >= WORTH_MARKING else () for row in rows}

    def tokens(spans: dict[int, Any]) -> list[float]:
        scores = np.array(
            [token_f1(words_in(pairs[row].reply, gold[row]), words_in(pairs[row].reply, spans[row])) for row in rows]
        )
        return with_interval(lambda g, _c: float(g.mean()), scores, scores, groups[rows])

    def overlap(spans: dict[int, Any]) -> list[float]:
        scores = np.array([iou_f1(pairs[row].reply, gold[row], spans[row]) for row in rows])
        return with_interval(lambda g, _c: float(g.mean()), scores, scores, groups[rows])

    named: dict[str, dict[int, Any]] = {
        "marked": ours,
        "as served": served,
        "whole reply": whole,
    }
    return {
        "positive replies": len(rows),
        "token-F1": {n: tokens(s) for n, s in named.items()},
        "IOU-F1": {n: overlap(s) for n, s in named.items()},
    }
