"""When sessions of offered hours can begin: hours of every week in one person's zone become moments for everybody.

Pure: no database, no clock. Wall times are read as recurring.py reads them (RFC 5545 3.3.5), so nobody is offered a
time that their clocks do not have, and none twice.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple, Protocol
from zoneinfo import ZoneInfo

from hearten.meetings.formats.shipped import FOR_TWO, shipped
from hearten.meetings.schedule.recurring import moment_of

AHEAD = timedelta(days=14)  # further ahead, few people know how they will be
SOONEST = timedelta(hours=2)  # a peer supporter has a life, and is told in time
# How long a session is, and the pause after it, in minutes: nobody goes from one person straight to the next.
PAUSES = {25: 5, 45: 15, 60: 15}
STAMP = "%Y%m%dT%H%M%SZ"


class Offer(Protocol):
    """Hours as `models.Hours` keeps them."""

    @property
    def weekday(self) -> int: ...
    @property
    def begins(self) -> time: ...
    @property
    def ends(self) -> time: ...
    @property
    def zone(self) -> str: ...
    @property
    def minutes(self) -> int: ...


class Span(NamedTuple):
    """Hours of a week on one clock: a weekday from 0 (Monday), from when until when."""

    weekday: int
    begins: time
    ends: time


def starts(offer: Offer, moment: datetime) -> list[datetime]:
    """Return when sessions of an offer begin in the days ahead, in UTC, the first one first."""
    soonest, last = moment + SOONEST, moment + AHEAD
    return [at for day in _days(offer, moment) for at in _within(offer, day) if soonest <= at < last]


def _days(offer: Offer, moment: datetime) -> Iterator[date]:
    today = moment.astimezone(ZoneInfo(offer.zone)).date()
    for ahead in range(AHEAD.days + 2):
        day = today + timedelta(days=ahead)
        if day.weekday() == offer.weekday:
            yield day


def _within(offer: Offer, day: date) -> Iterator[datetime]:
    """Each start of one day: real minutes pass between them, also in an hour that the clocks have twice or not."""
    at, end = moment_of(day, offer.begins, offer.zone), moment_of(day, offer.ends, offer.zone)
    length = timedelta(minutes=offer.minutes)
    while at + length <= end:
        yield at
        at += length + timedelta(minutes=PAUSES[offer.minutes])


def overlap(one: Offer, other: Offer, moment: datetime) -> bool:
    """Whether two offers of one person ever ask for them at the same time, now or when clocks have changed.

    Their zones may differ, and with the seasons the difference changes, so a whole year is looked at.
    """
    mine, theirs = list(_spans_of_a_year(one, moment)), list(_spans_of_a_year(other, moment))
    return any(begins < until and since < ends for begins, ends in mine for since, until in theirs)


def _spans_of_a_year(offer: Offer, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
    first = moment.astimezone(ZoneInfo(offer.zone)).date()
    for ahead in range(372):
        day = first + timedelta(days=ahead)
        if day.weekday() == offer.weekday:
            yield moment_of(day, offer.begins, offer.zone), moment_of(day, offer.ends, offer.zone)


def stamp_of(at: datetime) -> str:
    """Return a moment as it stands in an address."""
    return at.astimezone(UTC).strftime(STAMP)


def moment_of_stamp(stamp: str) -> datetime | None:
    """Return the moment that an address names, or None for anything else."""
    try:
        return datetime.strptime(stamp, STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None


def definition_for(minutes: int) -> dict[str, Any]:
    """Return the format of a session of so many minutes: the talk itself is what is longer or shorter."""
    definition = shipped(FOR_TWO)
    more = minutes - definition["length_min"]
    for part in definition["segments"]:
        if part["id"] == "talk":
            part["min"] += more
    return definition | {"length_min": minutes}
