"""What four people's sound and video cost the server: Janus, the relay and the web process, beside their own idling.

    .venv/bin/python -m benchmarks.media [--seconds 20]        (as root: it makes network namespaces)

The baseline is the same processes in the same run before anybody has gone in.
"""

import argparse
import os
import tempfile
import time
from pathlib import Path

import psycopg

from benchmarks.scratch import site
from hearten.kernel.cluster import Cluster
from tests.media.gathering import NAMES, Meeting, enter, gathered
from tests.media.test_four_pages import everybody_is_in

TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=20)
    seconds = parser.parse_args().seconds
    with site(8000) as state, tempfile.TemporaryDirectory(prefix="hb-") as place:
        from django.db import connections

        from tests.coming_together import come_together

        people = come_together()
        for connection in connections.all(initialized_only=True):
            connection.close()
        with psycopg.connect(Cluster(state).conninfo("hearten"), autocommit=True) as sql:
            os.environ["HEARTEN_DATABASE_NAME"] = "hearten"
            with gathered(people, sql, Path(place)) as meeting:
                _measure(meeting, seconds)


def _measure(meeting: Meeting, seconds: float) -> None:
    quiet = _shares(meeting, seconds)
    began = time.monotonic()
    for page in meeting.pages.values():
        enter(page)
    everybody_is_in(meeting, 60)
    print(f"{len(NAMES)} pages, {len(NAMES) * (len(NAMES) - 1)} pictures moving after {time.monotonic() - began:.1f} s")
    busy = _shares(meeting, seconds)
    for name, share in busy.items():
        ratio = f"{share / quiet[name]:.0f} times" if quiet[name] else "from nothing measurable"
        print(f"{name}: {share:.1%} of a core, idle {quiet[name]:.1%} ({ratio}), {_memory(meeting, name):.0f} MB")


def _shares(meeting: Meeting, seconds: float) -> dict[str, float]:
    """Return what share of a core each process used."""
    before = {name: _used(pid) for name, pid in meeting.services.processes().items()}
    next(iter(meeting.pages.values())).wait_for_timeout(seconds * 1000)
    return {name: (_used(pid) - before[name]) / seconds for name, pid in meeting.services.processes().items()}


def _used(pid: int) -> float:
    words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / TICKS


def _memory(meeting: Meeting, name: str) -> float:
    pid = meeting.services.processes()[name]
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    main()
