"""A draft cut into stretches that are marked alike, so that a page can show and say which words carry what."""

from itertools import pairwise
from typing import Any, NamedTuple

from hearten.coach.wording import names


class Mark(NamedTuple):
    """A stretch of the draft: its words, which mechanisms it carries, and their names as a screen reader says them."""

    text: str
    kinds: tuple[str, ...]
    said: str


def marks(draft: str, levels: dict[str, Any]) -> list[Mark]:
    """Return the whole draft as stretches. `levels` are a reading's, as plain values (`thinking.as_told`)."""
    spans = [
        (start, end, name) for name, found in levels.items() if found["level"] for start, end in found["rationales"]
    ]
    cuts = sorted(
        {0, len(draft), *(edge for start, end, _name in spans for edge in (start, end) if edge <= len(draft))}
    )
    called = names()
    made = []
    for start, end in pairwise(cuts):
        kinds = tuple(name for name in called if any(a <= start and end <= b for a, b, one in spans if one == name))
        made.append(Mark(draft[start:end], kinds, ", ".join(called[kind][0] for kind in kinds)))
    return made
