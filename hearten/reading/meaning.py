"""What a text is about, as a vector: texts that mean nearly the same point nearly the same way.

Model: all-MiniLM-L6-v2 (Apache-2.0) in 8 bits, run on the CPU in this process.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from hearten.reading.encoding import CLS, SEP, Window, padded
from hearten.reading.weights import verified

PIECES = 128
BATCH = 16


class MeaningModel:
    """The sentence encoder. Raises WeightsUnfit when the shipped weights are not the tested ones."""

    def __init__(self) -> None:
        from onnxruntime import InferenceSession
        from tokenizers import Tokenizer

        from hearten.reading.empathy import one_thread

        self.tokenizer = Tokenizer.from_file(str(verified("tokenizer")))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        self.lower = InferenceSession(str(verified("meaning-lower")), one_thread())
        self.upper = InferenceSession(str(verified("meaning-upper")), one_thread())

    def vectors(self, texts: Sequence[str]) -> "np.ndarray[Any, Any]":
        """Return a vector of 384 numbers and length 1 for each text, read to its first 128 word pieces."""
        pieces = [
            found.ids[: PIECES - 2]
            for found in self.tokenizer.encode_batch([text[:2000] for text in texts], add_special_tokens=False)
        ]
        windows = [Window([CLS, *ids, SEP], [0] * (len(ids) + 2), []) for ids in pieces]
        made = np.zeros((len(texts), 384), dtype=np.float32)
        order = sorted(range(len(windows)), key=lambda row: len(windows[row].ids))
        for at in range(0, len(order), BATCH):
            rows = order[at : at + BATCH]
            arrays = padded([windows[row] for row in rows])
            (lower,) = self.lower.run(None, arrays)
            (made[rows],) = self.upper.run(None, {"lower": lower, "mask": arrays["mask"]})
        return made
