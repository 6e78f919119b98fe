"""Switching private contact on and off for oneself."""

from hearten.kernel.clock import now
from hearten.kernel.seat import Seat
from hearten.messages.models import Contact
from hearten.messages.reading import closure_of
from hearten.messages.rules import may_switch_on


def switch_on(seat: Seat) -> None:
    """Let people of one's groups ask to write. Doing it twice is doing it once. Raises Refused where it was closed."""
    may_switch_on(closure_of(seat)).or_refuse()
    Contact.objects.bulk_create([Contact(member_id=seat.me, since=now())], ignore_conflicts=True)


def switch_off(seat: Seat) -> None:
    """End it: nobody can ask any more, and nobody can write on. What was written stays for both."""
    seat.glance(Contact).filter(member_id=seat.me, ended_at=None).update(ended_at=now())
