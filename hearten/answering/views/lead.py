"""For those who lead a group: when people are asked to look, and how soon somebody answers there."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.answering.figures import figures_of
from hearten.answering.forms import CallsForm, lengths
from hearten.answering.rules import FIRST, SECOND
from hearten.answering.saying import said
from hearten.answering.times import keep, times_of
from hearten.groups.views.lead import led_by
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused


@door(Knock.MEMBER, form=CallsForm)
def calls(request: HttpRequest, seat: Seat, *, group_id: UUID, form: CallsForm) -> HttpResponse:
    """Choose after how long people are asked."""
    place, errors = led_by(seat, group_id), form.errors
    if form.is_valid():
        try:
            keep(seat, place, form.cleaned_data["first"], form.cleaned_data["second"])
        except Refused as refused:
            errors = {"second": [refused.reason]}  # type: ignore[assignment]  # as a form says it
        else:
            leave_note(request, _("Kept. It holds for what is written from now on."))
            return HttpResponseRedirect(url("answering:calls", group_id))
    times = times_of(seat, group_id)
    return show(
        request,
        "answering/calls.html",
        status=422 if form.is_bound else 200,
        here="groups",
        my=place,
        firsts=lengths(FIRST),
        seconds=lengths(SECOND),
        given=request.POST if form.is_bound else {"first": str(times.first), "second": str(times.second)},
        errors=errors,
    )


@door(Knock.MEMBER)
def figures(request: HttpRequest, seat: Seat, *, group_id: UUID) -> HttpResponse:
    """Show how soon people are answered in one's own group, and when nobody is on duty."""
    place = led_by(seat, group_id)
    found = said(figures_of(seat, group_id))
    return show(request, "answering/figures.html", here="groups", my=place, zone=place.zone, found=found)
