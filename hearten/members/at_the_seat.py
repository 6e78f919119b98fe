"""What slices above want to have in a session from the moment somebody takes a seat, because every page shows it.

A registered function is called as f(seat) in the transaction that takes the seat; "" leaves nothing in the session.
"""

from collections.abc import Callable

from hearten.kernel.seat import Seat

Look = Callable[[Seat], str]

_looks: dict[str, Look] = {}


def also(name: str, look: Look) -> None:
    """Have `look` asked under `name` whenever somebody takes a seat; called where a slice's app is made ready."""
    _looks[name] = look


def looks_of(seat: Seat) -> dict[str, str]:
    """Return everything that was registered, for one seat."""
    return {name: look(seat) for name, look in _looks.items()}
