"""After how long without an answer people of a group are asked to look. A slice above knows; it registers here.

A group's own page says it to its people; without anybody registered it promises nothing.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from hearten.kernel.seat import Seat

Says = Callable[[Seat, UUID], Any]

_says: list[Says] = []


def who_knows_calls(function: Says) -> Says:
    """Have `function` asked for a sentence; called where a slice's app is made ready."""
    _says[:] = [function]
    return function


def calls_of_group(seat: Seat, group_id: UUID) -> Any:
    """Return in a sentence what happens when nobody answers in a group, or "" where nobody knows."""
    return _says[0](seat, group_id) if _says else ""
