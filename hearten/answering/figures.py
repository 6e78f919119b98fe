"""How soon somebody answers in a group, by hours of the week, beside the gaps of its rota. Nobody is in them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from hearten.answering.gaps import Gap, gaps_of
from hearten.answering.withheld import may_say, shown
from hearten.kernel.seat import Seat

WEEK = 168
# How many hours stand together. The finest is taken at which half of the conversations stand in a part that is shown.
STEPS = (1, 3, 6)
WHOLE = -1


class Cell(NamedTuple):
    """A part of the week (by its first hour; WHOLE: all of it): conversations, and how soon they were answered.

    `half` and `most`: the minutes within which half of them, and nine of ten, had an answer; infinity: fewer had one.
    `without`: how many had none within a day.
    """

    hour: int
    n: int
    half: float
    most: float
    without: int

    @property
    def share(self) -> int | None:
        """Return how many of a hundred had no answer within a day; None where that would tell of fewer than five."""
        return round(100 * self.without / self.n) if may_say(self.without, self.n) else None


@dataclass(frozen=True)
class Figures:
    """A group's figures of eight weeks, and where its rota has gaps (four weeks)."""

    whole: Cell | None  # None: too few to say anything
    step: int
    cells: dict[int, Cell]
    uncovered: int  # hours of the week without anybody on duty
    gaps: list[Gap]


class OfGroup(NamedTuple):
    """One group in a line: None where too few asked to say anything."""

    id: UUID
    title: str
    n: int | None
    half: float | None
    most: float | None
    without: int | None
    uncovered: int


_ALL = """
SELECT g.id, g.title, f.n, f.half, f.most, f.without, (SELECT count(*) FROM answering_uncovered(g.id))
FROM groups_group g LEFT JOIN LATERAL answering_figures(g.id, %s) f ON f.hour = %s
WHERE g.closed_at IS NULL ORDER BY g.title"""


class _Hour(NamedTuple):
    hour: int


class _InGap(NamedTuple):
    begins: int
    n: int


def figures_of(seat: Seat, group_id: UUID) -> Figures:
    """Return what may be shown of a group. Empty but for an operator and for who leads it."""
    step, whole, cells = _finest(seat, group_id)
    hours = [row.hour for row in seat.read(_Hour, "SELECT * FROM answering_uncovered(%s)", group_id)]
    return Figures(whole, step, cells, len(hours), _gaps(seat, group_id, hours))


def of_all_groups(seat: Seat) -> Sequence[OfGroup]:
    """Return each open group in a line. Numbers only for an operator."""
    return seat.read(OfGroup, _ALL, WEEK, WHOLE)


def _finest(seat: Seat, group_id: UUID) -> tuple[int, Cell | None, dict[int, Cell]]:
    for step in STEPS:
        whole, cells = _cells(seat, group_id, step)
        if whole is None or 2 * sum(cell.n for cell in cells.values()) >= whole.n:
            return step, whole, cells
    return step, whole, cells


def _cells(seat: Seat, group_id: UUID, step: int) -> tuple[Cell | None, dict[int, Cell]]:
    found = {cell.hour: cell for cell in seat.read(Cell, "SELECT * FROM answering_figures(%s, %s)", group_id, step)}
    whole = found.pop(WHOLE, None)
    if whole is None:
        return None, {}
    seen = shown(whole.n, {hour: cell.n for hour, cell in found.items()}, math.ceil(WEEK / step))
    return whole, {hour: cell for hour, cell in found.items() if hour in seen}


def _gaps(seat: Seat, group_id: UUID, hours: Sequence[int]) -> list[Gap]:
    gaps = gaps_of(hours)
    counts = {row.begins: row.n for row in seat.read(_InGap, "SELECT * FROM answering_in_gaps(%s)", group_id)}
    whole = counts.pop(WHOLE, 0)
    seen = shown(whole, counts, len(gaps))
    return [gap.with_count(counts[gap.begins] if gap.begins in seen else None) for gap in gaps]
