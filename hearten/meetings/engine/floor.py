"""Who may write in the room now: the crosstalk rule of the part, as ids. The database holds every line against it."""

from typing import Any

from hearten.meetings.engine.plan import Plan
from hearten.meetings.engine.state import State
from hearten.meetings.engine.working import Room


def floor(plan: Plan, state: State) -> dict[str, Any]:
    """Return {"all": whether everybody here may, "only": ids who may otherwise, "never": ids who may not, "out": gone}.

    Who leads always may: somebody has to say what happens next. Who was muted may in their own turn. Who was sent out
    (gone) hears nothing either.
    """
    room = Room(plan, state)
    turn = state.turn
    speaker = [turn.who] if turn is not None and turn.state == "speaking" else []
    leaders = [one.id for one in state.leaders]
    out = [one.id for one in state.people.values() if one.removed]
    if state.phase == "ended":
        return {"all": False, "only": [], "never": [], "out": out}
    muted = [one.id for one in state.people.values() if one.removed or (one.muted and one.id not in speaker)]
    helpers = [one.id for one in state.here if "chat_steward" in one.duties] if _links(room) else []
    return {"all": _everybody(room), "only": [*speaker, *leaders, *helpers], "never": muted, "out": out}


def _links(room: Room) -> bool:
    return room.part is not None and room.part.chat == "links"


def _everybody(room: Room) -> bool:
    """In the lobby, in a quiet room and afterwards people talk; in the agenda the part says."""
    part, turn = room.part, room.state.turn
    if part is None or room.state.quiet_since is not None:
        return True
    if part.crosstalk == "open":
        return part.chat != "closed" or turn is None or turn.state != "speaking"
    return part.crosstalk == "feedback_if_invited" and turn is not None and turn.invites


def may_write(plan: Plan, state: State, who: str) -> bool:
    """Whether somebody may write a line now."""
    now = floor(plan, state)
    return state.is_here(who) and who not in now["never"] and (now["all"] or who in now["only"])
