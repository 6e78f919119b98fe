"""Keeping a distance from somebody: one's own list, and ending one. Beginning one belongs to where people write."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen


class Kept(NamedTuple):
    """A distance that the acting member keeps now, under the name where they chose it ("" for somebody who left)."""

    id: UUID
    kind: str
    name: str
    masked: bool
    made_at: datetime


class _Ended(NamedTuple):
    ended: bool


_KEPT = """
SELECT id, kind::text, chosen_name::text, mask_id IS NOT NULL, made_at FROM members_distance
WHERE by_id = %s AND ended_at IS NULL ORDER BY made_at DESC"""


def distances(seat: Seat) -> Sequence[Kept]:
    """Return from whom the acting member keeps a distance, the newest first. Whose member ids these are is not said."""
    return seat.read(Kept, _KEPT, seat.me)


def end_distance(seat: Seat, key: UUID) -> None:
    """End one of them. Raises Unseen when it is not there, not one's own, or over."""
    if not seat.read(_Ended, "SELECT members_end_distance(%s)", key)[0].ended:
        raise Unseen
