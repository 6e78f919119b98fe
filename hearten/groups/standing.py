"""Where a seat stands in a group, in one query: what every page inside a group begins with."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse

from hearten.groups.models import LEADS, Agreement, Membership
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen


class Place(NamedTuple):
    """One's own running membership, with what the group says about itself."""

    group_id: UUID
    membership_id: UUID
    name: str
    role: str
    welcomes: bool
    agreed: int
    version: int  # of the agreement that holds now; 0 when the group has none
    title: str
    language: str
    zone: str
    openness: str

    @property
    def leads(self) -> bool:
        return self.role in LEADS

    @property
    def up_to_date(self) -> bool:
        """Whether this person agreed to the agreement that holds now."""
        return self.agreed >= self.version


class Visit(NamedTuple):
    """A running grant: one of the staff reads in a group, for a while and with a reason."""

    group_id: UUID
    grant_id: UUID
    title: str
    reason: str
    expires_at: datetime


class LastStay(NamedTuple):
    """How somebody's latest time in a group ended: kept, erased, removed or closed."""

    how: str
    ended_at: datetime


class Behind(NamedTuple):
    """A group that ended for this person without their doing, lately."""

    title: str
    how: str
    words: str
    ended_at: datetime


class _Ended(NamedTuple):
    group_id: UUID
    how: str


_ENDED = """
SELECT DISTINCT ON (m.group_id) m.group_id, m.ended_how FROM groups_membership m
WHERE m.member_id = %s AND m.ended_at IS NOT NULL ORDER BY m.group_id, m.ended_at DESC"""

_PLACE = """
SELECT g.id, m.id, m.name, m.role, m.welcomes_since IS NOT NULL, m.agreed,
  coalesce((SELECT max(a.version) FROM groups_agreement a WHERE a.group_id = g.id), 0),
  g.title, g.language, g.zone, g.openness
FROM groups_membership m JOIN groups_group g ON g.id = m.group_id
WHERE m.ended_at IS NULL AND m.member_id = %s"""

_VISIT = """
SELECT g.id, r.id, g.title, r.reason, r.expires_at FROM groups_grant r JOIN groups_group g ON g.id = r.group_id
WHERE r.ended_at IS NULL AND r.expires_at > now() AND r.staff_id = %s AND g.id = %s
ORDER BY r.expires_at DESC LIMIT 1"""


def place_in(seat: Seat, group_id: UUID) -> Place | None:
    """Return the seat's place in a group, or None for everybody who is not in it. One query."""
    if not seat.signed_in:
        return None
    found = seat.read(Place, f"{_PLACE} AND m.group_id = %s", seat.me, group_id)
    return found[0] if found else None


def place_or_unseen(seat: Seat, group_id: UUID) -> Place:
    """Return the seat's place in a group. Raises Unseen for everybody else: what is inside does not exist for them."""
    place = place_in(seat, group_id)
    if place is None:
        raise Unseen
    return place


def last_stay(seat: Seat, group_id: UUID) -> LastStay | None:
    """Return how this person's own latest time in a group ended; None where they never left it."""
    if not seat.signed_in:
        return None
    mine = seat.glance(Membership).filter(group_id=group_id, member_id=seat.me, ended_at__isnull=False)
    found = mine.order_by("-ended_at").values_list("ended_how", "ended_at").first()
    return LastStay(found[0], found[1]) if found and found[1] else None


def removed_from(seat: Seat) -> set[UUID]:
    """Return the groups in which a facilitator ended this person's latest time."""
    found = seat.read(_Ended, _ENDED, seat.me) if seat.signed_in else []
    return {one.group_id for one in found if one.how == "removed"}


def visit_in(seat: Seat, group_id: UUID) -> Visit | None:
    """Return the running grant with which this seat (one of the staff) reads in a group, or None."""
    if not seat.standing:
        return None
    found = seat.read(Visit, _VISIT, seat.me, group_id)
    return found[0] if found else None


def my_groups(seat: Seat) -> Sequence[Place]:
    """Return the seat's place in each of its groups, by title. One query; empty for a visitor."""
    return seat.read(Place, f"{_PLACE} ORDER BY g.title", seat.me) if seat.signed_in else []


def left_behind(seat: Seat) -> Sequence[Behind]:
    """Return the groups that ended for this person without their doing, in the last thirty days."""
    return seat.read(Behind, "SELECT * FROM groups_left_behind()") if seat.signed_in else []


def home_of(group_id: UUID) -> str:
    """Return the one address of a group. The slice above shows it, so it is not a route of ours to reverse."""
    return reverse("groups:about", args=[group_id]).removesuffix("about/")


def agreement_of(seat: Seat, group_id: UUID) -> Agreement | None:
    """Return the agreement that holds now, or None for a group without one (or one this seat may not read)."""
    return seat.glance(Agreement).filter(group_id=group_id).order_by("-version").first()
