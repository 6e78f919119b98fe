"""Where pictures stand: the slice above that shows them registers here, where its app is made ready."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from hearten.kernel.seat import Seat


@dataclass(frozen=True)
class Home:
    """What pictures stand in.

    changed     (seat, item id): wakes the open pages that show the item, in the transaction that shows, hides or
                removes a picture of it
    url         (item id): where the item stands
    remove      (seat, picture id): removes one picture by a decision of whoever leads the group, with all that follows
                from one: its sender is told, the group's log has a line, and somebody else can look again
    """

    changed: Callable[[Seat, UUID], None]
    url: Callable[[UUID], str]
    remove: Callable[[Seat, UUID], None]


_homes: list[Home] = []


def register(home: Home) -> Home:
    """Make the one place where pictures stand known."""
    _homes[:] = [home]
    return home


def changed(seat: Seat, about: UUID) -> None:
    """Wake the open pages that show an item."""
    _homes[0].changed(seat, about)


def remove(seat: Seat, picture: UUID) -> None:
    """Remove one picture by a decision of this seat's. Raises Refused, Unseen."""
    _homes[0].remove(seat, picture)


def home_of(about: UUID) -> str:
    """Return where an item stands."""
    return _homes[0].url(about)
