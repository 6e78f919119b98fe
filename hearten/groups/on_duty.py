"""Whether somebody is on duty for a group. A slice above knows; it registers here, and a group's own page says it.

Only what is true is said (CR-09): without anybody registered, or without a rota, the page promises nothing.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from hearten.kernel.seat import Seat


class Cover(Protocol):
    """Whether somebody is there now, and when the next time is."""

    @property
    def now(self) -> bool: ...
    @property
    def next_at(self) -> datetime | None: ...


Knows = Callable[[Seat, UUID], Cover]

_knows: list[Knows] = []


def who_knows_cover(function: Knows) -> Knows:
    """Have `function` asked; called where a slice's app is made ready."""
    _knows[:] = [function]
    return function


def cover_of_group(seat: Seat, group_id: UUID) -> Cover | None:
    """Return the cover of a group as this seat may know it, or None where nobody keeps a rota."""
    return _knows[0](seat, group_id) if _knows else None
