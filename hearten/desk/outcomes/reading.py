"""What the page of outcomes shows: numbers that left the database as ten people and more, and what follows of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from hearten.desk.outcomes.intervals import interval
from hearten.kernel.seat import Seat
from hearten.measures.known import all_known


class Month(NamedTuple):
    """One month, in whole tens of people. None: fewer than ten, or a smaller number could be worked out from it."""

    month: datetime
    here: int
    wrote: int | None
    met: int | None


class Replies(NamedTuple):
    """Conversations of the last three whole months, in whole tens, and within how long half of them had a reply."""

    conversations: int
    answered: int | None
    median_minutes: int | None


class _Counted(NamedTuple):
    key: str
    version: str
    people: int
    paired: int
    first_mean: Decimal | None
    change_mean: Decimal | None
    change_sd: Decimal | None


@dataclass(frozen=True)
class Outcome:
    """One instrument: how many people, how many of them twice, and the change of those with its interval."""

    title: str
    version: str
    people: int
    paired: int
    missing: tuple[int, int]  # percent of the people whose second number is not compared: at least, and at most
    first_mean: Decimal | None
    change: Decimal | None
    low: Decimal | None
    high: Decimal | None


def participation(seat: Seat) -> Sequence[Month]:
    """Return the last six whole months, the newest first. Empty but for an operator."""
    return seat.read(Month, "SELECT * FROM desk_participation()")


def first_replies(seat: Seat) -> Replies | None:
    """Return how soon somebody answers. None where too few wrote, and for everybody but an operator."""
    found = seat.read(Replies, "SELECT * FROM desk_first_replies()")
    return found[0] if found else None


def outcomes(seat: Seat) -> list[Outcome]:
    """Return what may be said of people's results, by instrument. Writes down that somebody looked."""
    rows = seat.read(_Counted, "SELECT * FROM measures_outcomes()")
    titles = {key: one.title for key, one in all_known(seat).items()}
    return [_outcome(row, titles.get(row.key, row.key)) for row in rows]


def _outcome(row: _Counted, title: str) -> Outcome:
    low, high = None, None
    if row.change_mean is not None and row.change_sd is not None:
        ends = interval(float(row.change_mean), float(row.change_sd), row.paired)
        low, high = (Decimal(end).quantize(Decimal("0.01")) for end in ends)
    return Outcome(
        title, row.version, row.people, row.paired, _missing(row.people, row.paired), row.first_mean, row.change_mean,
        low, high,
    )  # fmt: skip


def _missing(people: int, paired: int) -> tuple[int, int]:
    """Return the least and the most percent that may be missing: the people are counted in tens, up to nine more."""
    return round(100 * (people - paired) / people), round(100 * (people + 9 - paired) / (people + 9))
