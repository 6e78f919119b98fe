"""Who is on the desk."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.desk import reading
from hearten.desk.actions import staff as actions
from hearten.desk.forms import ConfirmForm, ModeratorForm
from hearten.desk.opening import desk
from hearten.kernel.door import Knock
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.members.models import Standing


@desk(Knock.OPERATOR, form=ModeratorForm)
def staff(request: HttpRequest, seat: Seat, *, form: ModeratorForm) -> HttpResponse:
    """List the staff, and make somebody a moderator."""
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return show(request, "desk/staff.html", status=status, staff=reading.staff(seat), form=form, errors=form.errors)
    said = form.cleaned_data
    actions.make_moderator(seat, said["sign_in_name"], said["shown_name"])
    leave_note(request, _("%(name)s is a moderator now.") % {"name": said["shown_name"]})
    return HttpResponseRedirect(url("desk:staff"))


@desk(Knock.OPERATOR, form=ConfirmForm, methods=("POST",))
def end(request: HttpRequest, seat: Seat, *, standing_id: UUID, form: ConfirmForm) -> HttpResponse:
    """End a moderator's place on the desk."""
    actions.end_standing(seat, seat.find(Standing, standing_id))
    leave_note(request, _("That place on the desk has ended."))
    return HttpResponseRedirect(url("desk:staff"))
