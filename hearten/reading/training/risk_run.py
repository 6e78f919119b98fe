"""Training the reading of risk: from texts to the files that are shipped; resumable, and the same from the same seed.

Layers are fitted without a third of the families, and read the third that they had not seen. On what they say there
stand the judge, its bars and the figures in the model card. What is shipped is fitted on all texts.
"""

import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from hearten.reading import weights
from hearten.reading.glosses import in_english
from hearten.reading.language import unreadable
from hearten.reading.risk import risk
from hearten.reading.training.risk_fit import Recipe, fit
from hearten.reading.training.risk_judging import all_columns, fit_judge, fit_runs, unseen_runs
from hearten.reading.training.risk_net import export_risk
from hearten.reading.training.risk_report import figures
from hearten.reading.training.risk_texts import Told, folds
from hearten.reading.watch_judge import save
from hearten.reading.watch_model import Layers

PARTS, UNSEEN = 3, 3  # how many of three thirds are read unseen; each takes as long as what is shipped
REPLIES, LONGEST_REPLY = 1000, 90  # of all replies: more and longer ones teach little, and take their time
RECIPE = Recipe()
_JUDGES = 5  # judges that are fitted for the figures, each without a fifth of the families
Array = np.ndarray[Any, Any]
Step = Callable[[str, int], None]


def chosen(texts: list[Told]) -> list[Told]:
    """Return the texts that are learned from: all but most of the replies, and none twice."""
    replies = [told for told in texts if told.source == "replies" and len(told.text.split()) < LONGEST_REPLY]
    random.Random(1).shuffle(replies)  # noqa: S311  # a choice, not a secret
    return [told for told in texts if told.source != "replies"] + replies[:REPLIES]


def texts_to_read(count: int) -> int:
    """Return how many texts are read in all, for a progress bar."""
    return RECIPE.passes * (count + UNSEEN * count * (PARTS - 1) // PARTS)


def train(texts: list[Told], start: Path, work: Path, seed: int, step: Step, into: Path) -> dict[str, Any]:
    """Train, write the weights into `into`, and return the report. `work` keeps what a later run goes on from."""
    work.mkdir(parents=True, exist_ok=True)
    fold = np.array(folds(texts, PARTS, seed))
    levels, classes = _unseen(texts, fold, start, work, seed, step)
    runs, rows = unseen_runs(texts, fold), np.flatnonzero(fold < UNSEEN)
    read = [texts[int(row)] for row in rows]
    foreign = np.array([unreadable(told.text) == "language" for told in read])
    rules = [risk(told.text) for told in read]
    found = all_columns(read, levels[rows], classes[rows], runs[rows], rules)
    told = figures(read, _unseen_levels(found, read, foreign))
    judge = fit_judge(found, read, foreign, fit_runs(texts))
    save(into / "risk-judge.npz", judge)
    (into / "risk-layers.onnx").write_bytes(_layers("all", texts, start, work, seed, step).read_bytes())
    made = f"hearten reading train risk, seed {seed}, {len(texts)} texts"
    weights.record("risk-layers", into / "risk-layers.onnx", made, into)
    weights.record("risk-judge", into / "risk-judge.npz", made, into)
    (work / "risk-report.json").write_text(json.dumps(told, indent=1))
    return told


def _layers(name: str, texts: list[Told], start: Path, work: Path, seed: int, step: Step) -> Path:
    """Return the served form of layers fitted to `texts`; one that an earlier run finished is taken as it is."""
    path = work / f"risk-{name}.onnx"
    if path.exists():
        step(name, RECIPE.passes * len(texts))
        return path
    keep = work / f"risk-fit-{name}.pt"
    net = fit(texts, start, replace(RECIPE, seed=seed), lambda done: step(name, done), keep)
    export_risk(net, path.with_suffix(".part"))
    path.with_suffix(".part").rename(path)
    keep.unlink(missing_ok=True)
    return path


def _unseen(texts: list[Told], fold: Array, start: Path, work: Path, seed: int, step: Step) -> tuple[Array, Array]:
    levels, classes = np.zeros((len(texts), 4), np.float32), np.zeros((len(texts), 6), np.float32)
    for part in range(UNSEEN):
        rest = [told for told, one in zip(texts, fold, strict=True) if one != part]
        layers = Layers(_layers(f"without-{part}", rest, start, work, seed, step))
        rows = np.flatnonzero(fold == part)
        seen = layers.seen([in_english(texts[int(row)].text) for row in rows])
        levels[rows], classes[rows] = [one.levels for one in seen], [one.classes for one in seen]
    return levels, classes


def _unseen_levels(found: Array, texts: list[Told], foreign: Array) -> list[int]:
    """Return the level of each text by a judge that was fitted without its family."""
    parts, made = np.array(folds(texts, _JUDGES, 1000)), np.zeros(len(texts), dtype=np.int64)
    for part in range(_JUDGES):
        rest = [told for told, one in zip(texts, parts, strict=True) if one != part]
        judge = fit_judge(found[parts != part], rest, foreign[parts != part], None)  # type: ignore[arg-type]  # columns are made
        for row in np.flatnonzero(parts == part):
            made[row] = judge.level(judge.chances(found[row], bool(foreign[row])), bool(foreign[row]))
    return [int(level) for level in made]
