"""Short runs of words and letters of a reply, weighed by a linear model: the encoder's second opinion."""

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from math import log, sqrt
from typing import Any

import numpy as np

from hearten.reading.text import words


def grams(text: str) -> list[str]:
    """Return the runs of one to three words of a text, and its question marks as a word."""
    said = words(text[:8000].replace("?", " qqq "))
    return [
        *said,
        *(f"{a} {b}" for a, b in pairwise(said)),
        *(f"{a} {b} {c}" for a, b, c in zip(said, said[1:], said[2:], strict=False)),
    ]


@dataclass(frozen=True)
class Bag:
    """A fitted bag: run -> column, the columns' rarity, and the weights of the three levels."""

    columns: dict[str, int]
    rarity: "np.ndarray[Any, np.dtype[np.float32]]"
    weights: "np.ndarray[Any, np.dtype[np.float32]]"
    biases: "np.ndarray[Any, np.dtype[np.float32]]"

    def logits(self, text: str) -> "np.ndarray[Any, Any]":
        """Return the three levels' logits for a reply."""
        counts = Counter(column for gram in grams(text) if (column := self.columns.get(gram)) is not None)
        if not counts:
            return self.biases
        at = np.fromiter(counts, dtype=np.int64)
        values = np.array([1 + log(count) for count in counts.values()], dtype=np.float32) * self.rarity[at]
        logits: np.ndarray[Any, Any] = self.weights[:, at] @ (values / sqrt(float(values @ values))) + self.biases
        return logits
