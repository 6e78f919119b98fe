"""What one turn of a room gave, and how it is shown."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.meeting_room.programs import Written

# What the house asks for: streams and lines a second, and the p99 in seconds.
TARGETS = {(500, 60): 0.25, (2000, 10): 1.0}
CONNECTIONS, MEMORY_MB = 12, 150


@dataclass(frozen=True)
class Turn:
    """Times are seconds from the commit to the bytes at the client; cpu is the server process's, per delivery.

    lost        changes that did not arrive at a stream, or not in order
    share       of the core that the server process has
    """

    who: str
    streams: int
    rate: float
    written: float
    p50: float
    p95: float
    p99: float
    deliveries: float
    lost: int
    share: float
    cpu: float
    memory_mb: float
    kb_a_stream: float
    connections: int


def delivered(written: Written, arrived: Sequence[dict[str, Any]]) -> tuple[list[float], int]:
    """Return every delivery's time, sorted, and how many did not arrive once and in order."""
    committed = dict(written)
    times, lost = [], 0
    for stream in arrived:
        ours = [(n, at) for n, at in zip(stream["numbers"], stream["times"], strict=True) if n in committed]
        numbers = [number for number, _at in ours]
        lost += len(committed) - len(set(numbers)) + (numbers != sorted(set(numbers)))
        times += [at - committed[number] for number, at in ours]
    return sorted(times), lost


def at(times: list[float], part: float) -> float:
    return times[min(len(times) - 1, int(len(times) * part))] if times else float("nan")


def show(turns: list[Turn]) -> None:
    """Print the table, ours beside the bare hub in the same run."""
    table = Table("streams", "lines/s", "", "p50 ms", "p95 ms", "p99 ms", "deliveries/s", "lost", "core", "us each",
                  "MB", "kB/stream", "connections", "CPU of bare")  # fmt: skip
    bare = {(one.streams, one.rate): one for one in turns if one.who == "bare"}
    for one in turns:
        beside = bare.get((one.streams, one.rate))
        ratio = f"{one.cpu / beside.cpu:.1f}" if beside is not None and beside is not one and beside.cpu else ""
        times = [f"{value * 1000:.0f}" for value in (one.p50, one.p95, one.p99)]
        table.add_row(
            str(one.streams), f"{one.written:.3g} of {one.rate:g}", one.who, *times, f"{one.deliveries:,.0f}",
            str(one.lost), f"{one.share:.0%}", f"{one.cpu * 1e6:.0f}", f"{one.memory_mb:.0f}",
            f"{one.kb_a_stream:.0f}", str(one.connections or ""), ratio,
        )  # fmt: skip
    Console(width=150).print(table)
    for said in verdicts(turns):
        print(said)


def verdicts(turns: list[Turn]) -> list[str]:
    """Say for each target that was measured whether it is met."""
    ours = [one for one in turns if one.who == "hearten"]
    said = []
    for one in ours:
        target = TARGETS.get((one.streams, round(one.rate)))
        if target is not None:
            met = one.p99 < target and not one.lost and one.written > 0.95 * one.rate
            said.append(f"{_word(met)}: {one.streams} streams at {one.rate:g} a second, p99 {one.p99 * 1000:.0f} ms, "
                        f"asked for under {target * 1000:.0f} ms")  # fmt: skip
    most = max((one.connections for one in ours), default=0)
    said.append(f"{_word(most <= CONNECTIONS)}: {most} database connections at most, asked for at most {CONNECTIONS}")
    for count in sorted({one.streams for one in ours}):
        memory = max(one.memory_mb for one in ours if one.streams == count)
        said.append(
            f"{_word(memory < MEMORY_MB)}: {memory:.0f} MB with {count} streams, asked for under {MEMORY_MB} MB"
        )
    return said


def _word(met: bool) -> str:
    return "met" if met else "MISSED"


def as_json(turns: list[Turn], beside: dict[str, Any]) -> str:
    return json.dumps({"turns": [asdict(one) for one in turns], **beside}, indent=1)
