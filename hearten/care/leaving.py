"""When somebody leaves a group: practices there stop, and invites end on both sides."""

from typing import Any, NamedTuple

from hearten.groups.models import Membership
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat


class _Gone(NamedTuple):
    gone: Any


def when_somebody_leaves(seat: Seat, membership: Membership, how: str) -> None:
    """Do so for one group. `how`: kept, erased (their words go, too)."""
    seat.read(_Gone, "SELECT care_take_leave(%s, %s, %s)", membership.group_id, how == "erased", now())
