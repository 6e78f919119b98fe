"""What else happens when somebody begins to try a card.

A slice above (a member's plan) registers here what to do. A registered function is called as f(seat, trying_id), in the
transaction that makes the row and as the person who tries: ids only, no words. It is called once for each row, never
again when the same button is pressed twice. If it fails, nobody has begun anything.

What a plan does with it: it adds its own row that points at `library_trying` (a foreign key down: ON DELETE SET NULL,
since a trying goes a year after it ended), with the reminder that its owner chooses there. What the plan's line says is
the trying's own sealed title, read through the seat; whether it runs is `ended_at`, asked when the plan is shown, so
that nothing here has to tell a plan that somebody stopped. The card is not the plan's business: it may be out of sight.
"""

from collections.abc import Callable
from uuid import UUID

from hearten.kernel.seat import Seat

Listener = Callable[[Seat, UUID], None]

_listeners: list[Listener] = []


def when_somebody_tries(listener: Listener) -> Listener:
    """Have `listener` called whenever somebody begins; called where a slice's app is made ready."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def somebody_tries(seat: Seat, trying_id: UUID) -> None:
    """Call everything that was registered, in the order of registering."""
    for listener in _listeners:
        listener(seat, trying_id)
