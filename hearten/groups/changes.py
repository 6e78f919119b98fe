"""What changed between two versions of an agreement, line by line."""

from difflib import SequenceMatcher
from typing import NamedTuple


class Line(NamedTuple):
    mark: str  # "new", "gone" or "" for what stayed
    text: str


def changes(before: str, after: str) -> list[Line]:
    """Return the lines of both texts in reading order; what is gone stands before what took its place."""
    old, new = _lines(before), _lines(after)
    told: list[Line] = []
    for what, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if what == "equal":
            told += [Line("", text) for text in new[c:d]]
        else:
            told += [Line("gone", text) for text in old[a:b]] + [Line("new", text) for text in new[c:d]]
    return told


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
