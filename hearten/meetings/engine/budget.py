"""Time: parts that ran over borrow from later ones, turns get shorter, check-out and close keep theirs."""

from hearten.meetings.engine.plan import SECOND
from hearten.meetings.engine.working import HOLDS_ON, LEAST, Room

GROWS = ("hands", "open")


def soft_end(room: Room) -> int:
    """When the running part should be over."""
    return room.state.part_began + room.state.lengths[room.state.part]


def hard_end(room: Room) -> int:
    """When the running part is over, whatever goes on: what is protected after it begins in time."""
    here = room.state.part
    if room.plan.parts[here].protected:
        return soft_end(room) + HOLDS_ON
    kept = sum(room.state.lengths[i] for i in _later(room) if room.plan.parts[i].protected)
    return max(room.state.part_began, room.state.ends_at - kept)


def _later(room: Room) -> range:
    return range(room.state.part + 1, len(room.plan.parts))


def borrow(room: Room, need: int) -> int:
    """Move up to `need` from later unprotected parts (the longest first) to the running one. Returns what it got."""
    lengths, got = room.state.lengths, 0
    while got < need:
        lenders = [i for i in _later(room) if not room.plan.parts[i].protected and lengths[i] > 0]
        if not lenders:
            break
        lender = max(lenders, key=lambda i: lengths[i])
        lent = min(need - got, max(SECOND, lengths[lender] // 2), lengths[lender])
        lengths[lender] -= lent
        got += lent
    if got:
        lengths[room.state.part] += got
        room.happened("borrowed", value=got)
    return got


def fit(room: Room) -> None:
    """Make what is left of the agenda fit into what is left of the time, when a part begins.

    What is missing comes from the longest unprotected parts; what is spare goes to the next part where people talk, or
    to the close: it lasts until the announced end, unless who leads ends it.
    """
    state, parts = room.state, room.plan.parts
    left = range(state.part, len(parts))
    spare = state.ends_at - state.at - sum(state.lengths[i] for i in left)
    if spare > 0:
        growing = (i for i in left if parts[i].order in GROWS and not parts[i].protected)
        state.lengths[next(growing, left[-1])] += spare
        return
    missing = -spare
    while missing > 0:
        givers = [i for i in left if not parts[i].protected and state.lengths[i] > 0]
        if not givers:
            return
        giver = max(givers, key=lambda i: state.lengths[i])
        taken = min(missing, max(SECOND, state.lengths[giver] // 2), state.lengths[giver])
        state.lengths[giver] -= taken
        missing -= taken


def turn_length(room: Room) -> int:
    """How long the next turn is: what the format says, less when many still wait, never under 30 seconds."""
    part = room.plan.parts[room.state.part]
    asked = sum(room.state.may_be_asked(key) for key in (*room.state.waiting, *room.state.later)) + 1
    heads = asked if part.order == "circle" else 1
    left = max(0, soft_end(room) - room.state.at)
    if left < heads * LEAST and not part.protected:
        left += borrow(room, heads * LEAST - left)
    return min(part.turn, max(LEAST, left // heads))
