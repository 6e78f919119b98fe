"""What other slices read of a member's plan and days, as that member."""

from collections.abc import Sequence
from datetime import date

from hearten.kernel.seat import Seat
from hearten.plans import calendar
from hearten.plans.days.entries import Written, entries
from hearten.plans.doing.reading import Held, Line, held, of_today
from hearten.plans.doing.rules import rests_on


def today(seat: Seat) -> list[Line]:
    """Return what the member's own day holds: each with their words and "done", "not_today" or "open"."""
    return of_today(seat, calendar.today())


def commitments_of(seat: Seat) -> list[Held]:
    """Return what the member would like to do and does now: not what is paused, and not what ended."""
    day = calendar.today()
    return [one for one in held(seat, calendar.monday_of(day)) if not one.over and not rests_on(one.rests, day)]


def entries_of(seat: Seat, since: date) -> Sequence[Written]:
    """Return the member's own entries from a day on, the latest first."""
    return entries(seat, since)
