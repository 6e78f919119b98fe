"""Reminders of what is kept here. What one says outside is fixed and neutral: not what, not how much, not for whom.

Whoever has no zone is reminded of nothing: a time of day means nothing without a clock. The pages ask for it wherever
a reminder would follow.
"""

from collections.abc import Sequence
from datetime import date, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.members.zones import choices, zone_of
from hearten.notices.reminders import Rhythm, moment_of, remind, remind_no_more, reminded_at

TIMES, REFILL, VISIT = "care_times", "care_refill", "care_visit"
DAY_BEFORE = timedelta(days=1)
IN_THE_MORNING, IN_THE_EVENING = time(9), time(18)


def times(seat: Seat, routine_id: UUID, at: Sequence[time], days: Sequence[int]) -> None:
    """Have its person reminded at these times from now on (days: 1 is Monday); of nothing while there are none."""
    zone = zone_of(seat)
    if not at or not zone:
        return remind_no_more(seat, kind=TIMES, about=routine_id)
    today = now().astimezone(ZoneInfo(zone)).date()
    rhythm = Rhythm(times=tuple(at), days=tuple(day - 1 for day in days), first=today)
    remind(seat, kind=TIMES, about=routine_id, rhythm=rhythm)


def is_reminded(seat: Seat, routine_id: UUID) -> bool:
    """Whether its person is reminded at its times."""
    return reminded_at(seat, kind=TIMES, about=routine_id) is not None


def refill(seat: Seat, routine_id: UUID, on: date | None) -> None:
    """Have its person reminded in the morning of the day before they need more of it (see `_once`)."""
    _once(seat, REFILL, routine_id, on, IN_THE_MORNING)


def visit(seat: Seat, appointment_id: UUID, on: date | None) -> None:
    """Have its person reminded in the evening before an appointment (see `_once`)."""
    _once(seat, VISIT, appointment_id, on, IN_THE_EVENING)


def _once(seat: Seat, kind: str, about: UUID, on: date | None, at: time) -> None:
    """Remind the day before, or where that has gone by, in the morning of the day itself; after that never."""
    zone = zone_of(seat)
    chances = [(on - DAY_BEFORE, at), (on, IN_THE_MORNING)] if on and zone else []
    coming = [(day, at) for day, at in chances if moment_of(day, at, ZoneInfo(zone)) > now()]
    if not coming:
        return remind_no_more(seat, kind=kind, about=about)
    day, at = coming[0]
    remind(seat, kind=kind, about=about, rhythm=Rhythm(times=(at,), first=day, last=day))


def clocks(seat: Seat) -> list[tuple[str, str]]:
    """Return what to choose a clock from, where nobody knows the member's; else nothing."""
    return [] if zone_of(seat) else choices()


def no_more(seat: Seat, about: UUID) -> None:
    """Have nothing more said about one routine, or one appointment."""
    for kind in (TIMES, REFILL, VISIT):
        remind_no_more(seat, kind=kind, about=about)
