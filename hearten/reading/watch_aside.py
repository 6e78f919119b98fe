"""The process that reads for danger: one request a line in, one answer a line out, as JSON. No Django, no database.

    python -m hearten.reading.watch_aside [--rules]

It ends when its input ends, so it never outlives who started it. It writes nothing anywhere.
"""

import json
import sys
from dataclasses import asdict
from typing import Any

from hearten.reading.watch import Watcher

LONGEST_LINE = 2_000_000


def main() -> None:
    """Load what reads, say so, then answer until the input ends."""
    watcher = Watcher("--rules" not in sys.argv)
    watcher.read("Warming up.")
    _say({"ready": True})
    for line in iter(lambda: sys.stdin.buffer.readline(LONGEST_LINE), b""):
        if not line.endswith(b"\n"):
            return  # cut off: its rest would be taken for the next request
        _say(answer(line, watcher))


def answer(line: bytes, watcher: Watcher) -> dict[str, Any]:
    """Answer one request, {"text": ...}. A failure names its kind and no words."""
    try:
        return {"told": asdict(watcher.read(str(json.loads(line)["text"])))}
    except Exception as error:  # one bad request must not end the process for everybody
        return {"failed": type(error).__name__}


def _say(told: dict[str, Any]) -> None:
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
