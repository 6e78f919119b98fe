"""The coach's own process: one request a line in, one answer a line out, as JSON. Knows no Django and no database.

    python -m hearten.coach.mind.thinking [--rules]

It ends when its input ends, so it never outlives the web process that started it. It writes nothing anywhere.
"""

import json
import os
import sys
from dataclasses import asdict
from typing import Any

from hearten.coach.mind.composing import Composer
from hearten.coach.mind.feedback import Asked, Feedback, feedback, read_draft
from hearten.reading.meaning import MeaningModel
from hearten.reading.reader import Reader, reader
from hearten.reading.weights import WeightsUnfit

NICENESS = 10  # pages come first
LONGEST_LINE = 2_000_000


def main() -> None:
    """Load the models, say so, then answer until the input ends."""
    os.nice(NICENESS)
    models = "--rules" not in sys.argv
    mind, composer = reader(models), composer_with(models)
    mind.read("Warming up.", "Is it warm?")
    _say({"ready": True, "by_rules": mind.by_rules})
    for line in iter(lambda: sys.stdin.buffer.readline(LONGEST_LINE), b""):
        if not line.endswith(b"\n"):
            return  # cut off: its rest would be taken for the next request, and answered to the wrong person
        _say(answer(line, mind, composer))


def composer_with(models: bool) -> Composer:
    """Return a composer, with the sentence encoder where it may be used."""
    try:
        return Composer(MeaningModel() if models else None)
    except WeightsUnfit:
        return Composer(None)


def answer(line: bytes, mind: Reader, composer: Composer) -> dict[str, Any]:
    """Answer one request: {"do": "read" or "feedback", and the fields of Asked}. A failure names its kind, no words."""
    try:
        said = json.loads(line)
        asked = Asked(**said["asked"])
        told = read_draft(asked, mind) if said["do"] == "read" else feedback(asked, mind, composer)
        return {"told": as_told(told)}
    except Exception as error:  # one bad request must not end the process for everybody
        return {"failed": type(error).__name__}


def as_told(told: Feedback) -> dict[str, Any]:
    """Return feedback as plain values, each mechanism with how probable it is that it is there at all."""
    made = asdict(told)
    for name, mechanism in told.levels.items():
        made["levels"][name]["present"] = mechanism.present
    return made


def _say(told: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
