"""What is true of every room at every moment. Checked by the simulation and by the property tests."""

from hearten.meetings.engine.plan import Plan
from hearten.meetings.engine.state import State
from hearten.meetings.engine.step import next_due

NAMES = (
    "a room that has not ended has a next moment",
    "who has the turn is in the room",
    "nobody stands in the order twice",
    "no time is negative",
    "what is protected keeps its length",
    "versions only rise",
    "time does not go back",
)


def broken(plan: Plan, before: State | None, state: State) -> list[str]:
    """Return the invariants that do not hold, by name."""
    checks = (
        state.phase == "ended" or next_due(plan, state) is not None,
        _turn_is_here(state),
        _once_in_line(state),
        min([0, *state.lengths, state.turn.length if state.turn else 0, state.turn.left if state.turn else 0]) >= 0,
        all(not part.protected or kept in (part.length, 0) or kept > part.length
            for part, kept in zip(plan.parts, state.lengths, strict=True)),
        before is None or before.version <= state.version <= before.version + 1,
        before is None or before.at <= state.at,
    )  # fmt: skip
    return [name for name, holds in zip(NAMES, checks, strict=True) if not holds]


def _turn_is_here(state: State) -> bool:
    if state.turn is None:
        return True
    person = state.people.get(state.turn.who)
    return state.phase == "open" and person is not None and not (person.removed or person.aside)


def _once_in_line(state: State) -> bool:
    line = [*state.waiting, *state.later, *state.hands, *([state.turn.who] if state.turn else [])]
    return len(line) == len(set(line))
