"""Crisis lines on the desk: an operator dials each one and writes down whether it was right (CR-22)."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.desk.opening import desk
from hearten.kernel.clock import now
from hearten.kernel.door import Knock
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.safety.actions import last_calls, log_of_calls, record_call
from hearten.safety.forms import TestCallForm
from hearten.safety.lines import all_lines, in_order
from hearten.safety.rules import to_check


@desk(Knock.OPERATOR, form=TestCallForm)
def lines(request: HttpRequest, seat: Seat, *, form: TestCallForm) -> HttpResponse:
    """Show every line with its last test call and the log of all of them; write down a new one."""
    if not form.is_bound or not form.is_valid():
        return _page(request, seat, form, 422 if form.is_bound else 200)
    said = form.cleaned_data
    right = said["right"] == "yes"
    record_call(seat, line=said["line"], right=right, on=said["on"], initials=said["initials"])
    good, bad = _("Written down. Thank you for dialling it."), _("Written down. Help now no longer shows this line.")
    leave_note(request, good if right else bad)
    return HttpResponseRedirect(url("desk:lines"))


def _page(request: HttpRequest, seat: Seat, form: TestCallForm, status: int) -> HttpResponse:
    calls, today = last_calls(seat), now().date()
    return show(
        request,
        "desk/lines.html",
        status=status,
        form=form,
        errors=form.errors,
        countries=in_order(),
        calls=calls,
        to_check={line.id for line in to_check(calls, all_lines(), today)},
        log=log_of_calls(seat),
        lines=all_lines(),
        today=today.isoformat(),
    )
