"""Watching in a process of its own: one text a line in, one reading a line out, as JSON. Knows no Django, no database.

    python -m hearten.reading.watch_aside [--rules]

It says {"ready": true}, then answers {"text": ...} with {"told": {...}} or {"failed": kind}. It ends when its input
ends, so it never outlives the process that started it. It writes nothing anywhere.
"""

import json
import os
import sys
from dataclasses import asdict
from typing import Any

from hearten.reading.watch import Watcher

NICENESS = 5  # pages come first, and danger before the coach
LONGEST_LINE = 2_000_000


def main() -> None:
    """Load the models, say so, then answer until the input ends."""
    os.nice(NICENESS)
    watcher = Watcher("--rules" not in sys.argv)
    watcher.read("Warming up.")
    _say({"ready": True, "by_rules": watcher.by_rules})
    for line in iter(lambda: sys.stdin.buffer.readline(LONGEST_LINE), b""):
        if not line.endswith(b"\n"):
            return  # cut off: its rest would be taken for the next text, and answered about the wrong person
        _say(answer(line, watcher))


def answer(line: bytes, watcher: Watcher) -> dict[str, Any]:
    """Answer one request. A failure names its kind and none of the words."""
    try:
        return {"told": asdict(watcher.read(json.loads(line)["text"]))}
    except Exception as error:  # one bad text must not end the process for everybody
        return {"failed": type(error).__name__}


def _say(told: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
