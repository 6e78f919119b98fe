"""When somebody leaves a group: their conversations there end, and their words go where they asked for it."""

from typing import NamedTuple
from uuid import UUID

from hearten.groups.models import Membership
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat


class _Gone(NamedTuple):
    messages: int


def take_leave(seat: Seat, group_id: UUID | None, words_too: bool) -> int:
    """End this member's talks of one group, or all of them; with `words_too` their messages go. Returns how many.

    In a talk of that group that people look at just now they go for the two at once, and for those who look when they
    are done.
    """
    return seat.read(_Gone, "SELECT messages_take_leave(%s, %s, %s)", group_id, words_too, now())[0].messages


def when_somebody_leaves(seat: Seat, membership: Membership, how: str) -> None:
    """Do so for one group. `how`: kept, erased."""
    take_leave(seat, membership.group_id, how == "erased")
