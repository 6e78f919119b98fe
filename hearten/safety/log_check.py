"""Checking the log: each line's mark is reckoned anew, outside the database, and compared (CR-21)."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Line(NamedTuple):
    """One line of safety_logentry."""

    number: int
    at: datetime
    concern: UUID | None
    what: str
    level: str
    detail: str
    by: UUID | None
    mark_before: str
    mark: str


LINES = "SELECT number, at, concern, what, level, detail, by, mark_before, mark FROM safety_logentry ORDER BY number"


def mark_of(line: Line) -> str:
    """Return what a line's mark must be: SHA-256 over its values and the mark before it (safety_mark in SQL)."""
    micros = (line.at - _EPOCH) // (datetime.resolution)
    ids = (line.concern or "-", line.by or "-")
    parts = (line.number, micros, ids[0], line.what, line.level, line.detail, ids[1], line.mark_before)
    return hashlib.sha256("|".join(str(part) for part in parts).encode()).hexdigest()


def broken(lines: Iterable[Line]) -> Iterator[tuple[int, str]]:
    """Yield (number, what is wrong) for every line that is not as it was written, was put in, or follows one taken out.

    Lines of more than two years ago may have been swept: the first line that is there begins the chain.
    """
    before: Line | None = None
    for line in lines:
        if before is not None and line.number != before.number + 1:
            yield line.number, f"lines {before.number + 1} to {line.number - 1} are gone"
        elif before is not None and line.mark_before != before.mark:
            yield line.number, "it does not follow the line before it"
        if mark_of(line) != line.mark:
            yield line.number, "it was changed"
        before = line
