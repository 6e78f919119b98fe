"""One meeting: what to expect, keeping a place, giving it up."""

from typing import Any
from uuid import UUID

from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.groups.standing import Place
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.meetings.after import reading as reading_after
from hearten.meetings.for_two.views.session import session_page
from hearten.meetings.models import Change, Duty, Medium, Meeting, Reminder, Role
from hearten.meetings.models import Seat as Kept
from hearten.meetings.room import reading as reading_room
from hearten.meetings.schedule import reading, rules
from hearten.meetings.schedule.actions import places
from hearten.meetings.schedule.times import spoken


@door(Knock.MEMBER)
def meeting(request: HttpRequest, seat: Seat, *, meeting_id: UUID) -> HttpResponse:
    """Show when it is, what happens there, how many come, and who does what."""
    place, found = reading.meeting_in(seat, meeting_id)
    if found.host_id is not None:
        return session_page(request, seat, place, found)
    kept, moment = reading.places_of(seat, found), now()
    return show(
        request,
        "meetings/meeting.html",
        here="groups",
        my=place,
        meeting=found,
        when=spoken(found.starts_at, found.zone),
        doors=spoken(rules.doors_open_at(found), found.zone),
        door=reading_room.door(seat, found),
        kept=kept,
        free=max(0, found.places - kept.taken),
        may_keep=rules.may_keep_place(place, found, moment),
        may_change=rules.may_change(place, found, moment),
        over=rules.ends_at(found) <= moment,
        after=reading_after.after_of(seat, found, place),
        meant=reading_after.meant_to_do(seat, found, place),
        **_around(seat, place, found, kept),
    )


def _around(seat: Seat, place: Place, found: Meeting, kept: reading.Places) -> dict[str, Any]:
    """Return what belongs to a meeting: its last change, roles, ways to take part, the room beside."""
    others = reading.beside(seat, found)
    leading = reading.leading_there(seat, found) if place.leads else set()
    has_one = any(other.beside_id == found.id for other in others)
    counted = kept.taken + kept.waiting
    change = reading.last_change(seat, found)
    return {
        "change": change,
        "was": spoken(change.was_at, found.zone) if change else None,
        "duties": [(one, Role(one.role).label) for one in reading.duties_of(seat, found)],
        "media": [Medium(one).label for one in found.media],
        "beside": others,
        "may_open_beside": rules.may_open_beside(place, found, counted, leading, has_one, now()),
    }


@door(Knock.MEMBER, methods=("POST",))
def keep(request: HttpRequest, seat: Seat, *, meeting_id: UUID) -> HttpResponse:
    """Keep a place, or wait for one."""
    place, found = reading.meeting_in(seat, meeting_id)
    is_in = places.keep(seat, place, found)
    kept = reading.places_of(seat, found)
    leave_note(request, _("You have a place.") if is_in or kept.mine == 0 else _("You wait for a place. We tell you."))
    return HttpResponseRedirect(url("meetings:meeting", found.id))


@door(Knock.MEMBER, methods=("POST",))
def give_up(request: HttpRequest, seat: Seat, *, meeting_id: UUID) -> HttpResponse:
    """Give one's place up."""
    _place, found = reading.meeting_in(seat, meeting_id)
    rules.is_for_the_group(found).or_refuse()
    places.give_up(seat, found)
    leave_note(request, _("Your place is free for somebody else now. Nobody is told that it was yours."))
    return HttpResponseRedirect(url("meetings:meeting", found.id))


@door(Knock.MEMBER)
def news(request: HttpRequest, seat: Seat, *, about: UUID) -> HttpResponse:
    """Lead from a notice to its meeting, as far as the reader may see what the notice is about."""
    if seat.glance(Meeting).filter(pk=about).exists():
        return HttpResponseRedirect(url("meetings:meeting", about))
    kinds: tuple[type[models.Model], ...] = (Kept, Change, Duty, Reminder)
    for kind in kinds:
        found = seat.glance(kind).filter(pk=about).values_list("meeting_id", flat=True).first()
        if found is not None:
            return HttpResponseRedirect(url("meetings:meeting", found))
    raise Unseen
