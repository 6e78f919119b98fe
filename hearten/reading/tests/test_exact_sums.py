"""A text is read alike on every processor: 8-bit sums are exact, also where the processor's own way cuts them off.

`data/sums.onnx` is one MatMulInteger (opset 17): 64 unsigned numbers by a constant 64 x 8 of 127, the largest weight.
This fails without the setting on a processor with AVX2 or AVX-512 and no VNNI; elsewhere it cannot.
"""

from pathlib import Path

import numpy as np
from onnxruntime import InferenceSession

from hearten.reading.empathy import one_thread

SUMS = Path(__file__).parent / "data" / "sums.onnx"


def test_sums_are_exact() -> None:
    (sums,) = InferenceSession(str(SUMS), one_thread()).run(None, {"read": np.full((3, 64), 255, np.uint8)})
    assert np.all(sums == 64 * 255 * 127)
