"""What the live hub made lately of a topic's rows: for hundreds who open their pages at once it is made once.

For those alone who see what all others see. It is of no use after ten seconds, gone after twenty (hub.py), and gone
with the last open page of its topic.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

KEPT_S = 10.0
MOST = 200


@dataclass(slots=True)
class Fragments:
    """By row and language: where the topic stood when the row was read, until when it is kept, and the event."""

    kept: dict[tuple[UUID, str], tuple[int, float, bytes]] = field(default_factory=dict)

    def keep(self, top: int, language: str, made: Iterable[tuple[UUID, bytes]]) -> None:
        """Keep what was made of rows at a moment at which the topic stood at `top`."""
        if len(self.kept) > MOST:
            self.kept.clear()
        until = time.monotonic() + KEPT_S
        self.kept |= {(about, language): (top, until, event) for about, event in made}

    def let_go(self) -> None:
        """Forget what was kept for long enough."""
        now = time.monotonic()
        self.kept = {key: one for key, one in self.kept.items() if one[1] > now}

    def find(self, about: UUID, language: str, changed: int, top: int) -> bytes | None:
        """Return what was made of a row after its change `changed`, and from no later a moment than `top`."""
        found = self.kept.get((about, language))
        good = found is not None and changed <= found[0] <= top and found[1] > time.monotonic()
        return found[2] if found is not None and good else None
