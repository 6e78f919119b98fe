"""Being away for a while (G6): hidden from lists of people, told nothing, asked nothing. Nobody is told, either."""

from datetime import timedelta

from django.db.models import BooleanField, F, Func

from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.members.models import Break

# What one may choose: the value in the form, and how long that is. None: until they say that they are back.
LENGTHS = {"week": 7, "fortnight": 14, "month": 30, "open": None}
OPEN = "open"


def running(seat: Seat) -> Break | None:
    """Return the break that the seat's member is on, or None."""
    found = seat.glance(Break).filter(member_id=seat.me, ended_at=None).first()
    return found if found and (found.until is None or found.until > now().date()) else None


def begin(seat: Seat, length: str) -> Break:
    """Be away from now on. A break that runs already ends, and this one counts."""
    end(seat)
    days = LENGTHS[length]
    until = now().date() + timedelta(days=days) if days else None
    made = Break(member_id=seat.me, began_at=now(), until=until)
    made.save(force_insert=True)
    return made


def end(seat: Seat) -> None:
    """Be back. Nobody is told."""
    seat.glance(Break).filter(member_id=seat.me, ended_at=None).update(ended_at=now())


def mark_of(away: Break | None) -> str:
    """Return what a browser's session keeps of a break, a day or "open": the first page then offers the way back."""
    if away is None:
        return ""
    return away.until.isoformat() if away.until else OPEN


def is_away(mark: str) -> bool:
    """Whether such a mark says that the break still runs."""
    return mark == OPEN or mark > now().date().isoformat()


def on_break(member: str = "member_id") -> Func:
    """Return, for a query over other people's rows, whether that row's member is away (a reviewed function says so)."""
    return Func(F(member), function="hearten_on_break", output_field=BooleanField())
