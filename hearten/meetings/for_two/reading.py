"""What the pages of sessions read: who offers hours, which times are free, one's own sessions."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format

from hearten.groups.models import STANDING, Membership
from hearten.groups.standing import Place
from hearten.kernel.seat import Seat
from hearten.meetings.models import Beforehand, Hours, Meeting
from hearten.meetings.schedule.offered import stamp_of, starts
from hearten.meetings.schedule.rules import ends_at

MOST = 40


class Time(NamedTuple):
    """A time that can be booked: when, in the reader's zone, how it stands in an address, and of which hours."""

    at: datetime
    stamp: str
    hours: UUID

    @property
    def clock(self) -> str:
        """The time of day; in the hour that clocks have twice, with the name of the time that is meant."""
        local = timezone.localtime(self.at)
        twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
        return local.strftime("%H:%M %Z" if twice else "%H:%M")


class Day(NamedTuple):
    """A day on the reader's own calendar, with the times on it."""

    day: date
    times: list[Time]

    @property
    def title(self) -> str:
        return date_format(self.day, "l j F")


class Supporter(NamedTuple):
    """Somebody who offers hours: their membership, what they say about themself, the days with free times."""

    id: UUID
    name: str
    about: str
    minutes: list[int]
    days: list[Day]


class _At(NamedTuple):
    at: datetime


def running_hours(seat: Seat, group_id: UUID) -> list[Hours]:
    """Return the hours that a group's people offer to this seat, its own too."""
    return list(seat.glance(Hours).filter(group_id=group_id, ended_at=None).order_by("weekday", "begins"))


def my_hours(seat: Seat) -> list[Hours]:
    """Return what the acting member offers, in every group of theirs: a person has one week."""
    mine = seat.glance(Membership).filter(member_id=seat.me, ended_at=None).values_list("id", flat=True)
    return list(seat.glance(Hours).filter(membership_id__in=list(mine), ended_at=None).order_by("weekday", "begins"))


def free_times(seat: Seat, hours: Hours, moment: datetime) -> list[datetime]:
    """Return when sessions of these hours can be booked by the acting member, in UTC; none by their owner."""
    begins = starts(hours, moment)
    if not begins:
        return []
    return [row.at for row in seat.read(_At, "SELECT * FROM meetings_free(%s, %s)", hours.id, begins)]


def supporters(seat: Seat, place: Place, moment: datetime) -> list[Supporter]:
    """Return who offers hours to this person, by name, with the times that are free in the reader's zone."""
    offers = [one for one in running_hours(seat, place.group_id) if one.membership_id != place.membership_id]
    people = seat.glance(Membership).filter(pk__in={one.membership_id for one in offers}, ended_at=None)
    standing = people.filter(role__in=[str(role) for role in STANDING]).order_by("name")
    return [_supporter(seat, one, [row for row in offers if row.membership_id == one.id], moment) for one in standing]


def _supporter(seat: Seat, person: Membership, offers: list[Hours], moment: datetime) -> Supporter:
    times = [Time(at, stamp_of(at), one.id) for one in offers for at in free_times(seat, one, moment)]
    return Supporter(person.id, person.name, person.about, sorted({one.minutes for one in offers}), by_day(times))


def by_day(times: Iterable[Time]) -> list[Day]:
    """Return times under the days on which the reader's own clocks have them."""
    days: dict[date, list[Time]] = {}
    for one in sorted(times):
        days.setdefault(timezone.localtime(one.at).date(), []).append(one)
    return [Day(day, found) for day, found in days.items()]


def my_sessions(seat: Seat, place: Place, moment: datetime) -> list[tuple[Meeting, str]]:
    """Return this person's sessions in a group that are not over, with the name of the other, the next one first."""
    found = seat.glance(Meeting).filter(group_id=place.group_id, host__isnull=False, called_off_at=None)
    coming = [one for one in found.order_by("starts_at") if ends_at(one) > moment][:MOST]
    names = names_of(seat, [other_of(place, one) for one in coming])
    return [(one, names.get(other_of(place, one), "")) for one in coming]


def other_of(place: Place, meeting: Meeting) -> UUID:
    """Return the membership of the other one of a session."""
    assert meeting.host_id is not None and meeting.guest_id is not None  # the database holds: nobody, or two
    return meeting.guest_id if meeting.host_id == place.membership_id else meeting.host_id


def names_of(seat: Seat, memberships: Sequence[UUID]) -> dict[UUID, str]:
    """Return the names of people who are in the group and in sight."""
    found = seat.glance(Membership).filter(pk__in=memberships, ended_at=None)
    return dict(found.values_list("id", "name"))


def said_beforehand(seat: Seat, meeting: Meeting) -> Beforehand | None:
    """Return what the guest wrote to the host, for these two; None where nothing was, or it has gone."""
    return seat.glance(Beforehand).filter(meeting_id=meeting.id).exclude(body="").first()
