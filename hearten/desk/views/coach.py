"""The operator's switch for the coach."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.coach.actions import close_coach, open_coach
from hearten.coach.card import card
from hearten.coach.forms import SwitchForm
from hearten.coach.models import Opening
from hearten.desk.opening import desk
from hearten.kernel.door import Knock
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat


@desk(Knock.OPERATOR, form=SwitchForm)
def switch(request: HttpRequest, seat: Seat, *, form: SwitchForm) -> HttpResponse:
    """Open or close the coach for everybody here, from the next click on."""
    if form.is_valid():
        opens = form.cleaned_data["open"] == "yes"
        (open_coach if opens else close_coach)(seat)
        leave_note(
            request,
            _("The coach is open now. Members decide for themselves.")
            if opens
            else _("The coach is closed. Nobody's draft is read any more."),
        )
        return HttpResponseRedirect(url("desk:coach"))
    rows = list(seat.glance(Opening).order_by("-opened_at")[:10])
    return show(request, "desk/coach.html", rows=rows, running=any(row.closed_at is None for row in rows), card=card())
