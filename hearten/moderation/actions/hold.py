"""The one place that words pass on their way to a group: held by what they say, or for a look first."""

from typing import NamedTuple
from uuid import UUID

from hearten.kernel.seat import Seat
from hearten.moderation.actions.method import hold_for_method
from hearten.moderation.telling import WAITS
from hearten.notices.actions import tell


class _Hold(NamedTuple):
    id: UUID | None


def held(seat: Seat, kind: str, group_id: UUID, item: UUID, text: str, *, new: bool, tried: bool = False) -> bool:
    """Whether something that was just written (`new`) or changed is held: by what it says, or for a look first.

    `kind` is a registered one (moderation.items); `tried` as in hold_for_method. An edit cannot say what a new text
    could not. Those who look after the group are told that something waits.
    """
    if hold_for_method(seat, kind, item, group_id, text, new, tried):
        return True
    hold = seat.read(_Hold, "SELECT moderation_wait(%s, %s, %s)", kind, item, new)[0].id
    if hold is not None:
        tell(kind=WAITS, about=hold, group=group_id)
    return hold is not None
