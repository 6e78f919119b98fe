"""The sentence encoder in a process of its own: texts in, vectors out, as JSON. Knows no Django, no database.

    python -m hearten.reading.meaning_aside

It says {"ready": true}, then answers {"texts": [...]} with {"told": {"vectors": [[384 numbers], ...]}} or
{"failed": kind}. It ends when its input ends, so it never outlives the process that started it. It writes nothing.
"""

import json
import os
import sys
from typing import Any

from hearten.reading.meaning import MeaningModel

NICENESS = 5  # pages come first
LONGEST_LINE = 2_000_000


def main() -> None:
    """Load the model, say so, then answer until the input ends."""
    os.nice(NICENESS)
    model = MeaningModel()
    model.vectors(["Warming up."])
    _say({"ready": True})
    for line in iter(lambda: sys.stdin.buffer.readline(LONGEST_LINE), b""):
        if not line.endswith(b"\n"):
            return  # cut off: its rest would be taken for the next request
        _say(answer(line, model))


def answer(line: bytes, model: MeaningModel) -> dict[str, Any]:
    """Answer one request. A failure names its kind and none of the words."""
    try:
        made = model.vectors(json.loads(line)["texts"])
        return {"told": {"vectors": [[round(float(number), 5) for number in row] for row in made]}}
    except Exception as error:  # one bad text must not end the process for everybody
        return {"failed": type(error).__name__}


def _say(told: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
