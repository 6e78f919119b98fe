"""Whether somebody may sit with one other person alone, at the table and at the door of the room."""

from django.utils.translation import gettext as _

from hearten.groups.contact import is_closed_to
from hearten.groups.standing import Place
from hearten.kernel.pages import url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Verdict, no, yes
from hearten.moderation.reading import gate_of
from hearten.moderation.rules import may_write_now


def may_be_two(seat: Seat, place: Place) -> None:
    """Raises Refused for whoever may not sit with somebody alone now, or not write in this group."""
    agreed_and_open(place, is_closed_to(seat)).or_refuse()
    may_write_now(gate_of(seat, place.group_id)).or_refuse()


def agreed_and_open(place: Place, closed: bool) -> Verdict:
    """May this person sit with somebody alone: having agreed to what holds, and with private contact not closed?"""
    if not place.up_to_date:
        return no(
            _("Our agreement has changed. Read it and agree, then come back here."),
            url("groups:agreement", place.group_id),
            _("Read our agreement"),
        )
    if closed:
        return no(
            _("Private contact is closed for you at the moment, and sessions of two are part of it."),
            url("moderation:decisions"),
            _("Read why, and how to ask again"),
        )
    return yes
