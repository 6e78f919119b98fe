"""First words for something new in one's plan, from a slice beside this one: an address names the thing, not its words.

known("step", lambda seat, appointment_id: ...)   # in a slice above that knows both
/plan/begin/?from=step:<id>
"""

from collections.abc import Callable
from uuid import UUID

from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen

Reads = Callable[[Seat, UUID], str]

_reads: dict[str, Reads] = {}


def known(name: str, reads: Reads) -> None:
    """Have first words read by `reads`, as the seat itself; called where a slice's app is made ready."""
    _reads[name] = reads


def first_words(seat: Seat, key: str) -> str:
    """Return the words for a key `name:id`; "" for one that names nothing, or nothing of this member's."""
    name, _colon, about = key.partition(":")
    try:
        return _reads[name](seat, UUID(about))
    except (KeyError, ValueError, Unseen):
        return ""
