"""For peer supporters and those who lead: the hours in which they can be talked to."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from hearten.groups.choices import zones
from hearten.groups.standing import Place, place_or_unseen
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused
from hearten.meetings.for_two import actions as for_two
from hearten.meetings.for_two import reading as reading_for_two
from hearten.meetings.for_two import rules as rules_for_two
from hearten.meetings.for_two.forms import HoursForm
from hearten.meetings.for_two.saying import week_line, weekdays
from hearten.meetings.models import Hours, Medium
from hearten.meetings.schedule.forms import NothingForm
from hearten.meetings.schedule.offered import PAUSES


@door(Knock.MEMBER, form=HoursForm)
def hours(request: HttpRequest, seat: Seat, *, group_id: UUID, form: HoursForm) -> HttpResponse:
    """See what one offers, and offer more."""
    place = place_or_unseen(seat, group_id)
    rules_for_two.may_offer(place).or_refuse()
    if form.is_bound and form.is_valid():
        try:
            for_two.offer(seat, place, form.offering())
        except Refused as no:
            form.add_error("begins", no.reason)
        else:
            leave_note(request, _("Offered. People of the group see the free times now."))
            return HttpResponseRedirect(url("meetings:hours", group_id))
    return _page(request, seat, place, form)


def _page(request: HttpRequest, seat: Seat, place: Place, form: HoursForm) -> HttpResponse:
    if not form.is_bound:
        form.initial = {"zone": timezone.get_current_timezone_name(), "minutes": 45, "ways": list(Medium.values)}
    mine = [
        one for one in reading_for_two.running_hours(seat, place.group_id) if place.membership_id == one.membership_id
    ]
    labels = dict(Medium.choices)
    return show(
        request,
        "meetings/hours.html",
        status=422 if form.is_bound else 200,
        here="groups",
        my=place,
        form=form,
        mine=[(one, week_line(one), ", ".join(str(labels[way]) for way in one.media)) for one in mine],
        days=weekdays(),
        zones=zones(),
        lengths=[(minutes, _("%(num)s minutes") % {"num": minutes}) for minutes in PAUSES],
        ways=Medium.choices,
    )


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def end(request: HttpRequest, seat: Seat, *, hours_id: UUID, form: NothingForm) -> HttpResponse:
    """End hours of one's own."""
    found = seat.find(Hours, hours_id, ended_at=None)
    for_two.end_hours(seat, place_or_unseen(seat, found.group_id), found)
    leave_note(request, _("Ended. What is booked stays. You can call each session off on its page."))
    return HttpResponseRedirect(url("meetings:hours", found.group_id))
