"""What each part of hearten adds to the matrices: its doors, its tables, and the rows that stand in them.

A part is a module with some of these names; `doors.py`, `tables.py` and `conftest.py` say what each means:
DOORS, SUBJECTS, FORMS; TABLES, CHANGED, ABOUT, GROUP, UNREADABLE, LETTERS; and
fill(made, cast, moment, put), which adds at least one row to each of its tables, past the policies.
"""

from types import ModuleType
from typing import Any

from tests.confidentiality.parts import (
    after,
    answering,
    bounds,
    by_letter,
    care,
    desk,
    distance,
    encouragement,
    entering,
    finding,
    for_two,
    formats,
    groups,
    guide,
    guides,
    handover,
    library,
    listings,
    measures,
    messages,
    moderation,
    offers,
    outside,
    pictures,
    plans,
    quiet,
    resources,
    rights,
    rooms,
    safety,
    schedule,
    search,
    threads,
    trying,
    wellness,
    work,
)

PARTS: tuple[ModuleType, ...] = (
    entering,
    groups,
    threads,
    desk,
    bounds,
    rights,
    rooms,
    after,
    safety,
    moderation,
    offers,
    messages,
    pictures,
    distance,
    formats,
    schedule,
    search,
    finding,
    for_two,
    library,
    guides,
    trying,
    encouragement,
    quiet,
    answering,
    resources,
    listings,
    work,
    outside,
    by_letter,
    measures,
    care,
    wellness,
    handover,
    plans,
    guide,
)


def texts(name: str) -> str:
    """Return one name's text of every part, one after the other."""
    return "".join(getattr(part, name, "") for part in PARTS)


def entries(name: str) -> dict[str, Any]:
    """Return one name's entries of every part in one dictionary. A key belongs to one part alone."""
    keys = [key for part in PARTS for key in getattr(part, name, {})]
    assert len(keys) == len(set(keys)), sorted(key for key in set(keys) if keys.count(key) > 1)
    return {key: value for part in PARTS for key, value in getattr(part, name, {}).items()}


def letters_of(table: str) -> dict[str, Any]:
    """Return the letters of the part that a table belongs to."""
    of = (part for part in PARTS if f"\n{table} " in getattr(part, "TABLES", ""))
    return getattr(next(of, None), "LETTERS", {})
