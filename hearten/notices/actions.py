"""Telling members what is new, and their marking it as read."""

from collections.abc import Iterable
from uuid import UUID

from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.notices.jobs import write_down
from hearten.notices.kinds import kind_of
from hearten.notices.models import Notice


def tell(*, kind: str, about: UUID, members: Iterable[UUID] = (), group: UUID | None = None) -> None:
    """Tell `members`, and whom the kind's own SQL names, about one row, once; never the one who acts.

    It happens after this transaction, in the worker. Raises KeyError for a kind that nobody registered.
    """
    write_down(
        kind=kind_of(kind).name,
        about=str(about),
        members=[str(member) for member in members],
        group=str(group) if group else "",
    )


def mark_seen(seat: Seat, notice: Notice) -> None:
    """Remember that its owner followed a notice. The first time counts."""
    seat.glance(Notice).filter(pk=notice.pk, seen_at=None).update(seen_at=now())


def mark_all_seen(seat: Seat) -> int:
    """Mark everything as read; return how many were new."""
    return seat.glance(Notice).filter(member_id=seat.me, seen_at=None).update(seen_at=now())
