"""The agenda: entering a part, moving on, closing, the chat afterwards, the end."""

from hearten.meetings.engine import turns
from hearten.meetings.engine.budget import fit
from hearten.meetings.engine.plan import MINUTE
from hearten.meetings.engine.working import Room

CATCHES_UP = 10 * MINUTE  # what a late start takes from the parts that can give


def open_room(room: Room) -> None:
    """The meeting begins. It ends when it was announced to end, unless it begins very late."""
    state = room.state
    state.phase, state.opened_at = "open", state.at
    late = state.at - state.starts_at
    begins = state.starts_at if 0 < late <= CATCHES_UP else state.at
    state.ends_at = begins + sum(state.lengths)
    room.happened("opened")
    enter(room, 0)


def enter(room: Room, number: int) -> None:
    """Begin a part; those that have no time left any more are left out. After the last one: the chat afterwards."""
    state = room.state
    turns.end(room, "moved")
    while number < len(room.plan.parts):
        state.part, state.part_began, state.part_over = number, state.at, False
        fit(room)
        if state.lengths[number] > 0:
            break
        room.happened("part_left_out", value=room.plan.parts[number].id)
        number += 1
    if number >= len(room.plan.parts):
        return go_after(room)
    turns.new_round(room)
    room.turned()
    room.happened("part", value=room.plan.parts[number].id)


def move_on(room: Room) -> None:
    """End the running part and begin the next one. Who still waits is named: they were not heard."""
    state = room.state
    unheard = [key for key in (*state.waiting, *state.later) if state.may_be_asked(key)]
    if unheard:
        room.happened("unheard", value=unheard)
    enter(room, state.part + 1)


def close_now(room: Room) -> None:
    """Go to the first protected part that is left, or to the last one."""
    ahead = range(room.state.part + 1, len(room.plan.parts))
    kept = next((i for i in ahead if room.plan.parts[i].protected), len(room.plan.parts) - 1)
    for number in ahead:
        if number < kept:
            room.state.lengths[number] = 0
    room.state.ends_at = room.state.at + sum(room.state.lengths[kept:])
    enter(room, kept)


def go_after(room: Room) -> None:
    """The agenda is over; people may stay and chat for a while, without anybody on duty."""
    state = room.state
    turns.end(room, "moved")
    state.waiting, state.later, state.hands = [], [], []
    state.quiet_since = state.leader_lost = None
    state.phase, state.after_ends = "after", state.at + room.plan.after_chat
    room.turned()
    room.happened("closed")
    if not room.plan.after_chat:
        end(room, "completed")


def end(room: Room, how: str) -> None:
    """End the room: completed, facilitator_absent, empty, stopped_for_safety."""
    state = room.state
    turns.end(room, "moved")
    state.waiting, state.later, state.hands = [], [], []
    state.phase, state.ended_how = "ended", how
    state.quiet_since = state.leader_lost = state.empty_since = None
    room.turned()
    room.happened("ended", value=how)
