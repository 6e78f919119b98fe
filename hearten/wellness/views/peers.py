"""Whom one names for company, what one answers to that, and having room."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.groups.models import Membership
from hearten.groups.standing import place_or_unseen
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused, Unseen
from hearten.wellness import rules
from hearten.wellness.actions import company as actions
from hearten.wellness.forms import NothingForm, PeerForm, RoomForm
from hearten.wellness.models import Peer


def _back() -> HttpResponse:
    return HttpResponseRedirect(url("wellness:company"))


@door(Knock.MEMBER, form=RoomForm, methods=("POST",))
def room(request: HttpRequest, seat: Seat, *, form: RoomForm) -> HttpResponse:
    """Have room for company."""
    if not form.is_valid():
        raise Refused(str(form.errors["until"][0]), url("wellness:company"), _("Company"))
    actions.have_room(seat, form.cleaned_data["until"])
    leave_note(request, _("You have room. Nobody sees that; if somebody asks, you are told."))
    return _back()


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def room_end(request: HttpRequest, seat: Seat, *, form: NothingForm) -> HttpResponse:
    """Have no room any more."""
    actions.no_more_room(seat)
    leave_note(request, _("You are not asked. Nobody sees that."))
    return _back()


@door(Knock.MEMBER, form=NothingForm)
def name(request: HttpRequest, seat: Seat, *, place_id: UUID, form: NothingForm) -> HttpResponse:
    """Ask somebody of a group whether they would be company for oneself."""
    place = seat.find(Membership, place_id, ended_at=None)
    mine = place_or_unseen(seat, place.group_id)
    if mine.membership_id == place.id:
        raise Unseen
    if form.is_bound:
        actions.name_peer(seat, place)
        leave_note(request, _("Asked. If %(name)s says yes, it stands on your list.") % {"name": place.name})
        return _back()
    page: dict[str, Any] = {"place": place, "mine": mine, "most": rules.MOST_PEERS}
    return show(request, "wellness/name_peer.html", here="you", **page)


@door(Knock.MEMBER, form=PeerForm, methods=("POST",))
def answer(request: HttpRequest, seat: Seat, *, peer_id: UUID, form: PeerForm) -> HttpResponse:
    """Say yes, or not now."""
    if not form.is_valid():
        raise Refused(str(form.errors["how"][0]), url("wellness:company"), _("Company"))
    agreed = form.cleaned_data["how"] == "agreed"
    actions.answer_naming(seat, peer_id, form.cleaned_data["how"])
    yes = _("You said yes. You are asked only while you have room.")
    leave_note(request, yes if agreed else _("Left for now. They see only that no yes came."))
    return _back()


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def end(request: HttpRequest, seat: Seat, *, peer_id: UUID, form: NothingForm) -> HttpResponse:
    """Take somebody off one's list, or take one's yes back."""
    seat.find(Peer, peer_id)
    actions.end_peer(seat, peer_id)
    leave_note(request, _("Done. Nobody is told."))
    return _back()
