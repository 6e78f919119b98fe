"""The benchmark of a full room still runs. How fast it is, is nobody's test: machines are shared and noisy."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.site import ROOT


@pytest.mark.long
def test_a_small_room_is_measured_beside_the_bare_hub(tmp_path: Path) -> None:
    told = tmp_path / "told.json"
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.meeting_room", "--quick", "--json", str(told)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    turns = json.loads(told.read_text())["turns"]
    assert {(one["who"], one["streams"]) for one in turns} == {("hearten", 20), ("bare", 20)}
    assert all(one["lost"] == 0 and one["p99"] > 0 for one in turns)
