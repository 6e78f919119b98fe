"""One step: state, command and clock in; state and events out. Nothing else is read, nothing else is changed."""

from hearten.meetings.engine.advance import advance, due, settle
from hearten.meetings.engine.commands import TICK, Command, Event, NotNow, Stale
from hearten.meetings.engine.doing import DOES
from hearten.meetings.engine.judging import why_not
from hearten.meetings.engine.plan import Plan
from hearten.meetings.engine.state import State
from hearten.meetings.engine.working import Room

# What somebody says only about themself, or about somebody whom they name, does not go stale with the turn.
OF_SOMEBODY = {
    "leave",
    "listen",
    "aside",
    "caption",
    "way",
    "pass",
    "raise_hand",
    "lower_hand",
    "agree",
    "promote",
    "stop",
    "mute",
    "unmute",
    "remove",
    "let_back",
    "assign",
    "unassign",
}


def begin(plan: Plan, *, starts_at: int, at: int, most: int | None = None) -> State:
    """Return the room of a meeting whose doors open now."""
    lengths = [part.length for part in plan.parts]
    return State(starts_at=starts_at, most=most or plan.most, lengths=lengths, at=at)


def step(plan: Plan, state: State, command: Command, at: int) -> tuple[State, list[Event]]:
    """Return the room after time went by until `at` and the command was done, and what happened.

    `at` is in ms; a clock that went back is held still. Raises Stale when the command's version is older than the turn
    (or newer than the room), NotNow when it does not fit. The state that was given is not touched.
    """
    _fresh(state, command)
    room = Room(plan, state.copy())
    advance(room, max(at, state.at))
    if command is not TICK:
        _still_fresh(state, room, command)
        why = why_not(room, command)
        if why:
            raise NotNow(why)
        DOES[command.what](room, command)
        settle(room)
    if room.events:
        room.state.version += 1
    return room.state, room.events


def next_due(plan: Plan, state: State) -> int | None:
    """When time alone changes the room next, or None once it has ended. In an open room there is always a next time."""
    found = due(Room(plan, state))
    return found[0] if found else None


def may(plan: Plan, state: State, command: Command) -> bool:
    """Whether the command would fit now: whoever may not, is not offered it."""
    return not why_not(Room(plan, state), command)


def _fresh(state: State, command: Command) -> None:
    if command.version is None or command.what in OF_SOMEBODY:
        return
    if not state.turned <= command.version <= state.version:
        raise Stale


def _still_fresh(before: State, room: Room, command: Command) -> None:
    """Time may have turned the room while the command was on its way."""
    if command.version is not None and command.what not in OF_SOMEBODY and room.state.turned > before.version:
        raise Stale
