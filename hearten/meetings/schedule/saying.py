"""What the room says: what happened, what is so, and why something does not fit right now, each as a whole sentence."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from hearten.meetings.engine.state import State

STALE = "stale"


def why(word: str) -> str:
    """Return the sentence for a word of the engine's `WHY`, or for `STALE`: what is so, and what to do."""
    return _why().get(word) or _("That does not fit right now. Look at the room again, then choose.")


def _why() -> dict[str, str]:
    return {
        STALE: _("The turn passed on in the meantime. Look at the room again, then choose."),
        "not_here": _("You are not in the room at the moment. Come in again, and your place is still yours."),
        "not_leading": _("Only who leads the room can do that. You can write to them privately."),
        "not_your_turn": _("It is not your turn. You can see your place in the order above."),
        "no_turn": _("Nobody has the turn right now."),
        "not_open": _("The meeting is not running at the moment."),
        "not_lobby": _("The meeting has begun already."),
        "early": _("It is a little early. The meeting can begin two minutes before its time."),
        "too_few": _("Too few people are here yet. You can begin five minutes after the time with who is there."),
        "needs_another": _("With more than six people, somebody else needs a role for today. Give one, then begin."),
        "full": _("All places are taken. You keep your place in the line, and come in when somebody leaves."),
        "removed": _("A facilitator ended this meeting for you. You can write to them, or press Help now."),
        "still_waiting": _("Some people have not had a turn in this part. Choose again to go on anyway."),
        "nothing_to_borrow": _("There is no time left to borrow. Check-out and close keep theirs."),
        "had_it": _("That can be done once in a turn."),
        "no_hands": _("In this part nobody raises a hand. Your turn comes by itself."),
        "no_agreeing": _("There is nothing to agree to in this part."),
        "unknown": _("That person is not in the room."),
        "itself": _("That does not fit for this person. Somebody who leads stays until somebody else does."),
        "no_turns_here": _("This part has no turns."),
        "nobody_left": _("Somebody has to lead the room. Ask somebody else first, then lay it down."),
        "waits_already": _("You are in the order already."),
        "stay_with_room": _(
            "Somebody has to stay with the room. Ask a co-facilitator to come in, or give somebody that role first."
        ),
        "muted": _("A facilitator asked for quiet from your side. In your own turn you can write."),
    }


def headline(state: State, names: Mapping[str, str], part: str) -> str:
    """Return what is announced, once, when the turn or the part changed."""
    if state.phase == "ended":
        return _ended(state.ended_how)
    if state.phase == "after":
        return _("The meeting is over. Who likes may stay and chat for a while.")
    if state.phase == "lobby":
        return _("The room is open. The meeting has not begun yet.")
    if state.quiet_since is not None:
        return _("Who leads lost the connection. The room is quiet for now, and you may write to each other.")
    if state.turn is None:
        return _("%(part)s. Nobody has the turn.") % {"part": part}
    name = names.get(state.turn.who, _("Somebody"))
    if state.turn.state == "passing":
        return _("%(part)s. %(name)s is asked whether they would like the turn.") % {"part": part, "name": name}
    if state.turn.state == "paused":
        return _("%(part)s. The turn of %(name)s is paused.") % {"part": part, "name": name}
    return _("%(part)s. It is the turn of %(name)s.") % {"part": part, "name": name}


def yours(state: State) -> str:
    """Return what is announced to whom the turn belongs."""
    if state.turn is None:
        return ""
    if state.turn.state == "passing":
        return _("It could be your turn now. Take it, pass, or ask to come back to you.")
    return _("It is your turn.")


def _ended(how: str) -> str:
    if how == "facilitator_absent":
        return _("Nobody who leads could be here. This meeting ends now. It was not about you. Help now stays open.")
    if how == "stopped_for_safety":
        return _("This meeting was stopped so that somebody can be looked after. Help now stays open for everybody.")
    return _("This meeting is over. Thank you for being here.")


def floor_line(floor: Mapping[str, Any], state: State) -> str:
    """Return who may write now, in words."""
    if state.phase == "ended":
        return _("The room is closed.")
    if floor["all"]:
        return _("Everybody may write.")
    if state.turn is not None and state.turn.state == "speaking":
        return _("Only the person whose turn it is, and who leads, write now.")
    return _("Only who leads writes now.")
