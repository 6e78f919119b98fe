"""How well danger is read in the short lines of a meeting: printed in every run, on the half that put no bar.

350 own-written lines of one to eight words (hearten/reading/tests/data/meeting_lines), by somebody who knew neither
rules nor model. One half put the bar (`triage.SURE`); the figures are the other half's. The floors are what was
measured.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import hearten.reading
from hearten.reading.risk import LEVELS
from hearten.reading.training.risk_report import wilson
from hearten.reading.watch import Watcher
from hearten.reading.watched import Watched
from hearten.safety import triage

LINES = Path(hearten.reading.__file__).parent / "tests" / "data" / "meeting_lines"
Read = list[tuple[str, str, Watched]]


@pytest.fixture(scope="module")
def read() -> Iterator[Read]:
    kept = [json.loads(line) for line in (LINES / "test.jsonl").read_text().splitlines()]
    watcher = Watcher()
    assert not watcher.by_rules
    found = watcher.read_many([one["text"] for one in kept])
    yield [(one["label"], one["text"], reading) for one, reading in zip(kept, found, strict=True)]


def _share(read: Read, label: str, kind: str, at_least: str) -> tuple[int, int]:
    found = [triage.counted(kind, text, reading).level for which, text, reading in read if which == label]
    return sum(LEVELS.index(level) >= LEVELS.index(at_least) for level in found), len(found)


def test_figures_are_printed_and_held(read: Read, prints: Callable[[str], None]) -> None:
    alarms, found = _share(read, "none", "line", "L2"), _share(read, "danger", "line", "L2")
    as_posts = _share(read, "none", "post", "L2"), _share(read, "danger", "post", "L2")
    names = ("alarms", "danger found", "alarms, read as posts", "danger found, read as posts")
    prints("Danger in short lines of a meeting, on lines that put no bar (95 % intervals):")
    for name, (hits, of) in zip(names, (alarms, found, *as_posts), strict=True):
        low, high = wilson(hits, of)
        prints(f"  {name}: {hits / of:.3f} ({low:.3f} to {high:.3f}; {hits} of {of})")
    assert alarms[0] / alarms[1] <= 0.01  # 1 of 130
    assert found[0] / found[1] >= 0.77  # 35 of 45
