"""A member's own weeks in the practice room. Nobody else can read this."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from hearten.coach.models import Try
from hearten.kernel.confidential import ME
from hearten.kernel.seat import Seat

WEEKS = 8


class Week(NamedTuple):
    """One week: when it began, how many replies were tried, and how many of them had each of the three."""

    began: date
    tries: int
    warmth: int
    understanding: int
    interest: int


_WEEKS = f"""
SELECT date_trunc('week', at)::date, count(*), count(*) FILTER (WHERE warmth),
  count(*) FILTER (WHERE understanding), count(*) FILTER (WHERE interest)
FROM coach_try WHERE member_id = {ME} GROUP BY 1 ORDER BY 1 DESC LIMIT %s"""


def weeks(seat: Seat) -> Sequence[Week]:
    """Return the last weeks in which the member practised, the newest first."""
    return seat.read(Week, _WEEKS, WEEKS)


def done_by(seat: Seat) -> set[str]:
    """Return the scenarios that the member has tried."""
    return set(seat.glance(Try).filter(member_id=seat.me).values_list("scenario", flat=True))
