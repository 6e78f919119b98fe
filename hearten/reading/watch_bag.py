"""Short runs of letters, each hashed into one of some thousand places and weighed: it knows misspelt words and slang.

No run is kept as text, so the weights hold nobody's words. It is the only model for languages other than English.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from math import log, sqrt
from typing import Any
from zlib import crc32

import numpy as np

SIZES = (2, 3, 4, 5)
PLACES = 1 << 16
LONGEST = 6000
_GAPS = re.compile(r"[^\w]+")


def counted(text: str) -> Counter[int]:
    """Return how often each place is met in a plain text, by runs of letters (gaps are letters, too) and of words."""
    bare = "".join(one for one in unicodedata.normalize("NFKD", text[:LONGEST]) if unicodedata.category(one) != "Mn")
    said = f" {_GAPS.sub(' ', bare).strip()} "
    words = said.split()
    runs = [said[at : at + size] for size in SIZES for at in range(len(said) - size + 1)]
    runs += [f"{one}_{two}" for one, two in pairwise(words)]
    runs += [f"{one}_{two}_{three}" for one, two, three in zip(words, words[1:], words[2:], strict=False)]
    return Counter(crc32(run.encode()) % PLACES for run in runs)


def values(counts: Counter[int]) -> tuple["np.ndarray[Any, Any]", "np.ndarray[Any, Any]"]:
    """Return the places met and how much each counts; together they have length 1."""
    at = np.fromiter(counts, dtype=np.int64, count=len(counts))
    much = np.array([1 + log(count) for count in counts.values()], dtype=np.float32)
    return at, much / max(sqrt(float(much @ much)), 1e-6)


@dataclass(frozen=True)
class Runs:
    """Weights (questions x PLACES) and biases of a fitted bag."""

    weights: "np.ndarray[Any, Any]"
    biases: "np.ndarray[Any, Any]"

    def logits(self, text: str) -> "np.ndarray[Any, Any]":
        """Return a logit for each question about a plain text."""
        counts = counted(text)
        if not counts:
            return self.biases
        at, much = values(counts)
        told: np.ndarray[Any, Any] = self.weights[:, at].astype(np.float32) @ much + self.biases
        return told
