"""Which questionnaires members are offered, and the response procedure that an operator names for some of them."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.desk.opening import desk
from hearten.kernel.door import Knock
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.measures import known, reading, rules
from hearten.measures.actions import procedures
from hearten.measures.forms import NothingForm, ProcedureForm
from hearten.measures.models import Procedure


@desk(Knock.OPERATOR)
def offered(request: HttpRequest, seat: Seat) -> HttpResponse:
    """List the instruments of this place, and which procedures were named when and by whom."""
    every, now = known.all_known(seat), known.offered(seat)
    log = [(every[line.key].title if line.key in every else line.key, line) for line in reading.procedures(seat)]
    return show(request, "desk/measures.html", every=every.values(), now=now, log=log)


@desk(Knock.OPERATOR, form=ProcedureForm)
def confirm(request: HttpRequest, seat: Seat, *, key: str, form: ProcedureForm) -> HttpResponse:
    """Name the procedure that answers to one instrument's safety item; from then on it is offered."""
    found = known.all_known(seat).get(key)
    if found is None:
        raise Unseen
    rules.may_confirm(found).or_refuse()
    if form.is_bound and form.is_valid():
        procedures.confirm(seat, key, form.cleaned_data["name"], form.cleaned_data["in_force_on"])
        leave_note(request, _("%(title)s is offered now.") % {"title": found.title})
        return HttpResponseRedirect(url("desk:measures"))
    status = 422 if form.is_bound else 200
    return show(request, "desk/procedure.html", status=status, one=found, given=request.POST, errors=form.errors)


@desk(Knock.OPERATOR, form=NothingForm, methods=("POST",))
def end(request: HttpRequest, seat: Seat, *, procedure_id: UUID, form: NothingForm) -> HttpResponse:
    """End a procedure: its instrument is not offered any more."""
    procedures.end(seat, seat.find(Procedure, procedure_id).id)
    leave_note(request, _("It is not offered any more. What members filled in stays theirs."))
    return HttpResponseRedirect(url("desk:measures"))
