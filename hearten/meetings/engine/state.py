"""What a room is at one moment. Whole, small, and the same on every machine: what is stored, sent, and played again."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import asdict, dataclass, field
from typing import Any

LEADING = "facilitator"
STANDS_BY = "co_facilitator"
CAPTIONS = "captioner"


@dataclass(slots=True)
class Person:
    """Somebody in the room. `id` is their membership's. `way` is text, audio or video: all wait in one order.

    number      which one they were to come: an object in the database forgets the order of its keys
    here        connected now; `lost_at` says since when not
    listens     came to listen: is asked for nothing
    aside       stepped out for a while, alone or into a side room: is asked for nothing, keeps their place
    muted       may not write or speak outside their own turn
    """

    id: str
    number: int
    duties: list[str] = field(default_factory=list)
    way: str = "text"
    here: bool = True
    lost_at: int | None = None
    listens: bool = False
    aside: bool = False
    muted: bool = False
    removed: bool = False


@dataclass(slots=True)
class Turn:
    """Whose turn it is.

    state   passing: it is offered, and answered until `ends`; speaking: until `ends`, softly; paused: with `left` to go
    length  what was granted, with what was added since
    again   offered for the second time in this round: no answer counts as passing
    invites whether the speaker said that answers are welcome
    """

    who: str
    state: str
    began: int
    ends: int
    length: int = 0
    left: int = 0
    again: bool = False
    extended: bool = False
    warned: bool = False
    over: bool = False
    invites: bool = False


@dataclass(slots=True)
class State:
    """One room. Lists hold membership ids, in order.

    phase     lobby, open, after (the chat afterwards), ended
    turned    the version at which the turn, the part or the phase last changed: older commands about those are stale
    part      index into the plan's parts; -1 before the first
    lengths   how long each part may take by now; borrowed time moves between them
    waiting   who comes next in this round; `later` asked to be asked again, `had` spoke, `passed` passed
    """

    starts_at: int
    most: int
    lengths: list[int]
    version: int = 0
    turned: int = 0
    at: int = 0
    phase: str = "lobby"
    part: int = -1
    part_began: int = 0
    opened_at: int = 0
    ends_at: int = 0
    people: dict[str, Person] = field(default_factory=dict)
    turn: Turn | None = None
    waiting: list[str] = field(default_factory=list)
    later: list[str] = field(default_factory=list)
    had: list[str] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    hands: list[str] = field(default_factory=list)
    agreed: list[str] = field(default_factory=list)
    leader_lost: int | None = None
    quiet_since: int | None = None
    empty_since: int | None = None
    after_ends: int = 0
    part_over: bool = False
    ended_how: str = ""

    def copy(self) -> "State":
        return deepcopy(self)

    @property
    def here(self) -> Iterator[Person]:
        """Who is connected and was not removed."""
        return (one for one in self.people.values() if one.here and not one.removed)

    @property
    def leaders(self) -> list[Person]:
        """Who leads the room now: connected, and not in a side room."""
        return [one for one in self.here if LEADING in one.duties and not one.aside]

    def is_here(self, key: str) -> bool:
        person = self.people.get(key)
        return person is not None and person.here and not person.removed

    def may_be_asked(self, key: str) -> bool:
        """Whether somebody is there to be offered a turn."""
        return self.is_here(key) and not self.people[key].listens and not self.people[key].aside

    def leads(self, key: str) -> bool:
        return key in self.people and LEADING in self.people[key].duties

    def has_duty(self, key: str, *duties: str) -> bool:
        return key in self.people and bool(set(duties) & set(self.people[key].duties))


def to_json(state: State) -> dict[str, Any]:
    """Return the state as JSON holds it."""
    return asdict(state)


def from_json(kept: Mapping[str, Any]) -> State:
    """Return the state that `to_json` gave."""
    values = dict(kept)
    people = sorted(values["people"].items(), key=lambda one: one[1]["number"])
    values["people"] = {key: Person(**one) for key, one in people}
    values["turn"] = Turn(**values["turn"]) if values["turn"] else None
    return State(**values)
