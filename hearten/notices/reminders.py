"""Reminders: a notice to oneself that comes at a time of day by one's own clock, once each time, however often it
comes.

For slices above:

    rhythm = Rhythm(times=(time(8),), days=(0, 2, 4), first=today)         Mondays, Wednesdays, Fridays at eight
    rhythm = Rhythm(times=(time(8), time(20)), every=3, first=today)       every third day, twice
    rhythm = Rhythm(times=(time(9, 30),), first=day, last=day)             once, on a date
    remind(seat, kind="routine", about=row.id, rhythm=rhythm)              again with another rhythm: that one holds
    remind_no_more(seat, kind="routine", about=row.id)

`kind` is registered (kinds.py); its sentence and address are given the reminder's `about`. A kind that is `always`
comes during a break too. Of one thing there is one notice: the newer takes the older one's place. A reminder that was
due while nothing ran is given once, late. Somebody's new zone moves what is still to come.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.members import zones
from hearten.notices.kinds import kind_of
from hearten.notices.models import Reminder

DAY = timedelta(days=1)
# Every weekday comes within seven days; more for the day before `after`, and for a time that a change of clocks moved.
LOOK_AHEAD = 10


@dataclass(frozen=True)
class Rhythm:
    """When something comes: on which days, and at which local times of day on each.

    times   one or more
    days    of the week, 0 is Monday; empty: every day
    every   every so many days, counted from `first`; 0 or 1: every day. Not together with `days`
    first   the first day on which it may come
    last    the last one; None: no end
    """

    times: tuple[time, ...]
    first: date
    days: tuple[int, ...] = ()
    every: int = 0
    last: date | None = None

    def __post_init__(self) -> None:
        if not self.times or self.every < 0 or (self.days and self.every > 1) or not set(self.days) <= set(range(7)):
            raise ValueError("A rhythm has a time, and weekdays from 0 to 6 or a number of days.")

    def as_json(self) -> dict[str, Any]:
        """Return what a row keeps."""
        return {
            "times": [one.isoformat("minutes") for one in self.times],
            "first": self.first.isoformat(),
            "days": list(self.days),
            "every": self.every,
            "last": self.last.isoformat() if self.last else None,
        }


def rhythm_of(kept: dict[str, Any]) -> Rhythm:
    """Return the rhythm that a row keeps."""
    return Rhythm(
        times=tuple(time.fromisoformat(one) for one in kept["times"]),
        first=date.fromisoformat(kept["first"]),
        days=tuple(kept["days"]),
        every=kept["every"],
        last=date.fromisoformat(kept["last"]) if kept["last"] else None,
    )


def next_time(rhythm: Rhythm, zone: str, after: datetime) -> datetime | None:
    """Return the first moment (UTC) of a rhythm that is later than `after`, by the clocks of `zone`; None: it is over.

    A time that clocks jump over comes as much later as they jump (02:30 becomes 03:30). Of a time that is there twice,
    the first counts (PEP 495, fold=0). Raises ZoneInfoNotFoundError.
    """
    there = ZoneInfo(zone)
    begin = max(rhythm.first, _local_day(after, there) - DAY)
    for day in _days(rhythm, begin):
        moments = sorted(moment_of(day, one, there) for one in rhythm.times)
        for moment in moments:
            if moment > after:
                return moment
    return None


def _local_day(moment: datetime, there: ZoneInfo) -> date:
    return moment.astimezone(there).date()


def moment_of(day: date, at: time, there: ZoneInfo) -> datetime:
    """Return the moment (UTC) at which clocks show a time on a day; `next_time` says more of odd ones."""
    return datetime.combine(day, at.replace(fold=0), tzinfo=there).astimezone(UTC)


def _days(rhythm: Rhythm, begin: date) -> Iterator[date]:
    """Yield the days of a rhythm from `begin` on, enough of them to find one that is still to come."""
    step = max(rhythm.every, 1)
    begin += DAY * (-(begin - rhythm.first).days % step)
    for number in range(LOOK_AHEAD):
        day = begin + number * step * DAY
        if rhythm.last and day > rhythm.last:
            return
        if not rhythm.days or day.weekday() in rhythm.days:
            yield day


def remind(seat: Seat, *, kind: str, about: UUID, rhythm: Rhythm) -> datetime | None:
    """Remind the seat's own member in this rhythm from now on; return when that is first (UTC), None: never.

    What the same reminder was before is replaced; what it gave stays given. Raises Refused where no zone is known,
    with the page where one chooses it; KeyError for a kind that nobody registered.
    """
    zone = zones.known_zone_of(seat)
    seat.one_at_a_time(f"reminder {seat.me} {kind} {about}")
    kept = _mine(seat).filter(kind=kind_of(kind).name, about=about).first()
    reminder = kept or Reminder(id=uuid4(), member_id=seat.me, kind=kind, about=about, made_at=now())
    reminder.rhythm = rhythm.as_json()
    return _come_next(reminder, zone, now(), fresh=kept is None)


def remind_no_more(seat: Seat, *, kind: str, about: UUID) -> None:
    """End a reminder of the seat's own member. Nothing happens where there is none."""
    _mine(seat).filter(kind=kind, about=about).delete()


def reminded_at(seat: Seat, *, kind: str, about: UUID) -> datetime | None:
    """Return when a reminder comes next (UTC); None where there is none, or none any more."""
    return _mine(seat).filter(kind=kind, about=about).values_list("next_at", flat=True).first()


def rhythm_kept(seat: Seat, *, kind: str, about: UUID) -> Rhythm | None:
    """Return the rhythm of a reminder of the seat's own member; None where there is none."""
    kept = _mine(seat).filter(kind=kind, about=about).values_list("rhythm", flat=True).first()
    return rhythm_of(kept) if kept else None


def move_to_zone(seat: Seat, zone: str) -> None:
    """Move everything that is still to come to another clock. What is due already comes as it would have."""
    moment = now()
    for reminder in _mine(seat).filter(next_at__gt=moment).select_for_update() if zone else ():
        # Where its last time has gone by on the new clock, it comes as it would have: late is better than never.
        if _following(reminder, zone, moment) is not None:
            _come_next(reminder, zone, moment)


def given(reminder: Reminder, zone: str, moment: datetime) -> None:
    """Write down that a reminder was given, and when it comes next: later than `moment`, so that none is given twice.

    `zone` is the member's clock of now; "" where nobody says one any more: then it goes on by the one that it had.
    """
    reminder.given_for = _local(reminder.next_at, reminder.zone)
    _come_next(reminder, zone or reminder.zone, max(moment, reminder.next_at))


def _come_next(reminder: Reminder, zone: str, after: datetime, fresh: bool = False) -> datetime | None:
    """Keep when a reminder comes next, and return it; one that never comes again is gone."""
    found = _following(reminder, zone, after)
    if found is not None:
        reminder.zone, reminder.next_at = zone, found
        fields = None if fresh else ("rhythm", "zone", "next_at", "given_for")
        reminder.save(force_insert=fresh, update_fields=fields)
    elif not fresh:
        Reminder.objects.filter(pk=reminder.pk).delete()
    return found


def _following(reminder: Reminder, zone: str, after: datetime) -> datetime | None:
    found = next_time(rhythm_of(reminder.rhythm), zone, after)
    while found is not None and _local(found, zone) <= reminder.given_for:
        found = next_time(rhythm_of(reminder.rhythm), zone, found)
    return found


def _local(moment: datetime, zone: str) -> str:
    return moment.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M")


def _mine(seat: Seat) -> "QuerySet[Reminder]":
    return seat.glance(Reminder).filter(member_id=seat.me)
