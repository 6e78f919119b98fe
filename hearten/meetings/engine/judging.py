"""May this person do this in the room as it is? The same answer hides the button and refuses the command."""

from hearten.meetings.engine.budget import soft_end
from hearten.meetings.engine.commands import Command
from hearten.meetings.engine.plan import MINUTE
from hearten.meetings.engine.state import CAPTIONS, LEADING, STANDS_BY
from hearten.meetings.engine.working import Room

# Every way to say no. The room's pages have a sentence for each (hearten/meetings/schedule/saying.py).
WHY = (
    "not_here", "not_leading", "not_your_turn", "no_turn", "not_open", "not_lobby", "early", "too_few", "needs_another",
    "full", "removed", "still_waiting", "nothing_to_borrow", "had_it", "no_hands", "no_agreeing", "unknown", "itself",
    "no_turns_here", "nobody_left", "waits_already", "muted", "stay_with_room",
)  # fmt: skip
LEAD_ONLY = {
    "open", "next_part", "more", "close_now", "stop", "end", "led_on", "pause", "resume", "give_turn", "reorder",
    "assign", "unassign",
}  # fmt: skip
DOOR = {"mute", "unmute", "remove", "let_back"}
BEFORE_START = 2 * MINUTE
WAITS_FOR_MORE = 5 * MINUTE
KEPT_FOR = 10 * MINUTE  # how long the place of a lost connection is kept
SMALL = 6  # above this, a second person helps


def why_not(room: Room, command: Command) -> str:
    """Return why not, a word of WHY, or "" when the command fits."""
    if room.state.phase == "ended":
        return "not_open"
    if command.what in ("arrive", "lose", "tick"):
        return _may_come(room, command) if command.what == "arrive" else _known(room, command)
    if command.what == "promote":
        return _may_promote(room, command.who)
    if not room.state.is_here(command.who):
        return "not_here"
    if command.what in LEAD_ONLY and not room.state.leads(command.who):
        return "not_leading"
    if command.what in DOOR:
        return _at_the_door(room, command)
    judge = _JUDGES.get(command.what)
    return judge(room, command) if judge else "unknown"


def _known(room: Room, command: Command) -> str:
    return "" if command.what == "tick" or room.state.is_here(command.who) else "not_here"


def _may_come(room: Room, command: Command) -> str:
    known = room.state.people.get(command.who)
    if known is not None:
        return "removed" if known.removed else ""
    state = room.state
    held = (one.here or (one.lost_at or -KEPT_FOR) > state.at - KEPT_FOR for one in state.people.values())
    has_duty = bool(command.value and command.value.get("duties"))
    return "full" if sum(held) >= room.state.most and not has_duty else ""


def _may_promote(room: Room, who: str) -> str:
    """A co-facilitator may lead while nobody does, without waiting for the clock."""
    if not room.state.is_here(who) or not room.state.has_duty(who, "co_facilitator"):
        return "not_leading"
    return "itself" if room.state.leaders else ""


def _at_the_door(room: Room, command: Command) -> str:
    if not (room.state.leads(command.who) or room.state.has_duty(command.who, "host")):
        return "not_leading"
    whom = room.state.people.get(command.whom)
    if whom is None:
        return "unknown"
    return "itself" if command.whom == command.who or "facilitator" in whom.duties else ""


def _open(room: Room, command: Command) -> str:
    state = room.state
    if state.phase != "lobby":
        return "not_lobby"
    if state.at < state.starts_at - BEFORE_START:
        return "early"
    people = list(state.here)
    if len(people) < room.plan.quorum and state.at < state.starts_at + WAITS_FOR_MORE:
        return "too_few"
    helped = any(set(one.duties) - {CAPTIONS} and one.id != command.who for one in people)
    return "needs_another" if len(people) > SMALL and not helped else ""


def _in_agenda(room: Room, command: Command) -> str:
    return "" if room.part is not None else "not_open"


def _next_part(room: Room, command: Command) -> str:
    waits = any(room.state.may_be_asked(key) for key in room.state.waiting)
    return _in_agenda(room, command) or ("still_waiting" if waits and command.value != "sure" else "")


def _more(room: Room, command: Command) -> str:
    if room.part is None:
        return "not_open"
    later = range(room.state.part + 1, len(room.plan.parts))
    can = any(not room.plan.parts[i].protected and room.state.lengths[i] > 0 for i in later)
    return "" if can else "nothing_to_borrow"


def _mine(room: Room, command: Command, *states: str) -> str:
    turn = room.state.turn
    if turn is None:
        return "no_turn"
    return "" if turn.who == command.who and turn.state in states else "not_your_turn"


def _speaking(room: Room, command: Command) -> str:
    return _mine(room, command, "speaking", "paused")


def _offered(room: Room, command: Command) -> str:
    return _mine(room, command, "passing")


def _pass(room: Room, command: Command) -> str:
    """A turn that is offered, or one's place in the order: nobody has to wait to say that they pass."""
    if command.who in (*room.state.waiting, *room.state.later):
        return ""
    return _mine(room, command, "passing", "speaking")


def _later(room: Room, command: Command) -> str:
    no = _offered(room, command)
    if no:
        return no
    return "had_it" if room.state.turn and room.state.turn.again else ""


def _extend(room: Room, command: Command) -> str:
    turn = room.state.turn
    if turn is None or turn.state != "speaking":
        return "no_turn"
    gives = room.state.leads(command.who) or room.state.has_duty(command.who, "timekeeper")
    if turn.who != command.who and not gives:
        return "not_your_turn"
    return "had_it" if turn.extended else ""


def _lend(room: Room, command: Command) -> str:
    turn = room.state.turn
    if turn is None or turn.state != "speaking":
        return "no_turn"
    return "" if command.who in room.state.waiting and turn.who != command.who else "waits_already"


def _led_on(room: Room, command: Command) -> str:
    return "" if room.state.turn is not None else "no_turn"


def _pause(room: Room, command: Command) -> str:
    turn = room.state.turn
    return "" if turn is not None and turn.state == "speaking" else "no_turn"


def _resume(room: Room, command: Command) -> str:
    turn = room.state.turn
    return "" if turn is not None and turn.state == "paused" else "no_turn"


def _give_turn(room: Room, command: Command) -> str:
    part = room.part
    if part is None or not part.turn or part.order not in ("circle", "hands"):
        return "no_turns_here"
    if not room.state.may_be_asked(command.whom):
        return "unknown"
    if room.state.turn is not None and room.state.turn.who == command.whom:
        return "had_it"
    return "no_turns_here" if part.order == "hands" and room.state.at >= soft_end(room) else ""


def _reorder(room: Room, command: Command) -> str:
    return "" if sorted(command.value or []) == sorted(room.state.waiting) else "unknown"


def _raise_hand(room: Room, command: Command) -> str:
    if room.part is None or room.part.order != "hands" or not room.part.turn:
        return "no_hands"
    if command.who in (*room.state.hands, *room.state.waiting) or (
        room.state.turn and room.state.turn.who == command.who
    ):
        return "waits_already"
    return ""


def _lower_hand(room: Room, command: Command) -> str:
    return "" if command.who in room.state.hands else "no_hands"


def _agree(room: Room, command: Command) -> str:
    if room.part is None or not room.part.shows_hands:
        return "no_agreeing"
    return "waits_already" if command.who in room.state.agreed else ""


def _assign(room: Room, command: Command) -> str:
    return "" if command.whom in room.state.people and not room.state.people[command.whom].removed else "unknown"


def _unassign(room: Room, command: Command) -> str:
    """The last one who leads cannot lay that down without somebody else who leads."""
    if command.whom not in room.state.people or command.value not in room.state.people[command.whom].duties:
        return "unknown"
    others = [one for one in room.state.leaders if one.id != command.whom]
    return "nobody_left" if command.value == "facilitator" and not others else ""


def _aside(room: Room, command: Command) -> str:
    """Whoever leads leaves the room to somebody who leads, too, or stands by."""
    state = room.state
    if not command.value or not state.leads(command.who):
        return ""
    others = (one for one in state.here if one.id != command.who and not one.aside)
    return "" if any({LEADING, STANDS_BY} & set(one.duties) for one in others) else "stay_with_room"


def _caption(room: Room, command: Command) -> str:
    """Whoever was asked for quiet does not write to everybody under somebody else's name."""
    return "muted" if command.value and room.state.people[command.who].muted else ""


def _always(room: Room, command: Command) -> str:
    return ""


def _end(room: Room, command: Command) -> str:
    """In the last part, or afterwards; before that, `close_now` leads to the closing."""
    last = room.state.phase == "after" or room.state.part == len(room.plan.parts) - 1
    return "" if last else "not_open"


_JUDGES = {
    "open": _open, "next_part": _next_part, "more": _more, "close_now": _in_agenda, "stop": _always, "end": _end,
    "accept": _offered, "done": _speaking, "pass": _pass, "later": _later, "extend": _extend, "lend": _lend,
    "invite": _speaking, "led_on": _led_on, "pause": _pause, "resume": _resume, "give_turn": _give_turn,
    "reorder": _reorder, "raise_hand": _raise_hand, "lower_hand": _lower_hand, "agree": _agree, "assign": _assign,
    "unassign": _unassign, "leave": _always, "listen": _always, "way": _always,
    "aside": _aside, "caption": _caption,
}  # fmt: skip
