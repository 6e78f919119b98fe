"""A group's two times: read, kept, and said in words."""

from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearten.answering.models import Calls
from hearten.answering.rules import USUAL, may_keep
from hearten.groups.standing import Place
from hearten.kernel.clock import now
from hearten.kernel.seat import Seat


class Times(NamedTuple):
    """After how many minutes without an answer people are asked, and who leads."""

    first: int
    second: int


def times_of(seat: Seat, group_id: UUID) -> Times:
    """Return a group's own times, or the usual ones."""
    own = seat.glance(Calls).filter(group_id=group_id).values_list("first", "second").first()
    return Times(*(own or USUAL))


def keep(seat: Seat, place: Place, first: int, second: int) -> None:
    """Keep a group's own times, for what is written from now on. Raises Refused where they do not fit together."""
    may_keep(first, second).or_refuse()
    said = {"first": first, "second": second, "set_by_name": place.name, "set_at": now()}
    if not seat.glance(Calls).filter(group_id=place.group_id).update(**said):
        Calls(group_id=place.group_id, **said).save(force_insert=True)


def length(minutes: int) -> str:
    """Return a length of time in words, in whole hours from an hour on."""
    if minutes < 60:
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    hours = round(minutes / 60)
    return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}


def said_of_group(seat: Seat, group_id: UUID) -> str:
    """Return what happens in a group when nobody answers, for its people."""
    times = times_of(seat, group_id)
    return _(
        "When somebody asks for support and nobody has answered after %(first)s, the people on duty are asked to look, "
        "or the peer supporters if nobody is. After %(second)s, those who lead the group are asked."
    ) % {"first": length(times.first), "second": length(times.second)}
