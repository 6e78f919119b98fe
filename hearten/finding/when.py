"""On whose clock a meeting begins, on which day and in which part of it. Pure: clocks change as their zone says."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from hearten.finding.answers import PARTS


def part_of(hour: int) -> str:
    """Return the part of the day that an hour (0 to 23) is in."""
    for name, (begins, ends) in PARTS.items():
        if begins <= hour < ends or (ends < begins and (hour >= begins or hour < ends)):
            return name
    raise AssertionError("the parts leave no hour out")


def suits(at: datetime, zone: str, days: Iterable[int], parts: Iterable[str]) -> bool:
    """Whether a moment is on one of the days and in one of the parts, on the clock of `zone`; none named: any."""
    there = at.astimezone(ZoneInfo(zone))
    days, parts = set(days), set(parts)
    return (not days or there.weekday() in days) and (not parts or part_of(there.hour) in parts)
