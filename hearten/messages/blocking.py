"""Keeping a person at a distance: what private contact needs of it."""

from uuid import UUID

from hearten.kernel.seat import Seat


def block(seat: Seat, membership_id: UUID) -> None:
    """Block the person behind a membership, silently and everywhere.

    FOR THE MERGE: call the block action here, and let the SQL function `messages_apart` ask `hearten_apart`. Until then
    only the end of the conversation stands.
    """
