"""The model that reads risk: upper layers fitted by us over the sentence encoder's lower ones, in 8 bits, on the CPU.

It stands on two files: the lower half of the sentence encoder and the upper layers.
"""

from collections.abc import Iterator, Sequence
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
        from onnxruntime import InferenceSession

        self.tokenizer = pieces_by()
        self.below = InferenceSession(str(verified("meaning-lower")), one_thread())
        self.layers = InferenceSession(str(layers or verified("risk-layers")), one_thread())

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
        told: list[tuple[np.ndarray[Any, Any], ...]] = [()] * len(flat)
        for rows in _lots([len(window.ids) for window in flat]):
            arrays = padded([flat[row] for row in rows])
            (lower,) = self.below.run(None, arrays)
            found = self.layers.run(None, {"lower": lower, "mask": arrays["mask"]})
            for place, row in enumerate(rows):
                told[row] = tuple(part[place] for part in found)
        return told


def _lots(sizes: Sequence[int]) -> Iterator[list[int]]:
    """Yield rows of similar size together: what is padded costs as much as what is read."""
    lot: list[int] = []
    for row in sorted(range(len(sizes)), key=lambda row: sizes[row]):
        if lot and (len(lot) == BATCH or sizes[row] > 1.3 * sizes[lot[0]] + 4):
            yield lot
            lot = []
        lot.append(row)
    if lot:
        yield lot


def _gravest(parts: Sequence[Window], told: Sequence[tuple["np.ndarray[Any, Any]", ...]]) -> Seen:
    most = max(range(len(parts)), key=lambda row: float(told[row][0][1]))
    levels = np.max([levels for levels, _, _ in told], axis=0)
    places = parts[most].places
    weights = [float(weight) if end else 0.0 for weight, (_, end) in zip(told[most][2], places, strict=False)]
    return Seen(levels, told[most][1], places[int(np.argmax(weights))][0] if weights else 0)
