"""Where somebody was in a meeting, and when. A slice above knows both; it registers here, and milestones ask (C2)."""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from hearten.kernel.seat import Seat

Knows = Callable[[Seat], Sequence[tuple[UUID, date]]]

_knows: list[Knows] = []


def who_knows_meetings(function: Knows) -> Knows:
    """Have `function` asked for the seat's own meetings; called where a slice's app is made ready."""
    _knows[:] = [function]
    return function


def meetings_of(seat: Seat) -> list[tuple[UUID, date]]:
    """Return each meeting where the seat's member was: a key of theirs, and the day in their own zone."""
    return [met for knows in _knows for met in knows(seat)]
