"""Signing browsers out from elsewhere: what each of them keeps goes with its next request (sessions.py)."""

from typing import Any, NamedTuple

from django.db.models import QuerySet

from hearten.kernel.live import leases_changed
from hearten.kernel.seat import Seat
from hearten.members.models import Session


class _Done(NamedTuple):
    done: Any


def end_sessions(seat: Seat, sessions: "QuerySet[Session]") -> None:
    """Sign browsers of the seat's member out: what they keep goes with their next request, live pages stop at once."""
    seat.read(_Done, "SELECT members_end_sessions(%s)", list(sessions.values_list("pk", flat=True)))
    leases_changed([seat.me])


def end_all_sessions(seat: Seat) -> None:
    """Sign the seat's member out in every browser."""
    end_sessions(seat, seat.glance(Session).filter(member_id=seat.me))
