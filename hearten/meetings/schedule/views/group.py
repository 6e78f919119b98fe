"""What a group has planned, and announcing more."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.groups.choices import zone_name
from hearten.groups.models import Membership
from hearten.groups.standing import Place, home_of, place_or_unseen
from hearten.groups.views.lead import led_by
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused
from hearten.meetings.formats import choosing
from hearten.meetings.models import Medium, Series
from hearten.meetings.schedule import reading
from hearten.meetings.schedule.actions import announce as announcing
from hearten.meetings.schedule.forms import AnnounceForm
from hearten.meetings.schedule.recurring import OFTEN
from hearten.meetings.schedule.times import spoken

USUAL_PLACES = 12


@door(Knock.MEMBER)
def listed(request: HttpRequest, seat: Seat, *, group_id: UUID) -> HttpResponse:
    """Show what is coming, and the last weeks."""
    place, moment = place_or_unseen(seat, group_id), now()
    rows = reading.to_come(seat, group_id, moment)
    return show(
        request,
        "meetings/list.html",
        here="groups",
        my=place,
        home=home_of(group_id),
        coming=[(row, spoken(row.starts_at, row.zone)) for row in rows],
        past=[(row, spoken(row.starts_at, row.zone)) for row in reading.gone_by(seat, group_id, moment)],
        again=list(seat.glance(Series).filter(group_id=group_id, ended_at=None).order_by("title"))
        if place.leads
        else [],
    )


@door(Knock.MEMBER, form=AnnounceForm)
def announce(request: HttpRequest, seat: Seat, *, group_id: UUID, form: AnnounceForm) -> HttpResponse:
    """Announce a meeting, or several that come again."""
    place = led_by(seat, group_id)
    if not form.is_bound or not form.is_valid():
        return _announce_page(request, seat, place, form)
    if form.cleaned_data["format"] not in {one.name for one in choosing.formats_for(seat, group_id)}:
        form.add_error("format", _("Choose a format from the list."))
        return _announce_page(request, seat, place, form)
    definition = choosing.definition_of(seat, group_id, form.cleaned_data["format"])
    if not form.fits(definition):
        return _announce_page(request, seat, place, form)
    try:
        made = announcing.announce(seat, place, _plan(place, form, definition))
    except Refused as no:
        form.add_error("day", no.reason)
        return _announce_page(request, seat, place, form)
    leave_note(request, _("Announced. People of the group see it now."))
    to = url("meetings:series" if isinstance(made, Series) else "meetings:meeting", made.id)
    return HttpResponseRedirect(to)


def _plan(place: Place, form: AnnounceForm, definition: dict[str, Any]) -> announcing.Plan:
    said = form.cleaned_data
    return announcing.Plan(
        title=said["title"],
        first_at=form.starts_at(place.zone),
        zone=place.zone,
        definition=definition,
        places=said["places"],
        media=said["ways"],
        rule=form.rule(place.zone),
        duties=form.duties(),
    )


def _announce_page(request: HttpRequest, seat: Seat, place: Place, form: AnnounceForm) -> HttpResponse:
    people = seat.glance(Membership).filter(group_id=place.group_id, ended_at=None).order_by("name")
    if not form.is_bound:
        form.initial = {"often": "weekly", "places": USUAL_PLACES, "ways": list(Medium.values)}
        form.initial |= {"facilitator": place.membership_id}
    return show(
        request,
        "meetings/announce.html",
        status=422 if form.is_bound else 200,
        here="groups",
        my=place,
        form=form,
        formats=[(one.name, one.title, one.about) for one in choosing.formats_for(seat, place.group_id)],
        often=OFTEN,
        ways=Medium.choices,
        people=[("", _("Nobody yet")), *((one.id, one.name) for one in people)],
        zone=zone_name(place.zone),
    )
