"""A member's own settings about meetings: reminders, and the address of their calendar."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.meetings.models import CalendarKey, When
from hearten.meetings.schedule.actions import mine
from hearten.meetings.schedule.forms import NothingForm, RemindForm


@door(Knock.MEMBER, form=RemindForm)
def calendar(request: HttpRequest, seat: Seat, *, form: RemindForm) -> HttpResponse:
    """Choose reminders; see whether there is an address for one's calendar."""
    if form.is_bound and form.is_valid():
        mine.remind(seat, form.cleaned_data["when"])
        leave_note(request, _("Kept."))
        return HttpResponseRedirect(url("meetings:calendar"))
    return _page(request, seat, status=422 if form.is_bound else 200, errors=form.errors)


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def address(request: HttpRequest, seat: Seat, *, form: NothingForm) -> HttpResponse:
    """Make the address anew. It is shown in this answer, and never again."""
    token = mine.make_address(seat)
    return _page(request, seat, address=settings.HEARTEN_ORIGIN + url("meetings:feed", token))


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def end_address(request: HttpRequest, seat: Seat, *, form: NothingForm) -> HttpResponse:
    """End the address."""
    mine.end_address(seat)
    leave_note(request, _("The address of your calendar does not work any more."))
    return HttpResponseRedirect(url("meetings:calendar"))


def _page(
    request: HttpRequest, seat: Seat, *, status: int = 200, address: str = "", errors: object = None
) -> HttpResponse:
    running = seat.glance(CalendarKey).filter(member_id=seat.me, ended_at=None).order_by("-made_at").first()
    return show(
        request,
        "meetings/mine.html",
        status=status,
        here="you",
        when=mine.reminded(seat),
        choices=When.choices,
        running=running,
        address=address,
        errors=errors or {},
    )
