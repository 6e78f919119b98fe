"""Who sits in a quiet room now, as far as this seat sees them."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from hearten.groups.standing import Place, my_groups
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.quiet.models import Sitting


class Here(NamedTuple):
    """Somebody in the room."""

    name: str
    began_at: datetime
    until: datetime
    mine: bool


class Room(NamedTuple):
    """A group's quiet room, and who sits there, whoever came first before the others."""

    place: Place
    here: list[Here]

    @property
    def mine(self) -> Here | None:
        """Return oneself in this room; None where one does not sit there."""
        return next((one for one in self.here if one.mine), None)

    @property
    def mark(self) -> str:
        """Return what stays the same as long as the same people sit here until the same moments."""
        told = "\n".join(f"{one.name} {one.until.isoformat()} {one.mine}" for one in self.here)
        return sha256(told.encode()).hexdigest()[:16]

    @property
    def others(self) -> list[Here]:
        """Return the others in this room."""
        return [one for one in self.here if not one.mine]


def room_of(seat: Seat, place: Place) -> Room:
    """Return the room of one group."""
    return Room(place, _here(seat, [place.group_id]).get(place.group_id, []))


def my_rooms(seat: Seat) -> list[Room]:
    """Return the rooms of one's own groups. Two queries."""
    places = my_groups(seat)
    here = _here(seat, [place.group_id for place in places])
    return [Room(place, here.get(place.group_id, [])) for place in places]


def _here(seat: Seat, groups: Iterable[UUID]) -> dict[UUID, list[Here]]:
    found: dict[UUID, list[Here]] = {}
    sitting = seat.glance(Sitting).filter(group_id__in=list(groups), until__gt=now(), membership__ended_at=None)
    for one in sitting.select_related("membership").order_by("began_at", "id"):
        mine = one.membership.member_id == seat.me
        found.setdefault(one.group_id, []).append(Here(one.membership.name, one.began_at, one.until, mine))
    return found
