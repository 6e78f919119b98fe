"""A draft cut into stretches that are marked alike, so that a page can show and say which words carry what."""

from itertools import pairwise
from typing import Any, NamedTuple

from hearten.coach.wording import names


class Mark(NamedTuple):
    """A stretch of the draft: its words, which mechanisms it carries, and their names as a screen reader says them."""

    text: str
    kinds: tuple[str, ...]
    said: str


def marks(draft: str, levels: dict[str, Any], slips: list[dict[str, Any]]) -> list[Mark]:
    """Return the whole draft as stretches. `levels` and `slips` are a reading's, as plain values (`thinking.as_told`).

    Words that are named as a slip are not marked as doing well at the same time.
    """
    slipped = [(slip["start"], slip["end"]) for slip in slips]
    carried = [(*span, name) for name, found in levels.items() if found["level"] for span in found["rationales"]]
    edges = {edge for start, end, *_name in [*carried, *slipped] for edge in (start, end)}
    called, made = names(), []
    for start, end in pairwise(sorted({0, len(draft), *(edge for edge in edges if edge <= len(draft))})):
        within = {name for a, b, name in carried if a <= start and end <= b}
        named = any(a <= start and end <= b for a, b in slipped)
        kinds = tuple(kind for kind in called if kind in within and not named)
        made.append(Mark(draft[start:end], kinds, ", ".join(called[kind][0] for kind in kinds)))
    return made
