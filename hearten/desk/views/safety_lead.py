"""Who answers for safety here: an operator says it (MO-01), and everybody can read it."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.desk.opening import desk
from hearten.kernel.door import Knock
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.moderation.actions.switch import name_safety_lead, safety_lead
from hearten.moderation.forms import SafetyLeadForm


@desk(Knock.OPERATOR, form=SafetyLeadForm)
def safety_lead_page(request: HttpRequest, seat: Seat, *, form: SafetyLeadForm) -> HttpResponse:
    """Show who answers for safety, and name somebody."""
    if form.is_valid():
        name_safety_lead(seat, **form.cleaned_data)
        leave_note(request, _("Saved. Everybody can read it."))
        return HttpResponseRedirect(url("desk:safety_lead"))
    lead = safety_lead(seat)
    if not form.is_bound and lead is not None:
        form.initial = {"name": lead.name, "contact": lead.contact, "review_on": lead.review_on.isoformat()}
    return show(request, "desk/safety_lead.html", status=422 if form.is_bound else 200, form=form, lead=lead)
