"""The gaps of a rota: stretches of the week in which nobody was on duty. Pure.

Hour 0 is Monday 0:00, and the week is a ring.
"""

from collections.abc import Iterable
from typing import NamedTuple

WEEK = 168


class Gap(NamedTuple):
    """One stretch: its first hour, how many hours, and how many conversations began in it (None: too few to say)."""

    begins: int
    hours: int
    n: int | None = None

    @property
    def ends(self) -> int:
        """Return the hour at which it is over."""
        return (self.begins + self.hours) % WEEK

    def with_count(self, n: int | None) -> "Gap":
        return self._replace(n=n)


def gaps_of(uncovered: Iterable[int]) -> list[Gap]:
    """Return the stretches that hours without anybody on duty make, by their first hour."""
    free = set(uncovered)
    if len(free) == WEEK:
        return [Gap(0, WEEK)]
    begins = sorted(hour for hour in free if (hour - 1) % WEEK not in free)
    return [Gap(hour, _length(hour, free)) for hour in begins]


def _length(hour: int, free: set[int]) -> int:
    length = 1
    while (hour + length) % WEEK in free:
        length += 1
    return length


def worst(gaps: Iterable[Gap], most: int = 3) -> list[Gap]:
    """Return the gaps into which most conversations fell, as far as that may be said; then the longest."""
    return sorted(gaps, key=lambda gap: (-(gap.n or 0), -gap.hours, gap.begins))[:most]
