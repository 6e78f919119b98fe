"""People come, lose the connection, come back and go. That nobody leads any more never goes unnoticed."""

from collections.abc import Iterable

from hearten.meetings.engine import parts, turns
from hearten.meetings.engine.state import LEADING, STANDS_BY, Person
from hearten.meetings.engine.working import Room


def arrive(room: Room, key: str, way: str, duties: list[str], listens: bool) -> None:
    """Somebody comes in, or comes back: where they were in the order, they still are."""
    state, person = room.state, room.state.people.get(key)
    if person is None:
        state.people[key] = Person(key, len(state.people), list(duties), way, listens=listens)
        room.happened("came", key)
    elif not person.here:
        person.here, person.lost_at = True, None
        room.happened("back", key)
    turns.join_round(room, key)
    look_after(room)


def lose(room: Room, keys: Iterable[str]) -> None:
    """Connections are gone, of those who are here; their people may come back."""
    for key in keys:
        if room.state.is_here(key):
            person = room.state.people[key]
            person.here, person.lost_at = False, room.state.at
            room.happened("lost", key)
    look_after(room)


def come_back(room: Room, keys: Iterable[str]) -> None:
    """Connections are there again, of those who had lost them: where they were in the order, they still are."""
    for key in keys:
        person = room.state.people.get(key)
        if person is not None and not person.removed and person.lost_at is not None:
            person.here, person.lost_at = True, None
            room.happened("back", key)
            turns.join_round(room, key)
    look_after(room)


def leave(room: Room, key: str) -> None:
    """Somebody goes on purpose: their turn passes on at once."""
    _off(room, key, "left")


def remove(room: Room, key: str) -> None:
    """Who leads sends somebody out. They may be let back in."""
    room.state.people[key].removed = True
    _off(room, key, "removed")


def step_aside(room: Room, key: str, away: bool) -> None:
    """Somebody steps out and stays a part of the meeting: who has or waits for a turn is next when they are back."""
    person = room.state.people[key]
    if person.aside == away:
        return
    person.aside = away
    if away and room.state.turn is not None and room.state.turn.who == key:
        turns.end(room, "aside")
    elif not away:
        turns.join_round(room, key)
    room.happened("aside", key, away)
    look_after(room)
    if away and room.state.leads(key) and room.state.leader_lost is not None:
        promote_or_quiet(room)  # they said that they go: nobody waits for them to come back


def _off(room: Room, key: str, what: str) -> None:
    person = room.state.people[key]
    person.here, person.lost_at = False, None
    if room.state.turn is not None and room.state.turn.who == key:
        turns.end(room, "done" if room.state.turn.state != "passing" else "passed")
    turns.leave_round(room, key)
    room.happened(what, key)
    look_after(room)


def look_after(room: Room) -> None:
    """Notice whether somebody leads, and whether anybody is there at all."""
    state = room.state
    somebody = any(True for _one in state.here)
    if somebody or state.phase not in ("open", "after"):
        state.empty_since = None
    elif state.empty_since is None:
        state.empty_since = state.at
    if state.phase != "open":
        return
    if state.leaders:
        if state.quiet_since is not None:
            _over_quiet(room)
        state.leader_lost = None
    elif state.quiet_since is not None:
        promote_or_quiet(room)
    elif state.leader_lost is None:
        state.leader_lost = state.at
        room.happened("facilitator_lost")


def _over_quiet(room: Room) -> None:
    """Somebody leads again: the part goes on with the time it had left."""
    state = room.state
    away = state.at - (state.quiet_since or state.at)
    state.part_began += away
    state.ends_at += away
    state.quiet_since = None
    room.turned()
    room.happened("quiet_over")


def promote_or_quiet(room: Room) -> None:
    """Nobody leads, and was waited for: a co-facilitator who is there does now, or the room goes quiet."""
    state = room.state
    stand_in = next((one for one in state.here if STANDS_BY in one.duties and not one.aside), None)
    if stand_in is not None and room.plan.promotes:
        stand_in.duties.append(LEADING)
        room.happened("promoted", stand_in.id)
        look_after(room)
    elif state.quiet_since is None:
        state.leader_lost, state.quiet_since = None, state.at
        if state.turn is not None and state.turn.state == "passing":
            turns.end(room, "moved")
        room.turned()
        room.happened("quiet")


def nobody_leads_any_more(room: Room) -> None:
    """A quiet room ends, kindly."""
    parts.end(room, "facilitator_absent")
