"""What a member chooses about meetings for themself: reminders, and the address of their own calendar."""

import hashlib
import secrets

from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.meetings.models import CalendarKey, Reminding, When


def hash_of(token: str) -> str:
    """Return what is kept of a calendar's token. It is 256 random bits, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def make_address(seat: Seat) -> str:
    """Make the address of one's calendar anew and return its token: the only time that anybody sees it."""
    end_address(seat)
    token = secrets.token_urlsafe(32)
    CalendarKey(member_id=seat.me, token_hash=hash_of(token), made_at=now()).save(force_insert=True)
    return token


def end_address(seat: Seat) -> None:
    """End every address of one's calendar. It is a page that does not exist from now on."""
    seat.glance(CalendarKey).filter(member_id=seat.me, ended_at=None).update(ended_at=now())


def remind(seat: Seat, when: str) -> None:
    """Choose how to be reminded."""
    if not seat.glance(Reminding).filter(member_id=seat.me).update(when=when):
        Reminding(member_id=seat.me, when=when).save(force_insert=True)


def reminded(seat: Seat) -> str:
    """Return how one is reminded: both times, when nothing was chosen."""
    chosen = seat.glance(Reminding).filter(member_id=seat.me).values_list("when", flat=True).first()
    return chosen or When.BOTH.value
