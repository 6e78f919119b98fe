"""What people say to the engine, what it says happened, and how it says no."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Command:
    """One command: `what` (a name of `doing.py`), by `who`, about `whom`, with a `value`.

    version is the state's that `who` saw. None: from the room itself (somebody came, time went by).
    """

    what: str
    who: str = ""
    whom: str = ""
    value: Any = None
    version: int | None = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


TICK = Command("tick")


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, at a moment that may lie before the command: a turn ran out, somebody was promoted."""

    what: str
    at: int
    who: str = ""
    value: Any = None

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


class Stale(Exception):
    """The turn or the part changed since the sender looked. Nothing happened; look again."""


class NotNow(Exception):
    """The command does not fit the room as it is. `why` is one of the words of `judging.WHY`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why
