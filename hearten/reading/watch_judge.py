"""From what layers, runs of letters and rules say to one level: a small linear model, kept as plain arrays.

Rules raise and lower like the others, by as much as they were right on texts that nobody had tuned them with.
"""

from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Any

import numpy as np

from hearten.reading.risk import LEVELS, Risk
from hearten.reading.stack import log_softmax
from hearten.reading.watch_bag import Runs

CLASSES = ("self", "other", "past", "quote", "figure", "bereaved")
QUESTIONS = ("L2", "L3", "L4")  # at least this
_PERSONS = tuple(
    frozenset(words.split())
    for words in (
        "i im ive id ill me my myself mine",
        "you u your youre youve youll yourself ur youd yours",
        "he she they him her his their them hes shes theyre",
    )
)
Array = np.ndarray[Any, Any]


def columns(levels: Array, classes: Array, runs: Array, rules: Risk, text: str) -> Array:
    """Return what the judge weighs: layers, letters, rules, how much was said, and in which person."""
    own = LEVELS.index(rules.level) if rules.about == "self" else 0
    said = [float(own >= level) for level in (1, 2, 3, 4)]
    said += [float(rules.level in LEVELS[2:] and rules.about == "other")]
    said += [float(rules.about == kind) for kind in CLASSES[1:5]]
    words = text.split()
    told = [log(1 + len(words)), *(sum(word in kept for word in words) / max(len(words), 1) for kept in _PERSONS)]
    return np.concatenate([levels, log_softmax(classes), runs, said, told]).astype(np.float32)


@dataclass(frozen=True)
class Judge:
    """The last step. One set of weights for English and one for other languages: (2 x questions x columns)."""

    runs: Runs
    mean: Array
    scale: Array
    weights: Array
    biases: Array
    bars: Array  # (2 x questions): from this probability on

    def chances(self, found: Array, foreign: bool) -> Array:
        """Return the probability of at least L2, L3 and L4."""
        at = int(foreign)
        logits = self.weights[at] @ ((found - self.mean) / self.scale) + self.biases[at]
        chances: Array = 1 / (1 + np.exp(-logits))
        return chances

    def level(self, chances: Array, foreign: bool) -> int:
        """Return the index in LEVELS that these chances speak for; 0 where it is less than L2."""
        reached = chances >= self.bars[int(foreign)]
        return 4 if reached[2] and reached[1] else 3 if reached[1] else 2 if reached[0] else 0


_ARRAYS = ("mean", "scale", "weights", "biases", "bars")


def save(path: Path, judge: Judge) -> None:
    """Write a judge as one file of arrays (no pickle: loading it runs no code)."""
    heavy = judge.runs.weights
    scale = np.abs(heavy).max(1, keepdims=True) / 127
    kept = {"runs": np.round(heavy / scale).astype(np.int8), "runs_scale": scale, "runs_biases": judge.runs.biases}
    np.savez_compressed(path, **kept, **{name: getattr(judge, name) for name in _ARRAYS})


def load(path: Path) -> Judge:
    """Read what `save` wrote."""
    with np.load(path, allow_pickle=False) as kept:
        runs = Runs(kept["runs"].astype(np.float32) * kept["runs_scale"], kept["runs_biases"])
        return Judge(runs, *(kept[name] for name in _ARRAYS))
