"""Where a next step after an appointment leads on: the slice above that knows plans registers the way.

`way` is given the preparation's id and returns an address. It carries no words: what the step says is read there, as
the same member, by `care.reading.next_step_of`.
"""

from collections.abc import Callable
from uuid import UUID

Way = Callable[[UUID], str]

_ways: list[Way] = []


def leads_to(way: Way) -> Way:
    """Have a next step lead there; called where a slice's app is made ready."""
    _ways[:] = [way]
    return way


def way_from(appointment_id: UUID) -> str:
    """Return where the next step of a preparation leads on, or "" where nothing does."""
    return _ways[0](appointment_id) if _ways else ""
