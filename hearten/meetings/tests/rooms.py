"""Rooms for the engine's tests: a short format, people, and a clock that a test moves."""

from dataclasses import dataclass, field
from typing import Any

from hearten.meetings.engine.commands import TICK, Command, Event
from hearten.meetings.engine.plan import MINUTE, SECOND, Plan, plan_of
from hearten.meetings.engine.state import State
from hearten.meetings.engine.step import begin, step

SHORT: dict[str, Any] = {
    "format": "short",
    "capacity": {"min": 2, "max": 15},
    "duties": {"required": ["facilitator"]},
    "defaults": {"quorum": 2, "after_chat_min": 10},
    "segments": [
        {"id": "welcome", "title": "Welcome", "min": 2, "order": "leader", "confirm": "show_of_hands"},
        {"id": "round", "title": "Check-in", "min": 10, "order": "circle", "turn_sec": 90},
        {
            "id": "work",
            "title": "Work",
            "min": 20,
            "order": "hands",
            "turn_sec": 180,
            "crosstalk": "open",
            "chat": "open",
        },
        {"id": "out", "title": "Check-out", "min": 5, "order": "circle", "turn_sec": 45},
        {"id": "close", "title": "Close", "min": 3, "order": "leader"},
    ],
    "on_overrun": {"protect": ["out", "close"]},
}


@dataclass
class Table:
    """A room in a test's hand."""

    plan: Plan = field(default_factory=lambda: plan_of(SHORT))
    at: int = 0
    state: State = field(init=False)
    log: list[Event] = field(default_factory=list)
    steps: list[tuple[Command, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.state = begin(self.plan, starts_at=0, at=0)

    def do(
        self, what: str, who: str = "", whom: str = "", value: Any = None, version: int | None = None
    ) -> list[Event]:
        return self.give(Command(what, who, whom, value, version))

    def give(self, command: Command) -> list[Event]:
        self.state, events = step(self.plan, self.state, command, self.at)
        self.log += events
        self.steps.append((command, self.at))
        return events

    def wait(self, seconds: float) -> list[Event]:
        self.at += int(seconds * SECOND)
        return self.give(TICK)

    def happened(self, what: str) -> list[Event]:
        return [event for event in self.log if event.what == what]


def seated(people: int = 4, *, co: bool = True) -> Table:
    """Return a room with people in it: `lead`, `co`, then p2, p3..."""
    table = Table()
    names = ["lead", *(["co"] if co else []), *[f"p{n}" for n in range(2, people)]]
    for name in names:
        duties = {"lead": ["facilitator"], "co": ["co_facilitator"]}.get(name, [])
        table.do("arrive", name, value={"way": "text", "duties": duties})
    return table


def in_round(people: int = 4, *, co: bool = True) -> Table:
    """Return a room whose first round has begun; the turn is offered to `lead`."""
    table = seated(people, co=co)
    table.do("open", "lead")
    table.do("next_part", "lead")
    return table


LENGTH = sum(one["min"] for one in SHORT["segments"]) * MINUTE
