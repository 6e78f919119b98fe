"""Requests per second of a signed-in conversation with 20 replies, beside a bare ceiling in the same run.

    .venv/bin/python -m benchmarks.thread_page [--seconds 6] [--rounds 5] [--connections 8]

Each server is one process pinned to core 0; PostgreSQL and the load are on the other core. The two take turns, so
that a noisy machine is noisy for both; what counts is the ratio, round by round.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from statistics import median
from typing import Any

HERE = Path(__file__).parent
OURS, CEILING = 8971, 8972


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--connections", type=int, default=8)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hb-") as folder:
        os.environ |= {
            "HEARTEN_STATE": folder, "HEARTEN_PORT": str(OURS), "DJANGO_SETTINGS_MODULE": "hearten.config.settings"
        }  # fmt: skip
        os.environ.pop("HEARTEN_DATABASE_URL", None)
        _measure(Path(folder), given)


def _measure(folder: Path, given: argparse.Namespace) -> None:
    from hearten.commands.migrate import bring_up_to_date
    from hearten.kernel.database import addresses, running

    os.sched_setaffinity(0, {1} if (os.cpu_count() or 1) > 1 else {0})  # inherited by PostgreSQL
    with running(folder):
        import django

        django.setup()
        bring_up_to_date()
        from benchmarks.thread_page import scene

        path, cookie = scene.make()
        ours = _pinned([sys.executable, "-m", "hearten", "serve"], {})
        _wait(f"http://localhost:{OURS}/health")
        page = urllib.request.urlopen(  # our own server
            urllib.request.Request(f"http://localhost:{OURS}{path}", headers={"Cookie": f"seat={cookie}"})
        ).read()
        (folder / "page.html").write_bytes(page)
        bare = _pinned(
            [
                sys.executable,
                "-m",
                "uvicorn",
                "--app-dir",
                str(HERE),
                "--port",
                str(CEILING),
                "--no-access-log",
                "ceiling:application",
            ],
            {"CEILING_PAGE": str(folder / "page.html"), "CEILING_DATABASE": addresses(folder).conninfo("keeper")},
        )
        _wait(f"http://localhost:{CEILING}/none")
        try:
            _rounds(path, cookie, len(page), (ours, bare), given)
        finally:
            for server in (ours, bare):
                server.terminate()
                server.wait(20)


def _pinned(command: list[str], more: dict[str, str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(["taskset", "-c", "0", *command], env=os.environ | more)


def _wait(address: str) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(address)  # noqa: S310  # our own server
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit(f"{address} did not answer")


def _rounds(path: str, cookie: str, size: int, servers: Any, given: argparse.Namespace) -> None:
    from benchmarks.thread_page import load

    print(f"page: {size} bytes of HTML; {given.connections} connections; {given.seconds:.0f} s a turn")
    ratios, rates, tails, costs = [], [], [], []
    for number in range(given.rounds + 1):
        before = [_cpu(server) for server in servers]
        bare = load.run(CEILING, path, cookie, given.connections, given.seconds)
        ours = sorted(load.run(OURS, path, cookie, given.connections, given.seconds))
        spent = [_cpu(server) - was for server, was in zip(servers, before, strict=True)]
        if number == 0:
            continue  # both warm up: statements prepared, fragments made
        p50, p99 = ours[len(ours) // 2], ours[int(len(ours) * 0.99)]
        ratios.append(len(ours) / len(bare))
        rates.append((len(ours) / given.seconds, len(bare) / given.seconds))
        tails.append(p99 / p50)
        print(
            f"round {number}: hearten {rates[-1][0]:6.1f}/s  ceiling {rates[-1][1]:6.1f}/s  ratio {ratios[-1]:.2f}  "
            f"p50 {p50 * 1000:.1f} ms  p99 {p99 * 1000:.1f} ms  "
            f"CPU {spent[0] / len(ours) * 1000:.2f} and {spent[1] / len(bare) * 1000:.2f} ms a request"
        )
        costs.append((spent[1] / len(bare)) / (spent[0] / len(ours)))
    print(
        f"median ratio {median(ratios):.2f} (min {min(ratios):.2f}, max {max(ratios):.2f}); "
        f"median p99/p50 {median(tails):.1f}"
    )
    print(
        f"by CPU time of the two server processes: median ratio {median(costs):.2f} "
        f"(min {min(costs):.2f}, max {max(costs):.2f})"
    )


def _cpu(server: "subprocess.Popen[bytes]") -> float:
    """Return the CPU seconds a server process has used: what a noisy neighbour cannot take away."""
    fields = Path(f"/proc/{server.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
