"""Adding, moving and removing a part in a form that is being filled in. Nothing that was written is lost by it."""

from typing import Any

from django.http import QueryDict

from hearten.meetings.formats.forms import MOST_PARTS, FormatForm

Row = dict[str, Any]
# A part that was just added: a round in which everybody may say something.
NEW: Row = {
    "title": "", "min": 5, "order": "leader", "turn": "", "crosstalk": "none", "chat": "closed", "pass": True,
    "prompt": "", "script": "", "protect": False,
}  # fmt: skip


def rearranged(form: FormatForm, asked: QueryDict) -> Row:
    """Return what was filled in, after the step that a button asked for: `move` is "up-3", "below-0" or the like."""
    said, whole = form.written(), {"title", "length", "people", "based_on", "parts"}
    rows = [{name: said[f"{name}_{number}"] for name in ("id", *NEW)} for number in range(form.count)]
    rows = _step(rows, asked.get("move", ""))
    values = {name: said[name] for name in whole} | {"parts": len(rows)}
    for number, row in enumerate(rows):
        values |= {f"{name}_{number}": value for name, value in row.items()}
    return values


def _step(rows: list[Row], move: str) -> list[Row]:
    """Return the rows after one step. A step that cannot be taken changes nothing."""
    verb, _, number = move.partition("-")
    at = int(number) if number.isdecimal() and len(number) < 4 else -1
    if verb == "first" and not rows:
        return [NEW | {"id": _new_id(rows)}]
    if not 0 <= at < len(rows):
        return rows
    if verb == "below" and len(rows) < MOST_PARTS:
        return [*rows[: at + 1], NEW | {"id": _new_id(rows)}, *rows[at + 1 :]]
    row, others = rows[at], rows[:at] + rows[at + 1 :]
    if verb == "remove":
        return others
    to = {"up": max(at - 1, 0), "down": at + 1}.get(verb, at)
    return [*others[:to], row, *others[to:]]


def _new_id(rows: list[Row]) -> str:
    taken = {row["id"] for row in rows}
    return next(name for name in (f"part_{number}" for number in range(1, MOST_PARTS + 2)) if name not in taken)
