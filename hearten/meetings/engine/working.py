"""A room while a command works on it: the copied state, its plan, the moment, and the events so far."""

from dataclasses import dataclass, field
from typing import Any

from hearten.meetings.engine.commands import Event
from hearten.meetings.engine.plan import SECOND, Part, Plan
from hearten.meetings.engine.state import State

ANSWER = 20 * SECOND  # how long an offered turn waits for its answer
LOST = 3 * SECOND  # how long a speaker who lost the connection is waited for
RETURNS = 20 * SECOND  # how long the end of a round waits for somebody who lost the connection
LEAST = 30 * SECOND  # no turn is shorter
HOLDS_ON = 120 * SECOND  # how long a protected round may run over before the room moves on
WRAPS_UP = 60 * SECOND  # what who leads has after a part's end, before the room moves on by itself
ABSENT = 15 * 60 * SECOND  # how long after the start a facilitator is waited for
EMPTY = 5 * 60 * SECOND  # how long an empty room stays


@dataclass(slots=True)
class Room:
    plan: Plan
    state: State
    events: list[Event] = field(default_factory=list)

    @property
    def part(self) -> Part | None:
        """The part that runs, or None outside the agenda."""
        return self.plan.parts[self.state.part] if self.state.phase == "open" and self.state.part >= 0 else None

    def happened(self, what: str, who: str = "", value: Any = None) -> None:
        self.events.append(Event(what, self.state.at, who, value))

    def turned(self) -> None:
        """The turn, the part or the phase is another: commands about the one before are stale from now on."""
        self.state.turned = self.state.version + 1
