"""What a milestone's numbers are: pure. None of them ever gets smaller by a setback.

A stretch ends on the day on which somebody writes a setback down, and not on an earlier day that they may name, so that
no number that stood there yesterday is smaller today. Days count when they are over. Days of a pause do not count.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hearten.plans.calendar import monday_of
from hearten.plans.doing.rules import Away


@dataclass(frozen=True)
class Numbers:
    """Three numbers that stand side by side: all together, the most at a stretch, and how often one came back."""

    total: int
    longest: int
    returns: int


def days_numbers(first: date, today: date, rests: Sequence[Away], setbacks: Iterable[date]) -> Numbers:
    """Return the numbers of a milestone that counts days: those that are over, of all that were not paused.

    A day with a setback is a day, too: it counts, and the stretch after it begins on the next.
    """
    counted = _counted(first, today, rests)
    breaks = sorted({day for day in setbacks if first <= day < today})
    stretches = _stretches(counted, breaks)
    returns = sum(any(after > day for after in counted) for day in breaks)
    return Numbers(len(counted), max(stretches, default=0), returns)


def _counted(first: date, today: date, rests: Sequence[Away]) -> list[date]:
    every = (first + timedelta(days=more) for more in range(max((today - first).days, 0)))
    if not rests:
        return list(every)
    return [day for day in every if not any(_within(one, day) for one in rests)]


def _within(rest: Away, day: date) -> bool:
    return rest.from_day <= day and (rest.until_day is None or day < rest.until_day)


def _stretches(counted: Sequence[date], breaks: Sequence[date]) -> list[int]:
    lengths, left = [], list(counted)
    for day in breaks:
        before = [one for one in left if one <= day]
        lengths.append(len(before))
        left = left[len(before) :]
    return [*lengths, len(left)]


def times_numbers(times: Sequence[date], setbacks: Iterable[date]) -> Numbers:
    """Return the numbers of what is counted one by one: all, the most in a week, setbacks after which it went on."""
    weeks: dict[date, int] = {}
    for day in times:
        weeks[monday_of(day)] = weeks.get(monday_of(day), 0) + 1
    returns = sum(any(after > day for after in times) for day in set(setbacks))
    return Numbers(len(times), max(weeks.values(), default=0), returns)
