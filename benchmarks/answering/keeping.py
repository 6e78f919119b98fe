"""What is kept of a run: one cell for each block of members, in a JSON file that an interrupted run goes on from."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from benchmarks.answering.running import Ran, gini

EDGES = np.concatenate([[0.0], np.geomspace(0.02, 5000, 420)])  # hours; each bin is 3 % wider than the one before
LONG = (24.0, 72.0)


@dataclass
class Counts:
    """Counts that add up over blocks: calls, those still waiting after a day and after three, waits by bin, loads."""

    calls: int
    long: list[int]
    bins: list[int]
    loads: list[int]  # at place n: how many helpers gave n answers
    helpers: int
    stayed: int
    misfits: int

    def figures(self) -> dict[str, float]:
        """Return what the table shows. Shares from 0 to 1, times in hours (inf: that many were never answered)."""
        answers = np.repeat(np.arange(len(self.loads)), self.loads)
        return {
            "day": self.long[0] / max(1, self.calls),
            "three": self.long[1] / max(1, self.calls),
            "p50": self._quantile(0.5),
            "p90": self._quantile(0.9),
            "gini": gini(answers),
            "stayed": self.stayed / max(1, self.helpers),
            "misfits": self.misfits / max(1, int(answers.sum())),
            "load": float(answers.mean()) if len(answers) else 0.0,
        }

    def _quantile(self, share: float) -> float:
        reached = np.cumsum(self.bins) >= share * self.calls
        return float(EDGES[int(np.argmax(reached)) + 1]) if reached.any() else float("inf")


def counted(ran: Iterable[Ran]) -> Counts:
    """Return the counts of some groups together."""
    every = list(ran)
    waits = np.concatenate([one.waits for one in every])
    answers = np.concatenate([one.answers for one in every])
    stayed = np.concatenate([one.stayed for one in every])
    bins = np.histogram(waits[np.isfinite(waits)], EDGES)[0]
    return Counts(
        len(waits), [int((waits > hours).sum()) for hours in LONG], bins.tolist(), np.bincount(answers).tolist(),
        len(stayed), int(stayed.sum()), sum(one.misfits for one in every),
    )  # fmt: skip


def together(blocks: list[Counts]) -> Counts:
    """Return the counts of some blocks as one."""
    loads = np.zeros(max(len(one.loads) for one in blocks), dtype=int)
    for one in blocks:
        loads[: len(one.loads)] += one.loads
    return Counts(
        sum(one.calls for one in blocks), np.sum([one.long for one in blocks], axis=0).tolist(),
        np.sum([one.bins for one in blocks], axis=0).tolist(), loads.tolist(),
        *(sum(getattr(one, name) for one in blocks) for name in ("helpers", "stayed", "misfits")),
    )  # fmt: skip


class Kept:
    """The file. A cell is written the moment it is done, by putting a whole new file in the place of the old one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.cells: dict[str, dict[str, Counts]] = {}
        if path.exists():
            read = json.loads(path.read_text())
            self.cells = {key: {rule: Counts(**one) for rule, one in cell.items()} for key, cell in read.items()}

    def add(self, key: str, cell: dict[str, Counts]) -> None:
        self.cells[key] = cell
        self.path.parent.mkdir(parents=True, exist_ok=True)
        new = self.path.with_suffix(".new")
        told = {key: {rule: asdict(one) for rule, one in cell.items()} for key, cell in self.cells.items()}
        new.write_text(json.dumps(told))
        new.replace(self.path)
