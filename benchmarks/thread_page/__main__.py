"""Requests per second of a signed-in conversation with 20 replies, beside two bare ceilings in the same run.

    .venv/bin/python -m benchmarks.thread_page [--seconds 6] [--rounds 5] [--connections 8]

Each server is one process pinned to core 0; PostgreSQL and the load are on the other core. They take turns, so that a
noisy machine is noisy for all; what counts is the ratio, round by round. CPU time of the server process is printed too:
a neighbour who takes the core away changes it least.
"""

import argparse
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.scratch import site

HERE = Path(__file__).parent
OURS, BARE = 8971, 8972
Server = subprocess.Popen[bytes]


class Turn(NamedTuple):
    """One turn of one contestant."""

    rate: float  # answers a second
    p50: float  # seconds
    p99: float
    cpu: float  # seconds of the server process for one answer


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--connections", type=int, default=8)
    given = parser.parse_args()
    with site(OURS) as folder:
        from benchmarks.thread_page import scene

        path, cookie = scene.make()
        with _servers(folder, path, cookie) as (ours, bare):
            contestants = {
                "hearten": (ours, OURS, path),
                "composed": (bare, BARE, f"/composed{path}"),
                "ready": (bare, BARE, f"/ready{path}"),
            }
            _rounds(contestants, cookie, given)


@contextmanager
def _servers(folder: Path, path: str, cookie: str) -> Iterator[tuple[Server, Server]]:
    from hearten.kernel.database import addresses

    ours = _pinned([sys.executable, "-m", "hearten", "serve"], {})
    _wait(f"http://localhost:{OURS}/health")
    asked = urllib.request.Request(f"http://localhost:{OURS}{path}", headers={"Cookie": f"seat={cookie}"})
    page = urllib.request.urlopen(asked).read()
    (folder / "page.html").write_bytes(page)
    print(f"page: {len(page)} bytes of HTML")
    command = [
        "-m",
        "uvicorn",
        "--app-dir",
        str(HERE),
        "--port",
        str(BARE),
        "--no-access-log",
        "--log-level",
        "warning",
    ]
    database = addresses(folder).conninfo("keeper")
    bare = _pinned(
        [sys.executable, *command, "ceiling:application"],
        {"CEILING_PAGE": str(folder / "page.html"), "CEILING_DATABASE": database},
    )
    _wait(f"http://localhost:{BARE}/none")
    try:
        yield ours, bare
    finally:
        for server in (ours, bare):
            server.terminate()
            server.wait(20)


def _pinned(command: list[str], more: dict[str, str]) -> Server:
    return subprocess.Popen(["taskset", "-c", "0", *command], env=os.environ | more)


def _wait(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(address)
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{address} did not answer")


def _rounds(contestants: dict[str, tuple[Server, int, str]], cookie: str, given: argparse.Namespace) -> None:
    turns: dict[str, list[Turn]] = {name: [] for name in contestants}
    for number in range(given.rounds + 1):
        for name, (server, port, path) in contestants.items():
            turn = _turn(server, port, path, cookie, given)
            if number:  # the first round warms everybody up: statements prepared, fragments made
                turns[name].append(turn)
        if number:
            print(f"round {number}: " + "   ".join(_said(name, took[-1]) for name, took in turns.items()))
    for name in ("composed", "ready"):
        rate = [ours.rate / bare.rate for ours, bare in zip(turns["hearten"], turns[name], strict=True)]
        cpu = [bare.cpu / ours.cpu for ours, bare in zip(turns["hearten"], turns[name], strict=True)]
        print(
            f"of the {name} ceiling: {median(rate):.2f} by rate (min {min(rate):.2f}, max {max(rate):.2f}), "
            f"{median(cpu):.2f} by CPU time (min {min(cpu):.2f}, max {max(cpu):.2f})"
        )
    print(f"hearten's p99/p50: median {median(turn.p99 / turn.p50 for turn in turns['hearten']):.1f}")


def _said(name: str, turn: Turn) -> str:
    times = f"p50 {turn.p50 * 1000:.1f} p99 {turn.p99 * 1000:.1f} cpu {turn.cpu * 1000:.2f} ms"
    return f"{name} {turn.rate:.0f}/s {times}"


def _turn(server: Server, port: int, path: str, cookie: str, given: argparse.Namespace) -> Turn:
    from benchmarks.thread_page import load

    before = _cpu(server)
    times = sorted(load.run(port, path, cookie, given.connections, given.seconds))
    spent = _cpu(server) - before
    return Turn(len(times) / given.seconds, times[len(times) // 2], times[int(len(times) * 0.99)], spent / len(times))


def _cpu(server: Server) -> float:
    """Return the CPU seconds that a server process has used."""
    fields = Path(f"/proc/{server.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
