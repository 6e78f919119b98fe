"""Entering a group as staff: for an hour at most, with a reason that the group reads (break-glass)."""

from uuid import UUID

from hearten.desk import reading, rules
from hearten.groups.models import LEADS, Grant, Group, Membership
from hearten.groups.standing import place_in, visit_in
from hearten.kernel.clock import now
from hearten.kernel.live import leases_changed
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.notices.actions import tell

ENTERED = "staff_entered"


def enter(seat: Seat, group: Group, reason: str) -> Grant:
    """Let this seat read in a group for an hour, and tell who leads it. Raises Refused."""
    rules.may_enter(group, place_in(seat, group.id), visit_in(seat, group.id) is not None).or_refuse()
    moment, name = now(), reading.my_staff_name(seat)
    grant = Grant(group_id=group.id, staff_id=seat.me, staff_name=name, reason=reason, made_at=moment)
    grant.expires_at = moment + rules.VISIT
    grant.save(force_insert=True)
    leases_changed([seat.me])
    tell(kind=ENTERED, about=grant.id, members=_who_leads(seat, group.id), group=group.id)
    return grant


def _who_leads(seat: Seat, group_id: UUID) -> list[UUID]:
    """Return the members who lead the group: readable from now on, by the grant."""
    people = seat.glance(Membership).filter(group_id=group_id, role__in=LEADS, ended_at=None)
    return list(people.values_list("member_id", flat=True))


def end(seat: Seat, grant_id: UUID) -> None:
    """Leave before the hour is over. Raises Unseen for a grant that is not this seat's, or is over."""
    mine = seat.glance(Grant).filter(pk=grant_id, staff_id=seat.me, ended_at=None)
    if not mine.update(ended_at=now()):
        raise Unseen
    leases_changed([seat.me])
