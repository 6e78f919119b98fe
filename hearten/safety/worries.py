"""A member is worried about somebody: the third door (CR-02, CR-07)."""

from typing import NamedTuple
from uuid import UUID

from hearten.kernel.seat import Seat


class _Landed(NamedTuple):
    landed: bool


def worried(seat: Seat, *, kind: str, about: UUID, group_id: UUID | None) -> bool:
    """Bring an item to the people who look after its group; nothing is sent to whoever wrote it. Did it land?"""
    return seat.read(_Landed, "SELECT safety_worried(%s, %s, %s)", kind, about, group_id)[0].landed
