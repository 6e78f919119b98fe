"""From what encoder and bag say to one level: a small linear model for each mechanism, kept as plain arrays."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from hearten.reading.bag import Bag
from hearten.reading.mechanisms import MECHANISMS


@dataclass(frozen=True)
class Judge:
    """One mechanism's last step. `lean` shifts the choice towards levels that are rarer than they are missed."""

    bag: Bag
    mean: "np.ndarray[Any, Any]"
    scale: "np.ndarray[Any, Any]"
    weights: "np.ndarray[Any, Any]"
    biases: "np.ndarray[Any, Any]"
    lean: "np.ndarray[Any, Any]"
    mark: float  # a clause whose pieces carry the mechanism with at least this probability is marked

    def probabilities(self, encoder: "np.ndarray[Any, Any]", reply: str) -> "np.ndarray[Any, Any]":
        """Return the probability of each level. `encoder`: its three logits."""
        found = np.concatenate([log_softmax(encoder), log_softmax(self.bag.logits(reply))])
        chances: np.ndarray[Any, Any] = np.exp(
            log_softmax(self.weights @ ((found - self.mean) / self.scale) + self.biases)
        )
        return chances

    def level(self, probabilities: "np.ndarray[Any, Any]") -> int:
        """Return the level that these probabilities speak for."""
        return int(np.argmax(np.log(np.maximum(probabilities, 1e-9)) + self.lean))


def log_softmax(logits: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    """Return log probabilities along the last axis."""
    shifted = logits - logits.max(-1, keepdims=True)
    logs: np.ndarray[Any, Any] = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return logs


_ARRAYS = ("mean", "scale", "weights", "biases", "lean")


def save(path: Path, judges: list[Judge]) -> None:
    """Write the judges as one file of arrays (no pickle: loading it runs no code)."""
    kept: dict[str, Any] = {}
    for name, judge in zip(MECHANISMS, judges, strict=True):
        kept |= {f"{name}.{part}": getattr(judge, part) for part in _ARRAYS}
        runs = sorted(judge.bag.columns, key=judge.bag.columns.__getitem__)
        kept[f"{name}.runs"] = np.frombuffer("\n".join(runs).encode(), dtype=np.uint8)
        kept |= {f"{name}.bag_{part}": getattr(judge.bag, part) for part in ("rarity", "biases")}
        kept[f"{name}.bag_weights"] = judge.bag.weights.astype(np.float16)
        kept[f"{name}.mark"] = np.float32(judge.mark)
    np.savez_compressed(path, **kept)


def load(path: Path) -> list[Judge]:
    """Read what `save` wrote, in the order of MECHANISMS."""
    with np.load(path, allow_pickle=False) as kept:
        return [_judge(name, kept) for name in MECHANISMS]


def _judge(name: str, kept: Any) -> Judge:
    runs = bytes(kept[f"{name}.runs"]).decode().split("\n")
    heavy = kept[f"{name}.bag_weights"].astype(np.float32)
    bag = Bag({run: at for at, run in enumerate(runs)}, kept[f"{name}.bag_rarity"], heavy, kept[f"{name}.bag_biases"])
    mean, scale, weights, biases, lean = (kept[f"{name}.{part}"] for part in _ARRAYS)
    return Judge(bag, mean, scale, weights, biases, lean, float(kept[f"{name}.mark"]))
