"""Groups on the desk: making one, naming who leads it, closing it, and entering one with a reason."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.desk import reading, rules
from hearten.desk.actions import visit
from hearten.desk.forms import ConfirmForm, EnterForm, FacilitatorForm
from hearten.desk.opening import desk
from hearten.groups import actions
from hearten.groups.choices import languages, zones
from hearten.groups.forms import MakeGroupForm
from hearten.groups.models import Format, Group, Keeps, Openness
from hearten.groups.standing import home_of, place_in, visit_in
from hearten.groups.starters import starter, starters
from hearten.kernel.door import Knock
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat


@desk()
def groups(request: HttpRequest, seat: Seat) -> HttpResponse:
    """List the groups that this seat may know of."""
    return show(request, "desk/groups.html", groups=reading.groups(seat), visits=reading.visits(seat))


@desk(Knock.OPERATOR, form=MakeGroupForm)
def make(request: HttpRequest, seat: Seat, *, form: MakeGroupForm) -> HttpResponse:
    """Make a group with its first agreement."""
    if not form.is_bound:
        begun = starter(request.GET.get("begin", "")) or starters()[0]
        return _make_page(request, {"openness": "open", "language": "en", "zone": "UTC", "agreement": begun.text})
    if not form.is_valid():
        return _make_page(request, request.POST, form.errors, status=422)
    made = actions.make_group(seat, form.cleaned_data)
    leave_note(request, _("The group is made. Now name somebody who leads it."))
    return HttpResponseRedirect(url("desk:group", made.id))


def _make_page(request: HttpRequest, given: Any, errors: Any = None, status: int = 200) -> HttpResponse:
    formats = given.getlist("formats") if hasattr(given, "getlist") else [Format.FORUM]
    choices = {"openness": Openness.choices, "formats": Format.choices, "keeps": Keeps.choices}
    return show(
        request,
        "desk/make_group.html",
        status=status,
        given=given,
        formats=formats,
        errors=errors or {},
        choices=choices | {"language": languages(), "zone": zones()},
        starters=starters(),
    )


@desk(Knock.OPERATOR, form=FacilitatorForm)
def group(request: HttpRequest, seat: Seat, *, group_id: UUID, form: FacilitatorForm) -> HttpResponse:
    """Show one group to an operator, and name somebody who leads it."""
    here = seat.find(Group, group_id, closed_at=None)
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return show(request, "desk/group.html", status=status, group=here, form=form, errors=form.errors)
    said = form.cleaned_data
    actions.name_facilitator(seat, here, said["sign_in_name"], said["shown_name"])
    leave_note(request, _("%(name)s leads this group now.") % {"name": said["shown_name"]})
    return HttpResponseRedirect(url("desk:group", here.id))


@desk(Knock.OPERATOR, form=ConfirmForm)
def close(request: HttpRequest, seat: Seat, *, group_id: UUID, form: ConfirmForm) -> HttpResponse:
    """Close a group for good, after saying what that means."""
    here = seat.find(Group, group_id, closed_at=None)
    if not form.is_bound:
        return show(request, "desk/close_group.html", group=here)
    actions.close_group(seat, here)
    leave_note(request, _("The group is closed. Its people see that when they come back."))
    return HttpResponseRedirect(url("desk:groups"))


@desk(form=EnterForm)
def enter(request: HttpRequest, seat: Seat, *, group_id: UUID, form: EnterForm) -> HttpResponse:
    """Enter a group as staff: with a reason, for an hour, and the group is told."""
    here = seat.find(Group, group_id)
    rules.may_enter(here, place_in(seat, here.id), visit_in(seat, here.id) is not None).or_refuse()
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return show(request, "desk/enter.html", status=status, group=here, form=form, errors=form.errors)
    visit.enter(seat, here, form.cleaned_data["reason"])
    leave_note(request, _("You can read in this group for an hour. Its facilitators have been told, with your reason."))
    return HttpResponseRedirect(home_of(here.id))


@desk(form=ConfirmForm, methods=("POST",))
def end_visit(request: HttpRequest, seat: Seat, *, grant_id: UUID, form: ConfirmForm) -> HttpResponse:
    """Leave a group before the hour is over."""
    visit.end(seat, grant_id)
    leave_note(request, _("You no longer read in that group."))
    return HttpResponseRedirect(url("desk:overview"))
