"""What the first page asks of plans, in one query for whoever has none."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from hearten.kernel.seat import Seat
from hearten.plans import calendar
from hearten.plans.doing.reading import Line, of_today
from hearten.plans.returns.actions import here_again


class _There(NamedTuple):
    plan: bool
    asks: bool
    wish: bool


class Home(NamedTuple):
    """What the first page shows of one's plan: what today holds, whether it asks how it is, whether one is back."""

    lines: Sequence[Line]
    asks: bool
    back: bool
    day: date


_THERE = """
SELECT EXISTS (SELECT 1 FROM plans_commitment WHERE member_id = %s),
  EXISTS (SELECT 1 FROM plans_prompt WHERE member_id = %s AND ended_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM plans_entry WHERE member_id = %s AND kind = 'check_in' AND day = %s),
  EXISTS (SELECT 1 FROM plans_gentlereturn WHERE member_id = %s AND ended_at IS NULL AND seen_on < %s)"""


def for_home(seat: Seat) -> Home:
    """Return what the first page shows of one's own plan. That they are here is noted for whoever wants notes."""
    day = calendar.today()
    there = seat.read(_There, _THERE, seat.me, seat.me, seat.me, day, seat.me, day)[0]
    back = here_again(seat) is not None if there.wish else False
    return Home(of_today(seat, day) if there.plan else [], there.asks, back, day)
