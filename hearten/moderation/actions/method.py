"""Words that say how to hurt oneself wait for a person, who is asked to look within fifteen minutes (CR-15)."""

from typing import NamedTuple
from uuid import UUID

from hearten.kernel.seat import Seat
from hearten.moderation.telling import CASE, DECISION
from hearten.notices.actions import tell
from hearten.reading.checking import medicine_beside_danger
from hearten.reading.method import method_detail


class _Held(NamedTuple):
    case: UUID
    act: UUID


def hold_for_method(
    seat: Seat, kind: str, item: UUID, group_id: UUID | None, text: str, new: bool, tried: bool = False
) -> bool:
    """Hold what this seat just wrote (`new`) or changed where it gives a way to die or to harm oneself.

    `tried`: others will try what they read there, so that a dose beside danger is such a way, too.
    Returns whether a hold began by it. Wishes and pain are never held (CR-16). The writer keeps their words, reads
    why, and can write on.
    """
    if not (method_detail(text) or (tried and medicine_beside_danger(text))):
        return False
    found = seat.read(_Held, "SELECT * FROM moderation_method(%s, %s, %s)", kind, item, new)
    for one in found:
        tell(kind=CASE, about=one.case, group=group_id)
        tell(kind=DECISION, about=one.act, group=group_id)
    return bool(found)
