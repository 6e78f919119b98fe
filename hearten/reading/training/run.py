"""Training from the annotated pairs to the files that are shipped: resumable, and the same again from the same seed.

Five encoders are fitted, each without a fifth of the posts, and read the fifth that they had not seen. On what they say
there stand the judges and every figure of the model card. The encoder that is shipped is fitted on all pairs.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from hearten.reading import weights
from hearten.reading.empathy import BATCH, one_thread
from hearten.reading.encoding import Encoding, Window, padded
from hearten.reading.mechanisms import MECHANISMS
from hearten.reading.stack import Judge, save
from hearten.reading.training.bags import fit_bag
from hearten.reading.training.export import export_empathy
from hearten.reading.training.fit import Recipe, fit
from hearten.reading.training.marks import best_mark
from hearten.reading.training.pairs import Pair, folds, levels_of
from hearten.reading.training.report import report
from hearten.reading.training.stacking import columns, fit_judge, unseen_bag_logits

FOLDS = 5
RECIPE = Recipe(passes=4)
Array = np.ndarray[Any, Any]
Step = Callable[[str, int], None]  # what is being done, and how many pairs further


@dataclass(frozen=True)
class Unseen:
    """What encoders said about pairs that they were not fitted on: level logits, and logits of each word piece."""

    levels: Array
    carries: list[Array]
    windows: list[Window]


def pairs_to_read(count: int) -> int:
    """Return how many pairs are read in all, for a progress bar."""
    return RECIPE.passes * count * FOLDS


def train(
    pairs: list[Pair], start: Path, tokenizer: Path, work: Path, seed: int, step: Step, into: Path
) -> dict[str, Any]:
    """Train, write the weights into `into`, and return the report. `work` keeps what a later run goes on from."""
    work.mkdir(parents=True, exist_ok=True)
    encoding, fold = Encoding(tokenizer), np.array(folds(pairs, FOLDS, seed))
    unseen = _unseen(pairs, fold, encoding, start, work, seed, step)
    judges, found = _judges(pairs, fold, unseen)
    told = report(pairs, fold, unseen.levels, found, unseen.windows, unseen.carries, [judge.mark for judge in judges])
    encoder = _encoder("all", pairs, encoding, start, work, seed, step)
    save(into / "empathy-judges.npz", judges)
    (into / "empathy-encoder.onnx").write_bytes(encoder.read_bytes())
    made = f"hearten reading train empathy, seed {seed}, {len(pairs)} pairs"
    weights.record("empathy-encoder", into / "empathy-encoder.onnx", made, into)
    weights.record("empathy-judges", into / "empathy-judges.npz", made, into)
    (work / "report.json").write_text(json.dumps(told, indent=1))
    return told


def _encoder(name: str, pairs: list[Pair], encoding: Encoding, start: Path, work: Path, seed: int, step: Step) -> Path:
    """Return the served form of an encoder fitted to `pairs`; one that an earlier run finished is taken as it is."""
    path = work / f"encoder-{name}.onnx"
    if path.exists():
        step(name, RECIPE.passes * len(pairs))
        return path
    net = fit(
        pairs, encoding, start, replace(RECIPE, seed=seed), lambda done: step(name, done), work / f"fit-{name}.pt"
    )
    export_empathy(net, path.with_suffix(".part"))
    path.with_suffix(".part").rename(path)
    (work / f"fit-{name}.pt").unlink(missing_ok=True)
    return path


def _unseen(
    pairs: list[Pair], fold: Array, encoding: Encoding, start: Path, work: Path, seed: int, step: Step
) -> Unseen:
    windows = [each[0] for each in encoding.many([(pair.post, pair.reply) for pair in pairs], most=1)]
    levels, carries = np.zeros((len(pairs), 3, 3), np.float32), [np.zeros((0, 3), np.float32)] * len(pairs)
    for part in range(FOLDS):
        seen = [pair for pair, one in zip(pairs, fold, strict=True) if one != part]
        path = _encoder(f"without-{part}", seen, encoding, start, work, seed, step)
        rows = np.flatnonzero(fold == part)
        levels[rows], marks = served(path, [windows[row] for row in rows])
        for row, mark in zip(rows, marks, strict=True):
            carries[row] = mark
    return Unseen(levels, carries, windows)


def served(path: Path, windows: list[Window]) -> tuple[Array, list[Array]]:
    """Read windows with an encoder in its served form: 8 bits, as members meet it."""
    from onnxruntime import InferenceSession

    session = InferenceSession(str(path), one_thread())
    order = sorted(range(len(windows)), key=lambda row: len(windows[row].ids))
    levels, carries = np.zeros((len(windows), 3, 3), np.float32), [np.zeros((0, 3), np.float32)] * len(windows)
    for at in range(0, len(order), BATCH):
        rows = order[at : at + BATCH]
        found, marks = session.run(None, padded([windows[row] for row in rows]))
        for place, row in enumerate(rows):
            levels[row], carries[row] = found[place], marks[place, : len(windows[row].ids)]
    return levels, carries


def _judges(pairs: list[Pair], fold: Array, unseen: Unseen) -> tuple[list[Judge], list[Array]]:
    """Return the judges, fitted on unseen pairs, and what each of them weighs for every pair."""
    replies, levels = [pair.reply for pair in pairs], levels_of(pairs)
    judges, found = [], []
    for number in range(len(MECHANISMS)):
        bags = unseen_bag_logits(replies, levels[:, number], fold)
        found.append(columns(unseen.levels[:, number], bags))
        mark = best_mark(pairs, number, unseen.windows, unseen.carries)
        judges.append(fit_judge(found[-1], levels[:, number], fit_bag(replies, levels[:, number]), mark))
    return judges, found
