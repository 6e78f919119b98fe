"""Wanting to answer by letter, and wanting it no more."""

from uuid import uuid4

from hearten.by_letter.models import Wanted
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat


def is_wanted(seat: Seat) -> bool:
    """Whether the seat's own member wants to answer by letter."""
    return seat.glance(Wanted).filter(member_id=seat.me).exists()


def want(seat: Seat) -> None:
    """Take answers by letter from now on. To letters that went out before there is none."""
    Wanted.objects.bulk_create([Wanted(id=uuid4(), member_id=seat.me, since=now())], ignore_conflicts=True)


def want_no_more(seat: Seat) -> None:
    """Take none any more. What waits is there still."""
    seat.glance(Wanted).filter(member_id=seat.me).delete()
