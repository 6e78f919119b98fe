"""The model that reads risk: six layers fitted by us over the sentence encoder's word vectors, in 8 bits, on the CPU.

It stands on two files: the sentence encoder (of which only the first step is run) and the layers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from hearten.reading.empathy import one_thread
from hearten.reading.encoding import Window, padded
from hearten.reading.plain import Plain
from hearten.reading.watch_text import pieces_by, windows
from hearten.reading.weights import verified

BATCH = 8


@dataclass(frozen=True)
class Seen:
    """What the layers say of a text: thresholds and classes as logits, and where the gravest words stand."""

    levels: "np.ndarray[Any, Any]"
    classes: "np.ndarray[Any, Any]"
    place: int  # code point in the text as it was written


class Layers:
    """The fitted layers. Raises WeightsUnfit when the shipped weights are not the tested ones."""

    def __init__(self, layers: Path | None = None) -> None:
        from onnxruntime import InferenceSession, RunOptions

        self.tokenizer = pieces_by()
        self.words = InferenceSession(str(verified("meaning-encoder")), one_thread())
        self.layers = InferenceSession(str(layers or verified("risk-layers")), one_thread())
        self.first_step = RunOptions()
        self.first_step.only_execute_path_to_fetches = True

    def seen(self, texts: Sequence[Plain]) -> list[Seen]:
        """Return what is seen in each text, in the gravest of its windows."""
        parts = windows(self.tokenizer, texts)
        told = self._told([window for each in parts for window in each])
        made, at = [], 0
        for each in parts:
            made.append(_gravest(each, told[at : at + len(each)]))
            at += len(each)
        return made

    def _told(self, flat: Sequence[Window]) -> list[tuple["np.ndarray[Any, Any]", ...]]:
        order = sorted(range(len(flat)), key=lambda row: len(flat[row].ids))
        told: list[tuple[np.ndarray[Any, Any], ...]] = [()] * len(flat)
        for at in range(0, len(order), BATCH):
            rows = order[at : at + BATCH]
            arrays = padded([flat[row] for row in rows])
            (embedded,) = self.words.run(["embedded"], arrays, self.first_step)
            found = self.layers.run(None, {"embedded": embedded, "mask": arrays["mask"]})
            for place, row in enumerate(rows):
                told[row] = tuple(part[place] for part in found)
        return told


def _gravest(parts: Sequence[Window], told: Sequence[tuple["np.ndarray[Any, Any]", ...]]) -> Seen:
    most = max(range(len(parts)), key=lambda row: float(told[row][0][1]))
    levels = np.max([levels for levels, _, _ in told], axis=0)
    places = parts[most].places
    weights = [float(weight) if end else 0.0 for weight, (_, end) in zip(told[most][2], places, strict=False)]
    return Seen(levels, told[most][1], places[int(np.argmax(weights))][0] if weights else 0)
