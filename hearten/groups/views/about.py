"""What a group says about itself, at its own page and to everybody who stands before its door."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format

from hearten.groups.actions.ask import latest_request
from hearten.groups.calls import calls_of_group
from hearten.groups.choices import language_name, zone_name
from hearten.groups.models import LEADS, STANDING, Format, Grant, Group, Membership, Openness, Role
from hearten.groups.on_duty import cover_of_group
from hearten.groups.standing import Place, agreement_of, home_of, last_stay, place_in
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import safe_html, show
from hearten.kernel.seat import Seat
from hearten.members.breaks import on_break


@door(Knock.ANYONE)
def about(request: HttpRequest, seat: Seat, *, group_id: UUID) -> HttpResponse:
    return doorway(request, seat, seat.find(Group, group_id))


def doorway(request: HttpRequest, seat: Seat, group: Group) -> HttpResponse:
    """Show what a group says about itself: to visitors what everybody may read, to its people also who they meet."""
    place = place_in(seat, group.id)
    return show(
        request,
        "groups/about.html",
        here="groups",
        group=group,
        my=place,
        home=home_of(group.id),
        formats=[Format(value).label for value in group.formats if value in Format.values],
        language=language_name(group.language),
        zone=zone_name(group.zone),
        day=date_format,
        **_agreement(seat, group),
        **(_for_members(seat, place) if place else _for_outsiders(seat, group)),
    )


def _agreement(seat: Seat, group: Group) -> dict[str, Any]:
    agreement = agreement_of(seat, group.id)
    return {"agreement": agreement, "agreement_html": safe_html(agreement.html) if agreement else ""}


def _for_outsiders(seat: Seat, group: Group) -> dict[str, Any]:
    """Return what is between this person and the group: whom a facilitator removed, groups_join would refuse."""
    made = latest_request(seat, group.id) if seat.signed_in else None
    stay = last_stay(seat, group.id)
    if made and made.answer == "welcome" and stay and made.answered_at and made.answered_at <= stay.ended_at:
        made = None  # a welcome counts for one stay
    removed = stay is not None and stay.how == "removed"
    return {"request_made": made, "removed": removed, "asked_back": removed and group.openness != Openness.ASK}


def _for_members(seat: Seat, place: Place) -> dict[str, Any]:
    people = seat.glance(Membership).filter(group_id=place.group_id, ended_at=None)
    running = list(people.annotate(away=on_break()).order_by("joined_at"))
    here = [person for person in running if not person.away]
    looks = seat.glance(Grant).filter(group_id=place.group_id).order_by("-made_at")[:50]
    return {
        "standing": [(person, Role(person.role).label) for person in here if person.role in STANDING],
        "led": any(person.role in LEADS for person in running),
        "welcomers": [person.name for person in here if person.welcomes_since],
        "people_count": len(running),
        "looks": list(looks),
        "cover": cover_of_group(seat, place.group_id),
        "calls": calls_of_group(seat, place.group_id),
        "now": now(),
        "asked_back": False,
    }
