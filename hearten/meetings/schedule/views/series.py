"""For those who lead a group: meetings that come again, and ending them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.groups.standing import Place
from hearten.groups.views.lead import led_by
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused
from hearten.meetings.models import Meeting, Series
from hearten.meetings.schedule import recurring
from hearten.meetings.schedule.actions import change
from hearten.meetings.schedule.forms import EndSeriesForm
from hearten.meetings.schedule.times import spoken


def _led(seat: Seat, series_id: UUID) -> tuple[Place, Series]:
    found = seat.find(Series, series_id)
    return led_by(seat, found.group_id), found


@door(Knock.MEMBER)
def series(request: HttpRequest, seat: Seat, *, series_id: UUID) -> HttpResponse:
    """Show how often it comes, and which of its meetings are there already."""
    place, found = _led(seat, series_id)
    planned = seat.glance(Meeting).filter(series_id=found.id, starts_at__gt=now()).order_by("starts_at")
    return show(
        request,
        "meetings/series.html",
        here="groups",
        my=place,
        series=found,
        rule=recurring.in_words(found.rule),
        planned=[(one, spoken(one.starts_at, one.zone)) for one in planned],
    )


@door(Knock.MEMBER, form=EndSeriesForm)
def end(request: HttpRequest, seat: Seat, *, series_id: UUID, form: EndSeriesForm) -> HttpResponse:
    """End it, and say what becomes of the meetings that are planned."""
    place, found = _led(seat, series_id)
    if found.ended_at is not None:
        raise Refused(_("This has ended already."), url("meetings:series", found.id), _("Go there"))
    if form.is_bound and form.is_valid():
        change.end_series(seat, place, found, form.cleaned_data["planned"] == "keep", form.cleaned_data["words"])
        leave_note(request, _("Ended. Nothing more is planned by itself."))
        return HttpResponseRedirect(url("meetings:list", found.group_id))
    status = 422 if form.is_bound else 200
    return show(request, "meetings/end_series.html", status=status, here="groups", my=place, series=found, form=form)
