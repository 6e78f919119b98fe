"""An exercise of a reviewed text, one step at a time. One can stop at every step, and nothing is asked about it."""

from collections.abc import Sequence

from hearten.guide.answers import Turn, Walk
from hearten.guide.texts import texts


def walk_of(name: str, at: int) -> Walk:
    """Return step `at` (from 1) of an exercise. Before the first one it says whom the exercise does not suit."""
    one = texts().exercises[name]
    words = one.steps[at - 1]
    return Walk(name, at, len(one.steps), f"{one.not_for}\n{words}" if at == 1 else words)


def step_after(before: Sequence[Turn], asked: Sequence[str]) -> Walk | None:
    """Return the next step of the exercise that is gone through, where somebody says so; None at its end."""
    if not before or not before[-1].walk or "next_step" not in asked:
        return None
    name, _space, at = before[-1].walk.partition(" ")
    one = texts().exercises.get(name)
    return walk_of(name, int(at) + 1) if one and at.isdigit() and int(at) < len(one.steps) else None
