"""What each command does, once it was judged to fit."""

from collections.abc import Callable

from hearten.meetings.engine import parts, people, turns
from hearten.meetings.engine.budget import borrow, turn_length
from hearten.meetings.engine.commands import Command
from hearten.meetings.engine.plan import MINUTE, SECOND
from hearten.meetings.engine.state import CAPTIONS
from hearten.meetings.engine.working import Room

EXTENSION = 30 * SECOND
MORE = 2 * MINUTE
Do = Callable[[Room, Command], None]


def _arrive(room: Room, command: Command) -> None:
    value = command.value or {}
    way, duties = value.get("way", "text"), value.get("duties", [])
    people.arrive(room, command.who, way, duties, bool(value.get("listens")))
    if value.get("along"):
        people.come_back(room, value["along"])


def _lose(room: Room, command: Command) -> None:
    people.lose(room, (command.who, *(command.value or ())))


def _leave(room: Room, command: Command) -> None:
    people.leave(room, command.who)


def _remove(room: Room, command: Command) -> None:
    people.remove(room, command.whom)


def _let_back(room: Room, command: Command) -> None:
    room.state.people[command.whom].removed = False
    room.happened("let_back", command.whom)


def _mute(room: Room, command: Command) -> None:
    room.state.people[command.whom].muted = command.what == "mute"
    room.happened("muted" if command.what == "mute" else "unmuted", command.whom)


def _open(room: Room, command: Command) -> None:
    parts.open_room(room)
    people.look_after(room)


def _next_part(room: Room, command: Command) -> None:
    parts.move_on(room)


def _close_now(room: Room, command: Command) -> None:
    parts.close_now(room)


def _end(room: Room, command: Command) -> None:
    if room.state.phase == "open":
        parts.go_after(room)
    else:
        parts.end(room, "completed")


def _stop(room: Room, command: Command) -> None:
    parts.end(room, "stopped_for_safety")


def _more(room: Room, command: Command) -> None:
    borrow(room, MORE)
    room.state.part_over = False


def _accept(room: Room, command: Command) -> None:
    turns.begin(room)


def _done(room: Room, command: Command) -> None:
    turns.end(room, "done")


def _pass(room: Room, command: Command) -> None:
    if room.state.turn is not None and room.state.turn.who == command.who:
        turns.end(room, "passed")
        return
    turns.leave_round(room, command.who)
    room.state.passed.append(command.who)
    room.happened("passed", command.who)


def _later(room: Room, command: Command) -> None:
    turns.end(room, "later")


def _led_on(room: Room, command: Command) -> None:
    turns.end(room, "led")


def _lengthen(room: Room, by: int) -> None:
    turn = room.state.turn
    assert turn is not None  # judged before
    turn.ends += by
    turn.length += by
    turn.warned = turn.over = False
    room.turned()


def _extend(room: Room, command: Command) -> None:
    assert room.state.turn is not None  # judged before
    _lengthen(room, EXTENSION)
    room.state.turn.extended = True
    room.happened("extended", room.state.turn.who)


def _lend(room: Room, command: Command) -> None:
    """Somebody who waits gives their time to who speaks: in this round they passed."""
    length = turn_length(room)
    turns.leave_round(room, command.who)
    room.state.passed.append(command.who)
    _lengthen(room, length)
    room.happened("lent", command.who, length)


def _invite(room: Room, command: Command) -> None:
    assert room.state.turn is not None  # judged before
    room.state.turn.invites = bool(command.value)
    room.happened("invites", command.who, bool(command.value))


def _pause(room: Room, command: Command) -> None:
    turn = room.state.turn
    assert turn is not None  # judged before
    turn.state, turn.left = "paused", max(0, turn.ends - room.state.at)
    room.turned()
    room.happened("paused", turn.who)


def _resume(room: Room, command: Command) -> None:
    turn = room.state.turn
    assert turn is not None  # judged before
    turn.state, turn.ends = "speaking", room.state.at + turn.left
    room.turned()
    room.happened("resumed", turn.who)


def _give_turn(room: Room, command: Command) -> None:
    """Who leads chooses who is next; a running turn is passed on, an offered one keeps its place behind."""
    turns.end(room, "led" if room.state.turn and room.state.turn.state != "passing" else "moved")
    for line in (room.state.waiting, room.state.later, room.state.hands, room.state.had, room.state.passed):
        if command.whom in line:
            line.remove(command.whom)
    room.state.waiting.insert(0, command.whom)


def _reorder(room: Room, command: Command) -> None:
    room.state.waiting = list(command.value)
    room.turned()
    room.happened("reordered")


def _raise_hand(room: Room, command: Command) -> None:
    room.state.hands.append(command.who)
    room.happened("hand", command.who)


def _lower_hand(room: Room, command: Command) -> None:
    room.state.hands.remove(command.who)
    room.happened("hand_down", command.who)


def _agree(room: Room, command: Command) -> None:
    room.state.agreed.append(command.who)
    room.happened("agreed", command.who)


def _assign(room: Room, command: Command) -> None:
    duties = room.state.people[command.whom].duties
    if command.value not in duties:
        duties.append(command.value)
    room.happened("duty", command.whom, command.value)
    people.look_after(room)


def _unassign(room: Room, command: Command) -> None:
    room.state.people[command.whom].duties.remove(command.value)
    room.happened("duty_over", command.whom, command.value)


def _promote(room: Room, command: Command) -> None:
    room.state.people[command.who].duties.append("facilitator")
    room.happened("promoted", command.who)
    people.look_after(room)


def _listen(room: Room, command: Command) -> None:
    person = room.state.people[command.who]
    person.listens = bool(command.value)
    if person.listens:
        if room.state.turn is not None and room.state.turn.who == command.who:
            turns.end(room, "passed")
        turns.leave_round(room, command.who)
    else:
        turns.join_round(room, command.who)
    room.happened("listens", command.who, person.listens)


def _aside(room: Room, command: Command) -> None:
    people.step_aside(room, command.who, bool(command.value))


def _caption(room: Room, command: Command) -> None:
    """Somebody types what is said, for whoever cannot hear it; or does so no more."""
    duties = room.state.people[command.who].duties
    if bool(command.value) == (CAPTIONS in duties):
        return
    (duties.append if command.value else duties.remove)(CAPTIONS)
    room.happened("duty" if command.value else "duty_over", command.who, CAPTIONS)


def _way(room: Room, command: Command) -> None:
    """From video to audio to text, or back: the place in the order stays."""
    room.state.people[command.who].way = command.value
    room.happened("way", command.who, command.value)


def _tick(room: Room, command: Command) -> None:
    """Time went by; `advance` did what there was to do."""


DOES: dict[str, Do] = {
    "tick": _tick, "arrive": _arrive, "lose": _lose, "leave": _leave, "remove": _remove, "let_back": _let_back,
    "mute": _mute, "unmute": _mute, "open": _open, "next_part": _next_part, "close_now": _close_now, "end": _end,
    "stop": _stop, "more": _more, "accept": _accept, "done": _done, "pass": _pass, "later": _later,
    "led_on": _led_on, "extend": _extend, "lend": _lend, "invite": _invite, "pause": _pause, "resume": _resume,
    "give_turn": _give_turn, "reorder": _reorder, "raise_hand": _raise_hand, "lower_hand": _lower_hand,
    "agree": _agree, "assign": _assign, "unassign": _unassign, "promote": _promote, "listen": _listen, "way": _way,
    "aside": _aside, "caption": _caption,
}  # fmt: skip
