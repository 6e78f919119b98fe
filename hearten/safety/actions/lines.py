"""Test calls: written down once, never changed."""

from datetime import date

from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.safety.models import TestCall


def last_calls(seat: Seat) -> dict[str, TestCall]:
    """Return the last test call to each line, by the line's id. One query."""
    calls = seat.glance(TestCall).order_by("line", "-at").distinct("line")
    return {call.line: call for call in calls}


def log_of_calls(seat: Seat, most: int = 200) -> list[TestCall]:
    """Return the newest test calls, newest first."""
    return list(seat.glance(TestCall).order_by("-at")[:most])


def record_call(seat: Seat, *, line: str, right: bool, on: date, initials: str) -> TestCall:
    """Write down that somebody dialled a line. Only an operator's seat may (row-level security refuses others)."""
    call = TestCall(line=line, right=right, on=on, initials=initials, at=now())
    call.save(force_insert=True)
    return call
