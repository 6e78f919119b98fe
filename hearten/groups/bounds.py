"""What a group's agreement does not allow in what people write: set by who leads it, kept as rows."""

from collections.abc import Collection
from uuid import UUID

from hearten.groups.models import Bound
from hearten.groups.rules import may_lead
from hearten.groups.standing import Place
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat


def bounds_of(seat: Seat, group_id: UUID) -> frozenset[str]:
    """Return the kinds of words that a group does not allow now."""
    return frozenset(seat.glance(Bound).filter(group_id=group_id, ended_at=None).values_list("kind", flat=True))


def set_bounds(seat: Seat, place: Place, kinds: Collection[str]) -> None:
    """Let exactly these kinds be what the group does not allow. Raises Unseen for all who do not lead it."""
    may_lead(place).or_refuse()
    running = bounds_of(seat, place.group_id)
    seat.glance(Bound).filter(group_id=place.group_id, ended_at=None, kind__in=running - set(kinds)).update(
        ended_at=now()
    )
    for kind in sorted(set(kinds) - running):
        Bound(group_id=place.group_id, kind=kind, set_by_name=place.name, set_at=now()).save(force_insert=True)
