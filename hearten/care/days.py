"""Which times of a day a routine asks about: pure, on the clock of whoever keeps it, right over changes of clocks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo


@dataclass(frozen=True)
class Holds:
    """From a moment on: times of day on days of the week (1 is Monday). `rests`: there are no times."""

    from_at: datetime
    at: Sequence[time]
    days: Sequence[int]

    @property
    def rests(self) -> bool:
        return not self.at


def moment_of(day: date, at: time, zone: tzinfo) -> datetime:
    """Return a time of a day in a zone, in UTC.

    A time that a change of clocks leaves out is an hour later; of a time that comes twice it is the first.
    """
    return datetime.combine(day, at.replace(fold=0), zone).astimezone(UTC)


def running(rows: Iterable[Holds], moment: datetime) -> Holds | None:
    """Return what holds at a moment."""
    begun = [one for one in rows if one.from_at <= moment]
    return max(begun, key=lambda one: one.from_at, default=None)


def times_of(day: date, rows: Sequence[Holds], zone: tzinfo) -> list[time]:
    """Return the times of a day that were asked for, in order: each row's own, from its beginning to the next one's."""
    ordered = sorted(rows, key=lambda one: one.from_at)
    found = set()
    for one, after in zip(ordered, [*ordered[1:], None], strict=True):
        until = after.from_at if after else None
        if day.isoweekday() in one.days:
            found |= {at for at in one.at if _within(moment_of(day, at, zone), one.from_at, until)}
    return sorted(found)


def _within(moment: datetime, since: datetime, until: datetime | None) -> bool:
    return moment >= since and (until is None or moment < until)
