"""Being reminded of one's questionnaires, or not."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.measures.actions import reminding
from hearten.measures.forms import ReminderForm
from hearten.members import zones


@door(Knock.MEMBER, form=ReminderForm)
def reminder(request: HttpRequest, seat: Seat, *, form: ReminderForm) -> HttpResponse:
    """Choose a rhythm, or none. The notice says nothing of what it is about."""
    if form.is_bound and form.is_valid():
        zones.keep_zone(request, seat, form.cleaned_data["zone"])
        reminding.be_reminded(seat, form.cleaned_data["rhythm"])
        done = _("You are reminded.") if form.cleaned_data["rhythm"] else _("You are not reminded.")
        leave_note(request, done)
        return HttpResponseRedirect(url("measures:list"))
    return show(
        request, "measures/reminder.html", status=422 if form.is_bound else 200, here="you", form=form,
        next_at=reminding.next_reminder(seat), zones=[] if zones.zone_of(seat) else zones.choices(),
        errors=form.errors, given=request.POST, rhythms=ReminderForm.RHYTHMS,
    )  # fmt: skip
