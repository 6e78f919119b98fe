"""What is one person's own in a room: their place in the order, and the buttons that would do something now."""

from dataclasses import dataclass, field
from typing import Any

from hearten.meetings.engine.commands import Command
from hearten.meetings.engine.floor import may_write
from hearten.meetings.engine.judging import why_not
from hearten.meetings.engine.working import Room
from hearten.meetings.room.fragments import Shown

TURN = ("accept", "later", "pass", "done", "extend", "lend", "raise_hand", "lower_hand", "agree")
LEADING = ("open", "resume", "pause", "led_on", "next_part", "more", "close_now", "end", "stop", "promote")
ABOUT = ("give_turn", "mute", "unmute", "remove", "let_back", "assign", "unassign")


@dataclass(frozen=True)
class Mine:
    """See the module.

    ahead    how many are asked before; 0: next, after whoever has the turn; None when this person is in no order
    not_yet  why who leads cannot begin the meeting yet, a word of the engine's WHY
    """

    me: str
    version: int
    turn: list[str] = field(default_factory=list)
    leading: list[str] = field(default_factory=list)
    about: list[dict[str, Any]] = field(default_factory=list)
    ahead: int | None = None
    speaks: bool = False
    asked: bool = False
    invites: bool = False
    listens: bool = False
    aside: bool = False
    way: str = "text"
    may_write: bool = False
    leads: bool = False
    not_yet: str = ""
    here: bool = False
    over: bool = False


def mine(shown: Shown, me: str) -> Mine:
    """Return what is this person's own in the room as it is."""
    state, room = shown.state, Room(shown.plan, shown.state)
    person = state.people.get(me)
    order = [key for key in (*state.waiting, *state.hands, *state.later) if state.may_be_asked(key) or key == me]
    turn = state.turn if state.turn is not None and state.turn.who == me else None
    return Mine(
        me=me,
        version=state.version,
        turn=[what for what in TURN if _fits(room, what, me)],
        leading=[what for what in LEADING if _fits(room, what, me)],
        about=_about(shown, room, me),
        ahead=order.index(me) if me in order else None,
        speaks=turn is not None and turn.state != "passing",
        asked=turn is not None and turn.state == "passing",
        invites=turn is not None and turn.invites,
        listens=person is not None and person.listens,
        aside=person is not None and person.aside,
        way=person.way if person is not None else "text",
        may_write=may_write(shown.plan, state, me),
        leads=state.leads(me),
        not_yet=why_not(room, Command("open", me)) if state.phase == "lobby" and state.leads(me) else "",
        here=state.is_here(me),
        over=state.phase == "ended",
    )


def _fits(room: Room, what: str, me: str) -> bool:
    value = "sure" if what == "next_part" else None
    return not why_not(room, Command(what, me, value=value))


def _about(shown: Shown, room: Room, me: str) -> list[dict[str, Any]]:
    """Return the people whom this person may do something about, and what."""
    state = room.state
    if not (state.leads(me) or state.has_duty(me, "host")):
        return []
    found = []
    for key, person in state.people.items():
        can = [what for what in ABOUT[:4] if not why_not(room, Command(what, me, key))]
        can = [what for what in can if what not in ("mute", "unmute") or (what == "unmute") == person.muted]
        if person.removed:
            can = ["let_back"]
        if can and key != me:
            found.append({"id": key, "name": shown.name(key), "can": can, "duties": person.duties})
    return found
