"""What a group's page asks beside its rows: from where it listens, and whether its reader may write now."""

from typing import NamedTuple
from uuid import UUID

from hearten.kernel.seat import Seat


class Now(NamedTuple):
    """Where a group's live log stands, for a page that listens from there, and how writing there stands."""

    number: int
    gate: str


def live_and_gate(seat: Seat, group_id: UUID) -> Now:
    """Return both in one query."""
    return seat.read(Now, "SELECT hearten_live_last(%s), moderation_gate(%s)", f"group:{group_id}", group_id)[0]
