"""Who welcomes people in a group, by the names that the group knows."""

from uuid import UUID

from hearten.groups.models import Membership
from hearten.kernel.seat import Seat
from hearten.members.breaks import on_break


def welcomers_of(seat: Seat, group_id: UUID) -> list[str]:
    """Return the names of those who said that they welcome people and are not away; not one's own."""
    people = seat.glance(Membership).filter(~on_break(), group_id=group_id, ended_at=None, welcomes_since__isnull=False)
    return list(people.exclude(member_id=seat.me).order_by("welcomes_since").values_list("name", flat=True))
