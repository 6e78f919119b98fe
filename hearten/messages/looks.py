"""The way to private messages on every page of a member who has it on: kept in the session, so no page asks for it."""

from hearten.kernel.seat import Seat
from hearten.members.at_the_seat import also
from hearten.messages.reading import contact_of

LOOK = "private_contact"


def ready() -> None:
    """Have it looked up whenever somebody takes a seat."""
    also(LOOK, _look)


def _look(seat: Seat) -> str:
    return "yes" if contact_of(seat) is not None else ""
