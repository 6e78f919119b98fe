"""The newcomer's path (G9): five short steps, each of which may be skipped and taken up again."""

from typing import Any

STEPS = ("scope", "folds", "help", "group", "hello")


def left(entry: dict[str, Any]) -> list[str]:
    """Return the steps that are neither done nor skipped."""
    return [step for step in STEPS if step not in entry]


def open_step(entry: dict[str, Any], wished: str = "") -> str:
    """Return the step to show: the one that was asked for, or the first that is left; "" when the path is walked."""
    return wished if wished in STEPS else next(iter(left(entry)), "")
