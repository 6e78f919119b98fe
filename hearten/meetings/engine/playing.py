"""A whole meeting with made-up people on a virtual clock: shows what a format does before anybody meets in it."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from hearten.meetings.engine.budget import soft_end
from hearten.meetings.engine.commands import TICK, Command, Event, NotNow, Stale
from hearten.meetings.engine.invariants import broken
from hearten.meetings.engine.plan import MINUTE, SECOND, Plan
from hearten.meetings.engine.state import State
from hearten.meetings.engine.step import begin, next_due, step
from hearten.meetings.engine.working import Room

LONGEST = 6 * 60 * MINUTE


@dataclass(frozen=True, slots=True)
class Wish:
    """What to play: how many people, from which seed, when who leads is lost, how often connections break."""

    people: int
    seed: int
    drop_facilitator: float | None = None  # minute
    chaos: float = 0.0  # a person, a minute


@dataclass
class Play:
    plan: Plan
    wish: Wish
    state: State = field(init=False)
    before: State | None = None
    queue: list[tuple[int, int, Command]] = field(default_factory=list)
    number: int = 0
    checked: int = 0
    wrong: list[str] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    door: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = Random(self.wish.seed)  # noqa: S311  # a play, no secret
        self.state = begin(self.plan, starts_at=0, at=-self.plan.doors_open)
        self.names = [f"person {n + 1}" for n in range(self.wish.people)]
        for n, name in enumerate(self.names):
            self._plan(self._coming(n), "arrive", name, {"way": self._way(), "duties": self._duties(n)})
        self._plan(SECOND, "open", self.names[0])
        if self.wish.drop_facilitator is not None:
            self._plan(int(self.wish.drop_facilitator * MINUTE), "lose", self.names[0])
        self._break_connections()

    def _coming(self, n: int) -> int:
        """Who has a role is early; one in six comes late."""
        if n < 2:
            return -5 * MINUTE + n * SECOND
        late = self.chance.random() < 1 / 6
        return self.chance.randrange(0, 9 * MINUTE) if late else self.chance.randrange(-4 * MINUTE, 0)

    def _way(self) -> str:
        return self.chance.choice(("text", "audio", "video", "video"))

    def _duties(self, n: int) -> list[str]:
        return [["facilitator"], ["co_facilitator"]][n] if n < 2 else []

    def _break_connections(self) -> None:
        if not self.wish.chaos:
            return
        for minute in range(self.plan.length // MINUTE):
            for name in self.names[1:] if self.wish.drop_facilitator is not None else self.names:
                if self.chance.random() < self.wish.chaos:
                    at = minute * MINUTE + self.chance.randrange(MINUTE)
                    self._plan(at, "lose", name)
                    self._plan(at + self.chance.randrange(2, 90) * SECOND, "return", name)

    def _plan(self, at: int, what: str, who: str, value: Any = None, version: int | None = None) -> None:
        self.number += 1
        heapq.heappush(self.queue, (at, self.number, Command(what, who, value=value, version=version)))

    def run(self) -> Iterator[Event]:
        """Play until the room has ended; yields what happens, in order."""
        while self.state.phase != "ended" and self.state.at < LONGEST:
            due = next_due(self.plan, self.state)
            if self.queue and (due is None or self.queue[0][0] <= due):
                at, _number, command = heapq.heappop(self.queue)
            else:
                at, command = due if due is not None else LONGEST, TICK
            yield from self._do(command, at)

    def _do(self, command: Command, at: int) -> list[Event]:
        if command.what == "return":  # only who was inside comes back
            command = (
                Command("arrive", command.who, value={"way": "audio"}) if command.who in self.state.people else TICK
            )
        try:
            after, events = step(self.plan, self.state, command, at)
        except (Stale, NotNow) as no:
            if command.what == "arrive" and isinstance(no, NotNow) and no.why == "full":
                self._wait_outside(command, at)
            return self._do(TICK, at) if command is not TICK else []
        self.checked += 1
        self.wrong += broken(self.plan, self.state, after)
        self.state = after
        self.events += events
        for event in events:
            self._react(event)
        return events

    def _react(self, event: Event) -> None:
        if event.what == "offered":
            self._answer(event)
        elif event.what == "speaks":
            talks = int(event.value * self.chance.uniform(0.55, 1.12))
            self._plan(event.at + max(8 * SECOND, talks), "done", event.who, version=self.state.version)
        elif event.what == "part":
            self._in_part(event)
        elif event.what in ("part_over", "ended"):
            self._wrap_up(event)
        elif event.what in ("came", "back"):
            self._inside(event)

    def _inside(self, event: Event) -> None:
        if event.who in self.door:
            self.door.remove(event.who)
        if self.state.phase == "lobby" and event.at >= 0 and self.state.leads(event.who):
            self._plan(event.at + SECOND, "open", event.who)

    def _wait_outside(self, command: Command, at: int) -> None:
        """Knock again in a minute: a place may be free then."""
        if command.who not in self.door:
            self.door.append(command.who)
        self._plan(max(at, self.state.at) + MINUTE, "arrive", command.who, command.value)

    def _answer(self, event: Event) -> None:
        dice, wait = self.chance.random(), self.chance.randrange(1, 6) * SECOND
        if dice < 0.05 and not event.value["again"]:
            return  # does not notice: the room asks again
        what = "pass" if dice < 0.12 else "later" if dice < 0.16 and not event.value["again"] else "accept"
        self._plan(event.at + wait, what, event.who, version=self.state.version)

    def _in_part(self, event: Event) -> None:
        part = self.plan.parts[self.state.part]
        length = self.state.lengths[self.state.part]
        for name in self.names:
            after = self.chance.randrange(2, 40) * SECOND
            if part.shows_hands:
                self._plan(event.at + after, "agree", name)
            if part.order == "hands":
                for _again in range(3):
                    self._plan(event.at + self.chance.randrange(max(1, length)), "raise_hand", name)

    def _wrap_up(self, event: Event) -> None:
        """Who leads moves on a moment after a part's time is over."""
        if event.what == "part_over" and self.state.leaders and soft_end(Room(self.plan, self.state)) <= event.at:
            who, part = self.state.leaders[0].id, self.plan.parts[self.state.part]
            if part.order in ("leader", "readers", "open"):
                wait = self.chance.randrange(2, 20) * SECOND
                self._plan(event.at + wait, "next_part", who, version=self.state.version)


def summary(play: Play) -> dict[str, Any]:
    """Return length in minutes, turns per person, seconds over, which parts ran, who waited, what was checked."""
    events = play.events
    moment = {event.what: event.at for event in events if event.what in ("opened", "closed", "ended")}
    spoke = [event for event in events if event.what == "turn_ended" and event.value["spoke"]]
    over = sum(event.value["over"] for event in spoke) // SECOND
    until = moment.get("closed", moment.get("ended", play.state.at))
    return {
        "format": play.plan.name,
        "people": play.wish.people,
        "minutes": round((until - moment["opened"]) / MINUTE, 1) if "opened" in moment else 0.0,
        "planned_minutes": play.plan.length // MINUTE,
        "ended": play.state.ended_how,
        "turns": {name: sum(event.who == name for event in spoke) for name in play.names},
        "seconds_over": over,
        "parts_kept": [event.value for event in events if event.what == "part"],
        "parts_left_out": [event.value for event in events if event.what == "part_left_out"],
        "unheard": [who for event in events if event.what == "unheard" for who in event.value],
        "waited_at_the_door": play.door,
        "steps_checked": play.checked,
        "invariants_broken": play.wrong,
    }
