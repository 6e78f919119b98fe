"""What I count: the list with its numbers side by side, and each by itself."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.sending import fresh_client_id
from hearten.kernel.verdict import Refused
from hearten.plans.calendar import today
from hearten.plans.doing import actions, counting
from hearten.plans.doing.forms import MilestoneChangeForm, MilestoneForm
from hearten.plans.fields import NothingForm, SendingForm
from hearten.plans.models import Milestone
from hearten.plans.models.doing import Rest
from hearten.plans.models.milestones import Counts


@door(Knock.MEMBER)
def milestones(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show everything that the member counts."""
    counting.note_meetings(seat)
    found = counting.shown_to(seat)
    page: dict[str, Any] = {
        "running": [one for one in found if not one.over],
        "over": [one for one in found if one.over],
        "fresh": {one.row.id: fresh_client_id() for one in found},
        "today": today(),
    }
    return show(request, "plans/milestones.html", here="you", **page)


@door(Knock.MEMBER, form=MilestoneForm)
def begin(request: HttpRequest, seat: Seat, *, form: MilestoneForm) -> HttpResponse:
    """Begin to count something."""
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        may = counting.may_begin_on(said["first_day"], today())
        if may:
            counting.begin(seat, said["words"], said["counts"], said["first_day"], said["client_id"])
            leave_note(request, _("It counts from now on. Only you see it."))
            return _list()
        form.add_error("first_day", may.reason)
    given = request.POST if form.is_bound else {"client_id": fresh_client_id(), "first_day": today().isoformat()}
    page = {"given": given, "errors": form.errors, "ways": Counts.choices}
    return show(request, "plans/milestone_begin.html", status=422 if form.is_bound else 200, here="you", **page)


def _list() -> HttpResponse:
    return HttpResponseRedirect(url("plans:milestones"))


@door(Knock.MEMBER, form=MilestoneChangeForm)
def milestone(request: HttpRequest, seat: Seat, *, milestone_id: UUID, form: MilestoneChangeForm) -> HttpResponse:
    """Change what one is called and from which day it counts."""
    found = seat.find(Milestone, milestone_id)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        may = counting.may_begin_on(said["first_day"], today())
        if may:
            counting.change(seat, found, said["words"], said["first_day"])
            leave_note(request, _("Kept."))
            return _list()
        form.add_error("first_day", may.reason)
    shown = next(one for one in counting.shown_to(seat) if one.row.id == found.id)
    now_so: Any = {"words": found.words or "", "first_day": found.first_day.isoformat()}
    page = {"shown": shown, "given": request.POST if form.is_bound else now_so, "errors": form.errors}
    return show(request, "plans/milestone.html", status=422 if form.is_bound else 200, here="you", **page)


@door(Knock.MEMBER, form=SendingForm, methods=("POST",))
def more(request: HttpRequest, seat: Seat, *, milestone_id: UUID, form: SendingForm) -> HttpResponse:
    """Count once more."""
    counting.once_more(seat, seat.find(Milestone, milestone_id), _sent(form))
    leave_note(request, _("Counted."))
    return _list()


@door(Knock.MEMBER, form=SendingForm, methods=("POST",))
def setback(request: HttpRequest, seat: Seat, *, milestone_id: UUID, form: SendingForm) -> HttpResponse:
    """Write a setback down beside it."""
    counting.setback(seat, seat.find(Milestone, milestone_id), _sent(form))
    leave_note(request, _("Written down. Every number stays as it is, and you go on from here."))
    return _list()


def _sent(form: SendingForm) -> Any:
    if not form.is_valid():
        raise Refused(str(form.errors["client_id"][0]), url("plans:milestones"), _("What I count"))
    return form.cleaned_data["client_id"]


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def less(request: HttpRequest, seat: Seat, *, milestone_id: UUID, form: NothingForm) -> HttpResponse:
    """Take back the last time of today."""
    counting.take_back(seat, seat.find(Milestone, milestone_id))
    leave_note(request, _("Taken back."))
    return _list()


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def pause(request: HttpRequest, seat: Seat, *, milestone_id: UUID, form: NothingForm) -> HttpResponse:
    """Pause it from today."""
    actions.rest(seat, Rest.What.PAUSE, milestone=seat.find(Milestone, milestone_id).id)
    leave_note(request, _("Paused from today. What was counted stays."))
    return _list()


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def going_on(request: HttpRequest, seat: Seat, *, milestone_id: UUID, form: NothingForm) -> HttpResponse:
    """Go on after a pause, or after an end."""
    actions.go_on(seat, milestone=seat.find(Milestone, milestone_id).id)
    leave_note(request, _("It counts again from today."))
    return _list()


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def end(request: HttpRequest, seat: Seat, *, milestone_id: UUID, form: NothingForm) -> HttpResponse:
    """Stop counting it."""
    actions.rest(seat, Rest.What.END, milestone=seat.find(Milestone, milestone_id).id)
    leave_note(request, _("It does not count any more. What was counted stays here for you."))
    return _list()


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def removal(request: HttpRequest, seat: Seat, *, milestone_id: UUID, form: NothingForm) -> HttpResponse:
    """Remove it with all that it counted."""
    counting.remove(seat, seat.find(Milestone, milestone_id))
    leave_note(request, _("Removed."))
    return _list()
