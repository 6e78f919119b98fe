"""What pages read of meetings: lists with counts of places, each in one query; one meeting and what belongs to it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from hearten.groups.models import LEADS, Membership
from hearten.groups.standing import Place, place_or_unseen
from hearten.kernel.confidential import ME
from hearten.kernel.seat import Seat
from hearten.meetings.models import Change, Duty, Meeting, Role

MOST = 40
PAST = timedelta(days=60)


class Row(NamedTuple):
    """One meeting in a list. `mine` is 0 for who is in, else where one waits, or None."""

    id: UUID
    group_id: UUID
    title: str
    starts_at: datetime
    minutes: int
    zone: str
    places: int
    off: bool
    beside: bool
    again: bool
    taken: int
    waiting: int
    mine: int | None


class Places(NamedTuple):
    """How many are in, how many wait, and where the acting member stands (as `Row.mine`)."""

    taken: int
    waiting: int
    mine: int | None


class OneDuty(NamedTuple):
    """A role for today, and whose."""

    id: UUID
    role: str
    name: str
    membership_id: UUID


_ROWS = """
SELECT m.id, m.group_id, m.title, m.starts_at, m.minutes::integer, m.zone, m.places::integer,
  m.called_off_at IS NOT NULL, m.beside_id IS NOT NULL, m.series_id IS NOT NULL, p.taken, p.waiting, p.mine
FROM meetings_meeting m, meetings_places(m.id) p WHERE """


def to_come(seat: Seat, group_id: UUID, moment: datetime) -> Sequence[Row]:
    """Return a group's meetings that are not over, the next one first; those called off too, sessions of two not."""
    sql = (
        _ROWS + "m.group_id = %s AND m.host_id IS NULL AND m.starts_at + m.minutes * interval '1 minute' > %s "
        "ORDER BY m.starts_at LIMIT %s"
    )
    return seat.read(Row, sql, group_id, moment, MOST)


def gone_by(seat: Seat, group_id: UUID, moment: datetime) -> Sequence[Row]:
    """Return a group's meetings of the last weeks, the latest first."""
    sql = (
        _ROWS + "m.group_id = %s AND m.host_id IS NULL AND m.starts_at + m.minutes * interval '1 minute' <= %s "
        "AND m.starts_at > %s ORDER BY m.starts_at DESC LIMIT %s"
    )
    return seat.read(Row, sql, group_id, moment, moment - PAST, MOST)


_NEXT = f"""
SELECT m.id, m.starts_at, m.zone, m.title FROM meetings_meeting m
WHERE m.called_off_at IS NULL AND m.starts_at + m.minutes * interval '1 minute' > %s AND m.id IN (
  SELECT s.meeting_id FROM meetings_seat s JOIN groups_membership p ON p.id = s.membership_id
    WHERE p.member_id = {ME} AND p.ended_at IS NULL AND s.given_up_at IS NULL AND s.in_at IS NOT NULL
  UNION ALL SELECT d.meeting_id FROM meetings_duty d JOIN groups_membership p ON p.id = d.membership_id
    WHERE p.member_id = {ME} AND p.ended_at IS NULL AND d.ended_at IS NULL)
ORDER BY m.starts_at LIMIT 1"""


class Next(NamedTuple):
    """The next meeting in which a member keeps a place or has a role."""

    id: UUID
    starts_at: datetime
    zone: str
    title: str


class Today(NamedTuple):
    """What the first page says of meetings: the next one, if any, and the one after which one is asked how one is."""

    next: Next | None
    asks: UUID | None


class _Today(NamedTuple):
    asks: UUID | None
    id: UUID | None
    starts_at: datetime
    zone: str
    title: str


def today(seat: Seat, moment: datetime) -> Today:
    """Return what the first page says of meetings, of all the acting member's groups. One query."""
    sql = f"SELECT meetings_asks_me(), n.* FROM (SELECT 1) one LEFT JOIN ({_NEXT}) n ON true"
    found = seat.read(_Today, sql, moment)[0]
    following = Next(found.id, found.starts_at, found.zone, found.title) if found.id else None
    return Today(following, found.asks)


def meeting_in(seat: Seat, meeting_id: UUID) -> tuple[Place, Meeting]:
    """Return a meeting and the seat's place in its group. Raises Unseen for whoever is not in the group."""
    meeting = seat.find(Meeting, meeting_id)
    return place_or_unseen(seat, meeting.group_id), meeting


def places_of(seat: Seat, meeting: Meeting) -> Places:
    """Return how many come, as counts."""
    return seat.read(Places, "SELECT * FROM meetings_places(%s)", meeting.id)[0]


def duties_of(seat: Seat, meeting: Meeting) -> list[OneDuty]:
    """Return the roles of a meeting, in the order of Role; without those of people who left or are out of sight."""
    found = seat.glance(Duty).filter(meeting_id=meeting.id, ended_at=None)
    people = dict(seat.glance(Membership).filter(group_id=meeting.group_id, ended_at=None).values_list("id", "name"))
    rows = [OneDuty(one.id, one.role, people[one.membership_id], one.membership_id) for one in found
            if one.membership_id in people]  # fmt: skip
    return sorted(rows, key=lambda one: (Role.values.index(one.role), one.name))


def last_change(seat: Seat, meeting: Meeting) -> Change | None:
    """Return how a meeting was moved or called off lately."""
    return seat.glance(Change).filter(meeting_id=meeting.id).order_by("-at").first()


class _Leading(NamedTuple):
    id: UUID


def leading_there(seat: Seat, meeting: Meeting) -> set[UUID]:
    """Return who of those who lead the group keeps a place in a meeting or has a role there. For who leads alone."""
    sql = """SELECT m.id FROM groups_membership m WHERE m.group_id = %s AND m.ended_at IS NULL AND m.role = ANY (%s)
      AND (EXISTS (SELECT 1 FROM meetings_seat s WHERE s.meeting_id = %s AND s.membership_id = m.id
          AND s.given_up_at IS NULL AND s.in_at IS NOT NULL)
        OR EXISTS (SELECT 1 FROM meetings_duty d WHERE d.meeting_id = %s AND d.membership_id = m.id
          AND d.ended_at IS NULL))"""
    found = seat.read(_Leading, sql, meeting.group_id, [str(role) for role in LEADS], meeting.id, meeting.id)
    return {one.id for one in found}


def beside(seat: Seat, meeting: Meeting) -> list[Meeting]:
    """Return the meetings that take place beside this one: the second room, or the one that it relieves."""
    others = seat.glance(Meeting).filter(group_id=meeting.group_id, called_off_at=None)
    return list(others.filter(Q(beside_id=meeting.id) | Q(pk=meeting.beside_id)))
