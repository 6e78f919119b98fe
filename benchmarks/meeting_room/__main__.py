"""A speaker meeting with hundreds of open pages: from a line's commit to the bytes at every client.

    .venv/bin/python -m benchmarks.meeting_room [--streams 500,2000] [--rates 1,10,20,40,60,80] [--seconds 10]
                                                [--through row|action] [--json FILE] [--quick]

`hearten serve` is one process pinned to core 0, and so is the bare hub that takes its turn after it; PostgreSQL,
whoever writes and whoever listens have the other cores.
"""

import argparse
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from benchmarks.meeting_room import measured
from benchmarks.meeting_room.measured import Turn
from benchmarks.meeting_room.posting import post_lines, sample
from benchmarks.meeting_room.programs import (
    Counting,
    Program,
    Server,
    Written,
    free_ports,
    wait_for,
    wait_until_open,
    write_bare,
)
from benchmarks.scratch import site
from tests.meetings.crowd import Crowd, gather

PORT, BARE, BARE_WRITER = free_ports(3)
SETTLES_S = 1.5  # after the last line of a turn: what is late still counts, and a slow turn is no burden to the next


def main() -> None:
    given = _given()
    turns: list[Turn] = []
    beside: dict[str, Any] = {"load_before": os.getloadavg(), "through": given.through, "seconds": given.seconds}
    with site(PORT) as folder:
        for count in given.streams:
            crowd = gather(count)
            _let_go()
            ours, event = _ours(folder, crowd, given, beside)
            turns += [*ours, *_bare(crowd, given, event)]
    beside["load_after"] = os.getloadavg()
    measured.show(turns)
    print(beside)
    if given.json:
        Path(given.json).write_text(measured.as_json(turns, beside))


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--streams", type=_numbers, default=[500, 2000])
    parser.add_argument("--rates", type=_numbers, default=[1, 10, 20, 40, 60, 80])
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--through", choices=["row", "action"], default="row")
    parser.add_argument("--json", default="")
    parser.add_argument("--quick", action="store_true", help="20 streams, two rates, a second each")
    given = parser.parse_args()
    if given.quick:
        given.streams, given.rates, given.seconds = [20], [5, 10], 1
    return given


def _numbers(text: str) -> list[int]:
    return [int(one) for one in text.split(",")]


def _let_go() -> None:
    """This process's own connections are none of the server's."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        connection.close_pool()


@contextmanager
def _listening(server: Server, port: int, path: str, cookies: list[str]) -> Iterator[tuple[Program, float, float]]:
    """Open all streams. Gives the program, the server's memory before, and how many seconds it took."""
    before = server.memory_mb
    listeners = Program("tests.meetings.listening")
    try:
        took = listeners.ask({"port": port, "path": path, "cookies": cookies})["seconds"]
        time.sleep(SETTLES_S)
        yield listeners, before, took
    finally:
        listeners.end()


def _ours(folder: Path, crowd: Crowd, given: argparse.Namespace, beside: dict[str, Any]) -> tuple[list[Turn], bytes]:
    """Return hearten's turns, and one event as it came."""
    from hearten.kernel.cluster import Cluster

    server, writer = Server("hearten", "serve"), Program("tests.meetings.writing")
    job = {"meeting": crowd.meeting, "group": crowd.group, "member": crowd.members[0], "place": crowd.places[0]}
    job["through"] = given.through
    try:
        wait_for(f"http://localhost:{PORT}/health")
        wait_for(f"http://localhost:{PORT}/sign-in/")  # once through Django, so that it is whole before it is weighed
        since = writer.ask(job | {"rate": 2, "seconds": 1})[-1][0]
        where = f"/live/meeting/{crowd.meeting}/?lang=en&since="
        event = sample(PORT, f"{where}{since - 1}", crowd.cookies[0])
        connections = Counting(Cluster(folder).conninfo("hearten"))
        with _listening(server, PORT, f"{where}{since}", crowd.cookies) as (listeners, before, took):
            beside[f"opened_{len(crowd.cookies)}_s"] = round(took, 2)
            at_once = _Turns("hearten", server, listeners, before, len(crowd.cookies), given.seconds)
            turns = [at_once.take(rate, lambda rate: writer.ask(job | {"rate": rate, "seconds": given.seconds}))
                     for rate in given.rates]  # fmt: skip
            beside[f"posted_{len(crowd.cookies)}_ms"] = post_lines(PORT, crowd, 5 if given.quick else 20)
        most = connections.end()
        return [replace(one, connections=most) for one in turns], event
    finally:
        writer.end()
        server.end()


def _bare(crowd: Crowd, given: argparse.Namespace, event: bytes) -> list[Turn]:
    server = Server("benchmarks.meeting_room.bare", str(BARE), str(BARE_WRITER))
    try:
        wait_until_open(BARE)
        with _listening(server, BARE, "/", crowd.cookies) as (listeners, before, _took):
            turns = _Turns("bare", server, listeners, before, len(crowd.cookies), given.seconds)
            return [turns.take(rate, lambda rate: write_bare(BARE_WRITER, event, rate, given.seconds))
                    for rate in given.rates]  # fmt: skip
    finally:
        server.end()


@dataclass
class _Turns:
    """One server with its open streams, and how long each turn is."""

    who: str
    server: Server
    listeners: Program
    memory_before: float
    streams: int
    seconds: float

    def take(self, rate: float, write: Callable[[float], Written]) -> Turn:
        self.listeners.ask()
        cpu, began = self.server.cpu, time.monotonic()
        written = write(rate)
        wrote_s = time.monotonic() - began
        time.sleep(SETTLES_S)
        spent, whole_s = self.server.cpu - cpu, time.monotonic() - began
        times, lost = measured.delivered(written, self.listeners.ask())
        memory = self.server.memory_mb
        return Turn(
            self.who, self.streams, rate, len(written) / wrote_s,
            *(measured.at(times, part) for part in (0.5, 0.95, 0.99)), len(times) / wrote_s, lost,
            spent / whole_s, spent / max(1, len(times)), memory,
            (memory - self.memory_before) * 1000 / self.streams, 0,
        )  # fmt: skip


if __name__ == "__main__":
    main()
