"""Where a worry about a person comes in: somebody reported it, and people who are on call should know."""

from uuid import UUID

from hearten.kernel.seat import Seat


def worried(seat: Seat, *, kind: str, about: UUID, group_id: UUID | None) -> None:
    """Note that the acting member worries about whoever wrote `about` (an item of `kind`, in `group_id` or in none).

    Nothing is sent to that person by this alone (CR-07).
    """
