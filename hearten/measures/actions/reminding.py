"""Being reminded of one's questionnaires, if one wants to: one reminder for all of them, so that it says nothing."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.measures.telling import REMINDER, RHYTHMS
from hearten.members.zones import known_zone_of
from hearten.notices.reminders import Rhythm, remind, remind_no_more, reminded_at

AT = time(9)


def be_reminded(seat: Seat, rhythm: str) -> None:
    """Be reminded every so many days, at nine by one's own clock, or not any more ("").

    Raises Refused where no clock is known.
    """
    if not rhythm:
        remind_no_more(seat, kind=REMINDER, about=seat.me)
        return
    every = RHYTHMS[rhythm]
    today = now().astimezone(ZoneInfo(known_zone_of(seat))).date()
    remind(seat, kind=REMINDER, about=seat.me, rhythm=Rhythm((AT,), first=today + timedelta(days=every), every=every))


def next_reminder(seat: Seat) -> datetime | None:
    """Return when the next reminder comes, or None."""
    return reminded_at(seat, kind=REMINDER, about=seat.me)
