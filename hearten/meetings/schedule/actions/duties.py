"""Roles for today: giving one, and ending it."""

from uuid import UUID

from hearten.groups.models import Membership
from hearten.groups.standing import Place
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.meetings.models import Duty, Meeting
from hearten.meetings.schedule import rules
from hearten.meetings.schedule.telling import DUTY, by_then
from hearten.notices.actions import tell


def give(seat: Seat, place: Place, meeting: Meeting, membership_id: UUID, role: str) -> None:
    """Give somebody of the group a role in a meeting, and tell them. Giving it twice changes nothing."""
    rules.may_change(place, meeting, now()).or_refuse()
    person = seat.find(Membership, membership_id, group_id=meeting.group_id, ended_at=None)
    said = {"meeting_id": meeting.id, "membership_id": person.id, "role": role}
    if seat.glance(Duty).filter(ended_at=None, **said).exists():
        return
    made = Duty(group_id=meeting.group_id, at=now(), **said)
    made.save(force_insert=True)
    tell(kind=by_then(DUTY, meeting.starts_at), about=made.id, group=meeting.group_id)


def end(seat: Seat, place: Place, duty: Duty) -> None:
    """End a role: one's own, or any as who leads the group."""
    if not place.leads and duty.membership_id != place.membership_id:
        raise Unseen
    seat.glance(Duty).filter(pk=duty.id, ended_at=None).update(ended_at=now())
