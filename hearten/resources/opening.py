"""The directory's own doors: who may read it is the operator's choice, and some look after it."""

from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from hearten.groups.standing import my_groups
from hearten.kernel.door import Answering, Knock, View, door
from hearten.kernel.seat import Seat
from hearten.members.actions import profile_of
from hearten.members.rules import staff_ready
from hearten.members.second_factors import has_second_factor
from hearten.resources.actions.checks import Keeper
from hearten.resources.rules import may_keep


def readers(view: Answering) -> View:
    """Let in members, and where the operator said so (HEARTEN_DIRECTORY_PUBLIC) everybody. GET alone."""
    everybody, members = door(Knock.ANYONE)(view), door(Knock.MEMBER)(view)

    @wraps(everybody)
    def through(request: HttpRequest, **values: Any) -> HttpResponse:
        return (everybody if settings.HEARTEN_DIRECTORY_PUBLIC else members)(request, **values)

    return through


def leads_somewhere(seat: Seat) -> bool:
    """Whether this seat leads a group."""
    return any(place.leads for place in my_groups(seat))


def keeper_or_unseen(seat: Seat) -> Keeper:
    """Return under which name this seat looks after the directory. Raises Unseen for who does not.

    Staff need their second step, as on the desk (Refused).
    """
    if seat.standing:
        staff_ready(seat, has_second_factor(seat.me)).or_refuse()
    may_keep(seat, leads_somewhere(seat)).or_refuse()
    return Keeper(profile_of(seat).name, seat.standing or "facilitator")
