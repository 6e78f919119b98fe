"""Text whose lines a mail program folded to be joined again by whoever shows them (RFC 3676, format=flowed)."""

import re

_QUOTES = re.compile(r">*")


def unfolded(text: str, del_sp: bool) -> str:
    """Return the paragraphs as they were typed. `del_sp`: the space at which a line was folded goes, too."""
    lines: list[tuple[str, str]] = []
    open_with: str | None = None
    for raw in text.split("\n"):
        depth, line = _taken_apart(raw)
        folds = line.endswith(" ") and line != "-- "
        kept = line[:-1] if folds and del_sp else line
        if open_with == depth and line != "-- ":
            lines[-1] = (depth, lines[-1][1] + kept)
        else:
            lines.append((depth, kept))
        open_with = depth if folds else None
    return "\n".join(f"{depth}{' ' if depth and line else ''}{line}" for depth, line in lines)


def _taken_apart(raw: str) -> tuple[str, str]:
    found = _QUOTES.match(raw)
    depth = found[0] if found else ""
    line = raw[len(depth) :]
    return depth, line[1:] if line.startswith(" ") else line  # the space that was stuffed in (4.4)
