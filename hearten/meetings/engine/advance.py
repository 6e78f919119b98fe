"""Time goes by. What is due happens at the moment it was due, however late or often the engine is asked.

So a room whose server was away for a minute is, afterwards, the room that it would have been.
"""

from collections.abc import Callable, Iterator

from hearten.meetings.engine import parts, people, turns
from hearten.meetings.engine.budget import hard_end, soft_end
from hearten.meetings.engine.plan import MINUTE
from hearten.meetings.engine.working import ABSENT, EMPTY, LOST, RETURNS, WRAPS_UP, Room

Due = tuple[int, Callable[[Room], None]]
LED = ("leader", "readers", "open")
LONGEST_LOBBY = 60 * MINUTE


def due(room: Room) -> Due | None:
    """Return the next thing that time brings, and when; None once the room has ended."""
    return min(_all_due(room), key=lambda one: one[0], default=None)


def advance(room: Room, at: int) -> None:
    """Let everything happen that is due until `at`."""
    settle(room)
    while (next_one := due(room)) is not None and next_one[0] <= at:
        room.state.at = max(room.state.at, next_one[0])
        next_one[1](room)
        settle(room)
    room.state.at = max(room.state.at, at)


def settle(room: Room) -> None:
    """Where a turn is free, offer it; where a round is through, go on."""
    while room.state.phase == "open" and room.state.turn is None and room.state.quiet_since is None:
        part = room.part
        if turns.offer_next(room) or part is None:
            return
        through = _round_over(room) if part.order == "circle" else part.order == "hands" and _past(room)
        if not through:
            return
        parts.move_on(room)


def _round_over(room: Room) -> bool:
    """Everybody who is there had a turn, or passed. While all are away a round waits, as far as time allows."""
    some = bool(room.state.had or room.state.passed) and room.part is not None and room.part.turn > 0
    waits = any(moment > room.state.at for moment in _kept_places(room))
    return any(True for _one in room.state.here) and not waits and (some or _past(room))


def _kept_places(room: Room) -> Iterator[int]:
    """Until when a round that is through otherwise waits for who has just lost the connection."""
    for key in room.state.waiting:
        lost_at = room.state.people[key].lost_at
        if lost_at is not None:
            yield lost_at + RETURNS


def _past(room: Room) -> bool:
    return room.state.at >= soft_end(room)


def _all_due(room: Room) -> Iterator[Due]:
    state = room.state
    if state.phase == "lobby":
        yield state.starts_at + (LONGEST_LOBBY if state.leaders else ABSENT), _never_opened
    if state.empty_since is not None:
        yield state.empty_since + EMPTY, _empty
    if state.phase == "after":
        yield state.after_ends, _after_over
    if state.phase == "open":
        yield from _of_leading(room)
        yield from _of_the_turn(room)
        if state.quiet_since is None:
            yield _of_the_part(room)
            if state.turn is None:
                yield from ((moment, _gone_for_now) for moment in _kept_places(room) if moment > state.at)


def _of_leading(room: Room) -> Iterator[Due]:
    state = room.state
    if state.leader_lost is not None:
        yield state.leader_lost + room.plan.grace, people.promote_or_quiet
    if state.quiet_since is not None:
        yield state.quiet_since + room.plan.quiet_ends, people.nobody_leads_any_more


def _of_the_turn(room: Room) -> Iterator[Due]:
    turn = room.state.turn
    if turn is None:
        return
    lost_at = room.state.people[turn.who].lost_at
    if lost_at is not None:
        yield lost_at + LOST, _lost_it
    if turn.state == "passing":
        yield turn.ends, _no_answer
    if turn.state == "speaking" and room.part is not None:
        if not turn.warned and turn.length > room.part.warn:
            yield turn.ends - room.part.warn, _warn
        if not turn.over:
            yield turn.ends, _time_over


def _of_the_part(room: Room) -> Due:
    """When the running part ends by itself, or says that its time is over."""
    state, part = room.state, room.part
    assert part is not None  # only while the room is open
    if not state.part_over:
        return soft_end(room), _part_over
    if part.order in LED and state.leaders:
        return min(soft_end(room) + WRAPS_UP, max(hard_end(room), soft_end(room))), parts.move_on
    if part.order in ("circle", "hands"):
        return max(hard_end(room), soft_end(room)), parts.move_on
    return soft_end(room), parts.move_on


def _part_over(room: Room) -> None:
    room.state.part_over = True
    room.happened("part_over")


def _warn(room: Room) -> None:
    assert room.state.turn is not None  # due only then
    room.state.turn.warned = True
    room.happened("warned", room.state.turn.who)


def _time_over(room: Room) -> None:
    assert room.state.turn is not None  # due only then
    room.state.turn.over = True
    room.happened("time_over", room.state.turn.who)


def _lost_it(room: Room) -> None:
    turns.end(room, "lost")


def _no_answer(room: Room) -> None:
    """No answer to an offered turn: asked again at the end of the round, once. Then it counts as passing."""
    turn = room.state.turn
    assert turn is not None  # due only then
    turns.end(room, "passed" if turn.again else "later")


def _gone_for_now(room: Room) -> None:
    """Who lost the connection was waited for long enough: `settle` goes on."""


def _never_opened(room: Room) -> None:
    parts.end(room, "facilitator_absent")


def _empty(room: Room) -> None:
    parts.end(room, "completed" if room.state.phase == "after" else "empty")


def _after_over(room: Room) -> None:
    parts.end(room, "completed")
