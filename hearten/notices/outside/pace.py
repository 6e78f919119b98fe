"""When somebody's digest comes. Each day (or each such day of the week) has one by its member's clock, and only one.

That holds over changes of clocks and zones: a day whose time went by while they crossed to another zone has its digest
at once, and a day that had its digest has no second one where its time comes again. Pure.
"""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from hearten.notices.reminders import moment_of

DAY = timedelta(days=1)
LOOK_AHEAD = 16  # a day of the week comes within seven; one more week where that day had its own already


class Pace(NamedTuple):
    """A time of day, and a day of the week (0 is Monday) or None for every day."""

    at: time
    day: int | None

    def has(self, day: date) -> bool:
        """Whether there is a digest on a day at all."""
        return self.day is None or day.weekday() == self.day


def next_after(pace: Pace, zone: str, moment: datetime, given_on: date) -> datetime:
    """Return the first moment (UTC) of a digest later than `moment`, of a day later than `given_on`.

    A time that clocks jump over comes as much later; of one that is there twice, the first counts (reminders.py).
    """
    there = ZoneInfo(zone)
    first = max(moment.astimezone(there).date(), given_on + DAY)
    days = (first + number * DAY for number in range(LOOK_AHEAD))
    return min(at for day in days if pace.has(day) and (at := moment_of(day, pace.at, there)) > moment)


def last_day(pace: Pace, zone: str, moment: datetime) -> date:
    """Return the last day whose digest's time has come by `moment`, on the clocks of `zone`."""
    there = ZoneInfo(zone)
    today = moment.astimezone(there).date()
    days = (today - number * DAY for number in range(LOOK_AHEAD))
    return max(day for day in days if pace.has(day) and moment_of(day, pace.at, there) <= moment)


def moved(pace: Pace, zone: str, moment: datetime, given_on: date) -> datetime:
    """Return when the next one comes after somebody's zone changed: at once for a day that would else have none."""
    if last_day(pace, zone, moment) > given_on:
        return moment
    return next_after(pace, zone, moment, given_on)
