"""Who is answered when, under six orders of what waits: simulated groups of 100, 10,000 and 1,000,000 members.

    .venv/bin/python -m benchmarks.answering [--most 1000000] [--results .hearten-answering/cells.json] [--only-write]

Pure Python and numpy; no site, no database. The same seeds give the same figures. Interrupted, it goes on with what
the file of results has not yet; remove the file to begin anew. It writes the tables of docs/answering.md and the
drawing beside it.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from benchmarks.answering.assumptions import BASE, RULES, VARIED, Assumed
from benchmarks.answering.keeping import Counts, Kept, counted
from benchmarks.answering.running import run
from benchmarks.answering.world import sizes, world
from benchmarks.answering.writing import write

SEEDS = {100: 40, 10_000: 8, 1_000_000: 3}
VARIED_AT, VARIED_SEEDS = 10_000, 4
BLOCK = 50_000  # members; groups do not know of each other, so blocks of them add up
SAMPLE = 2  # blocks of the largest community that are run: a tenth of its groups


class Cell(NamedTuple):
    key: str
    name: str  # "" for the base
    members: int  # of this block
    seed: tuple[int, ...]
    quick: bool

    @property
    def assumed(self) -> Assumed:
        return VARIED[self.name] if self.name else BASE


def main() -> None:
    given = _given()
    kept = Kept(given.results)
    if not given.only_write:
        left = [cell for cell in cells(given.most) if cell.key not in kept.cells]
        with _progress() as shown:
            bar = shown.add_task("groups", total=sum(cell.members for cell in left))
            for cell in left:
                kept.add(cell.key, ran(cell))
                shown.update(bar, advance=cell.members, description=cell.key)
    write(kept, Path("docs"))


def _given() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--most", type=int, default=1_000_000, help="members of the largest community")
    parser.add_argument("--results", type=Path, default=Path(".hearten-answering/cells.json"))
    parser.add_argument("--only-write", action="store_true", help="write the tables from what the file has")
    return parser.parse_args()


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn()
    )  # fmt: skip


def cells(most: int) -> Iterator[Cell]:
    """Yield what there is to run: communities of each size, and variations of the assumptions at one size."""
    for name in VARIED:
        for seed in range(VARIED_SEEDS):
            yield Cell(f"{name} {VARIED_AT} seed {seed} block 0", name, VARIED_AT, (VARIED_AT, seed, 0), quick=False)
    for members, seeds in SEEDS.items():
        for seed in range(seeds if members <= most else 0):
            for block in range(min(SAMPLE, max(1, members // BLOCK))):
                key = f"base {members} seed {seed} block {block}"
                yield Cell(key, "", min(members, BLOCK), (members, seed, block), quick=members > VARIED_AT)


def ran(cell: Cell) -> dict[str, Counts]:
    """Run one block under every rule: the same groups, calls and looks for each."""
    groups = sizes(cell.members, cell.assumed, np.random.default_rng(cell.seed))
    worlds = (world(size, cell.assumed, np.random.default_rng([*cell.seed, n])) for n, size in enumerate(groups))
    under = [[run(one, rule, cell.assumed, cell.quick) for rule in RULES] for one in worlds]
    return {rule: counted(one[n] for one in under) for n, rule in enumerate(RULES)}


if __name__ == "__main__":
    main()
