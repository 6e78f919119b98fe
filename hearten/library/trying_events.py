"""What else happens when somebody begins to try a card, and when they stop.

A slice above (a member's plan) registers here what to do. A registered function is called as f(seat, trying_id), in the
transaction that makes the row and as the person who tries: ids only, no words. It is called once for each row, never
again when the same button is pressed twice. If it fails, nobody has begun anything.

What a plan does with it: it adds its own row that points at `library_trying`, which goes a year after it ended.
What the plan's line says is the trying's own sealed title, read through the seat; whether it runs is `ended_at`, asked
when the plan is shown. Who sends reminders of it listens for its end (`when_somebody_stops`), in the transaction that
ends it. The card is not the plan's business: it may be out of sight.
"""

from collections.abc import Callable
from uuid import UUID

from hearten.kernel.seat import Seat

Listener = Callable[[Seat, UUID], None]

_listeners: list[Listener] = []
_at_the_end: list[Listener] = []


def when_somebody_tries(listener: Listener) -> Listener:
    """Have `listener` called whenever somebody begins; called where a slice's app is made ready."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def somebody_tries(seat: Seat, trying_id: UUID) -> None:
    """Call everything that was registered, in the order of registering."""
    for listener in _listeners:
        listener(seat, trying_id)


def when_somebody_stops(listener: Listener) -> Listener:
    """Have `listener` called whenever somebody stops; called where a slice's app is made ready."""
    if listener not in _at_the_end:
        _at_the_end.append(listener)
    return listener


def somebody_stops(seat: Seat, trying_id: UUID) -> None:
    """Call everything that was registered for the end."""
    for listener in _at_the_end:
        listener(seat, trying_id)
