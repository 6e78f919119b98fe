"""Blocking whom one writes with: the same block as anywhere, chosen from a conversation."""

from typing import NamedTuple
from uuid import UUID

from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen


class _Did(NamedTuple):
    did: bool


def block(seat: Seat, membership_id: UUID) -> None:
    """Block the person behind the other place of a talk of one's own, silently and everywhere. Raises Unseen."""
    if not seat.read(_Did, "SELECT messages_block(%s)", membership_id)[0].did:
        raise Unseen
