"""A text is read alike on every processor: 8-bit sums are exact, also where the processor's own way cuts them off.

`data/sums.onnx` is one MatMulInteger (opset 17): 64 unsigned numbers by a constant 64 x 8 of 127, the largest weight.
The first test fails without the setting on a processor with AVX2 or AVX-512 and no VNNI, and cannot elsewhere: so two
more look that it is set, and that no model is opened without it.
"""

import re
from pathlib import Path

import numpy as np
from onnxruntime import InferenceSession

import hearten
from hearten.reading.empathy import one_thread

SUMS = Path(__file__).parent / "data" / "sums.onnx"


def test_sums_are_exact() -> None:
    (sums,) = InferenceSession(str(SUMS), one_thread()).run(None, {"read": np.full((3, 64), 255, np.uint8)})
    assert np.all(sums == 64 * 255 * 127)


def test_the_setting_is_there() -> None:
    assert one_thread().get_session_config_entry("session.x64quantprecision") == "1"


def test_every_model_is_opened_with_it() -> None:
    opened = [
        line.strip()
        for path in Path(hearten.__file__).parent.rglob("*.py")
        if "tests" not in path.parts
        for line in re.findall(r".*\bInferenceSession\(.*", path.read_text(encoding="utf-8"))
    ]
    assert len(opened) >= 5 and [line for line in opened if "one_thread()" not in line] == []
