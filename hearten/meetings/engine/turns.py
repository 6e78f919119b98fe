"""Turns: offered, taken, passed on. One at a time, whoever writes and whoever speaks."""

from hearten.meetings.engine.budget import soft_end, turn_length
from hearten.meetings.engine.state import LEADING, Turn
from hearten.meetings.engine.working import ANSWER, Room

ROUNDS = ("circle", "hands")


def new_round(room: Room) -> None:
    """Line people up as a part begins: who leads first, then as they came. Nobody in it has spoken yet."""
    state, part = room.state, room.part
    state.waiting, state.later, state.had, state.passed, state.hands = [], [], [], [], []
    state.agreed = []
    if part is not None and part.order == "circle":
        people = [one for one in state.people.values() if not one.removed and not one.listens]
        state.waiting = [one.id for one in sorted(people, key=lambda one: LEADING not in one.duties)]


def join_round(room: Room, key: str) -> None:
    """Let somebody who came late (or listens no more) wait at the end of the running round."""
    state, part = room.state, room.part
    known = (*state.waiting, *state.later, *state.had, *state.passed, state.turn.who if state.turn else "")
    if part is not None and part.order == "circle" and key not in known and not state.people[key].listens:
        state.waiting.append(key)


def leave_round(room: Room, key: str) -> None:
    """Take somebody out of everything that waits."""
    for line in (room.state.waiting, room.state.later, room.state.hands):
        if key in line:
            line.remove(key)


def next_in_line(room: Room) -> str | None:
    """Who would be next, or None."""
    state, part = room.state, room.part
    if part is None or part.order not in ROUNDS or not part.turn:
        return None
    if part.order == "hands" and state.at >= soft_end(room):
        return None
    lines = (state.waiting, state.later) if part.order == "circle" else (state.waiting, state.hands)
    return next((key for line in lines for key in line if state.may_be_asked(key)), None)


def offer_next(room: Room) -> bool:
    """Offer the turn to who is next; a raised hand has answered already. Returns whether there is anybody."""
    state, key = room.state, next_in_line(room)
    if key is None or room.part is None or state.quiet_since is not None:
        return False
    raised = key in state.hands
    again = key in state.later
    length = turn_length(room) if raised else 0
    leave_round(room, key)
    state.turn = Turn(key, "passing", state.at, state.at + ANSWER, again=again)
    room.turned()
    if raised:
        begin(room, length)
    else:
        room.happened("offered", key, {"again": again})
    return True


def begin(room: Room, length: int | None = None) -> None:
    """The offered turn is taken."""
    turn = room.state.turn
    assert turn is not None  # judged before
    turn.length = turn_length(room) if length is None else length
    turn.state, turn.began, turn.ends = "speaking", room.state.at, room.state.at + turn.length
    room.turned()
    room.happened("speaks", turn.who, turn.length)


def end(room: Room, how: str) -> None:
    """End the running turn. `how`: done, passed, later, lost, aside, led (by who leads), time, moved."""
    state, turn = room.state, room.state.turn
    if turn is None:
        return
    state.turn = None
    room.turned()
    over = max(0, state.at - turn.ends) if turn.state == "speaking" else 0
    room.happened("turn_ended", turn.who, {"how": how, "over": over, "spoke": turn.state != "passing"})
    _goes_where(room, turn, how)


def _goes_where(room: Room, turn: Turn, how: str) -> None:
    """Put who had the turn where they belong now. Who is away for a while has the next place when they are back."""
    state, who = room.state, turn.who
    if how in ("lost", "aside") or (how == "moved" and turn.state == "passing"):
        leave_round(room, who)
        state.waiting.insert(0, who)
    elif how == "later":
        (state.later if room.part is not None and room.part.order == "circle" else state.hands).append(who)
    elif how == "passed":
        state.passed.append(who)
    elif who not in state.had:
        state.had.append(who)
        if who in state.passed:
            state.passed.remove(who)
