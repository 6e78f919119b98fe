"""What becomes of circles, shares and things told when somebody leaves a group."""

from hearten.groups.models import Membership
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.plans.circles.actions import leave_all_of
from hearten.plans.models import GentleReturn, Shared, Told


def take_leave(seat: Seat, membership: Membership, how: str) -> None:
    """Leave its circles, end what one shows there, and take back what one told there unless it is to stay."""
    leave_all_of(seat, membership.group_id)
    seat.glance(Shared).filter(member_id=seat.me, group_id=membership.group_id, ended_at=None).update(ended_at=now())
    seat.glance(GentleReturn).filter(member_id=seat.me, place_id=membership.id, ended_at=None).update(
        ended_at=now(), seen_on=None
    )
    if how == "erased":
        seat.glance(Told).filter(membership_id=membership.id).delete()
