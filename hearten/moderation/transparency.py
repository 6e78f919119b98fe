"""The transparency file: what was reported, decided, asked again and read by staff in one year (MO-05).

Everything is counted from the tables, by the keeper. Small numbers could point at people, so a cell below five is
written "fewer than 5", and where a total would give a single hidden cell away, the smallest other cell is hidden too.

Cases are kept until the end of the year after the one in which they were closed, so a year is counted while the next
one lasts. What is missing all the same, the file names.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import connections

from hearten.kernel.clock import now

FEWEST = 5
FEW, HIDDEN = "fewer than 5", "not shown"
Cells = dict[str, int]


@dataclass(frozen=True)
class Year:
    """The numbers of one year: breakdowns that share a population stand in one group, as {name: {cell: count}}."""

    year: int
    groups: list[dict[str, Cells]]
    alone: Cells
    median_hours: float | None
    decided: int = field(default=0)
    late: bool = False  # whether cases of this year are forgotten by now


_MADE = "WHERE made_at >= %s AND made_at < %s"
_STEP = "step || CASE WHEN by_id IS NULL THEN ' (rule)' ELSE ' (person)' END"
BREAKDOWNS: list[dict[str, str]] = [
    {"reports by category": f"SELECT category, count(*) FROM moderation_report {_MADE} GROUP BY 1"},
    {
        "steps, by people and by rules": f"SELECT {_STEP}, count(*) FROM moderation_act {_MADE} GROUP BY 1",
        "steps by category": f"SELECT category, count(*) FROM moderation_act {_MADE} GROUP BY 1",
    },
    {
        "appeals by answer": "SELECT coalesce(nullif(answer, ''), 'waiting'), count(*) "
        f"FROM moderation_appeal {_MADE} GROUP BY 1"
    },
]
# What went for other reasons than its age: erasing an account takes a person's own rows along.
MISSING = [
    "Reports and unanswered appeals of people whose account was erased since, and looks of staff at what was theirs.",
    "Memberships that somebody who leads a group ended under People: they are no decision about a report.",
]
TOO_LATE = "Cases that are forgotten: each goes at the end of the year after the one in which it was closed."
_RAID = "category = 'raid' AND opened_at >= %s AND opened_at < %s"
ALONE = {
    "looks of staff at something private": "SELECT count(*) FROM members_staffread WHERE at >= %s AND at < %s",
    "groups entered by staff": f"SELECT count(*) FROM groups_grant {_MADE}",
    "switches of groups": f"SELECT count(*) FROM moderation_switch {_MADE}",
    "cases of signs of a raid": f"SELECT count(*) FROM moderation_case WHERE {_RAID}",
}
_MEDIAN = """
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM closed_at - opened_at) / 3600), count(*)
FROM moderation_case WHERE closed_at >= %s AND closed_at < %s"""


def counted(year: int) -> Year:
    """Count one year, as the keeper."""
    span = [datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)]
    with connections["keeper"].cursor() as cursor:

        def rows(sql: str) -> list[Any]:
            cursor.execute(sql, span)
            return list(cursor.fetchall())

        groups = [{name: dict(rows(sql)) for name, sql in group.items()} for group in BREAKDOWNS]
        alone = {name: rows(sql)[0][0] for name, sql in ALONE.items()}
        median, decided = rows(_MEDIAN)[0]
    late = now().astimezone(UTC).year > year + 1
    return Year(year, groups, alone, None if median is None else round(float(median), 1), decided, late)


def shown(year: Year) -> dict[str, Any]:
    """Return the year as it is published."""
    tables: dict[str, Any] = {}
    for group in year.groups:
        closed = {name: covered(cells) for name, cells in group.items()}
        told = all(may_tell_total(group[name], cells) for name, cells in closed.items())
        for name, cells in closed.items():
            total = one(sum(group[name].values())) if told else HIDDEN
            tables[name] = {"cells": cells, "total": total}
    enough = year.decided >= FEWEST
    return {
        "year": year.year,
        "tables": tables,
        "counts": {name: one(count) for name, count in year.alone.items()},
        "median hours from a case to its decision": year.median_hours if enough else FEW,
        "cases decided": one(year.decided),
        "not counted": [*MISSING, *([TOO_LATE] if year.late else [])],
    }


def one(count: int) -> int | str:
    """Return a number that stands alone, or that it is small."""
    return count if count >= FEWEST else FEW


def covered(cells: Mapping[str, int]) -> dict[str, int | str]:
    """Return the cells with the small ones hidden, and as many more as it takes that a total does not give one away."""
    hidden = {name: FEW for name, count in cells.items() if count < FEWEST}
    for name in sorted(cells, key=lambda name: (cells[name], name)):
        if not hidden or not _given_away(cells, hidden):
            break
        hidden.setdefault(name, HIDDEN)
    return {name: hidden.get(name, cells[name]) for name in sorted(cells)}


def may_tell_total(cells: Mapping[str, int], closed: Mapping[str, int | str]) -> bool:
    """Whether the total of a breakdown leaves more than one way for the hidden cells to add up."""
    hidden = {name: str(value) for name, value in closed.items() if isinstance(value, str)}
    return not hidden or not _given_away(cells, hidden)


def _given_away(cells: Mapping[str, int], hidden: Mapping[str, str]) -> bool:
    """Whether who knows the total can work a hidden cell out: one cell, or a sum that only one filling makes.

    A cell that is listed holds at least one, and one that says "fewer than 5" at most four.
    """
    least = sum(1 if word == FEW else FEWEST for word in hidden.values())
    most = sum(FEWEST - 1 for word in hidden.values() if word == FEW)
    rest = sum(cells[name] for name in hidden)
    open_ended = any(word == HIDDEN for word in hidden.values())
    return len(hidden) < 2 or rest == least or (not open_ended and rest == most)


def readable(told: Mapping[str, Any]) -> str:
    """Return the same as Markdown."""
    lines = [f"# What was reported and decided in {told['year']}", ""]
    lines += [f"Numbers below {FEWEST} are written \u201c{FEW}\u201d, so that they point at nobody.", ""]
    for name, table in told["tables"].items():
        lines += [f"## {name.capitalize()}", "", "| What | How many |", "| --- | --- |"]
        lines += [f"| {cell} | {count} |" for cell, count in table["cells"].items()]
        lines += [f"| **all** | {table['total']} |", ""]
    lines += ["## Other numbers", "", "| What | How many |", "| --- | --- |"]
    lines += [f"| {name} | {count} |" for name, count in told["counts"].items()]
    for name in ("cases decided", "median hours from a case to its decision"):
        lines.append(f"| {name} | {told[name]} |")
    lines += ["", "## Not counted", "", *(f"- {what}" for what in told["not counted"])]
    return "\n".join(lines) + "\n"
