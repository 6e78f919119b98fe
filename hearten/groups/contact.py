"""Whether the staff closed private contact for a member. Slices above know; they register here, and others ask.

Two people alone with each other, in writing or in a room, is one thing to who decided that.
"""

from collections.abc import Callable

from hearten.kernel.seat import Seat

Knows = Callable[[Seat], bool]

_knows: list[Knows] = []


def who_knows_closure(function: Knows) -> Knows:
    """Have `function` asked; called where a slice's app is made ready."""
    if function not in _knows:
        _knows.append(function)
    return function


def is_closed_to(seat: Seat) -> bool:
    """Return whether private contact was closed for this seat's member."""
    return any(knows(seat) for knows in _knows)
