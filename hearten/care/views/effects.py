"""The diary of effects: feelings in one tap and own words, for oneself."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from hearten.care import reading_routine as reading
from hearten.care.actions import routine as actions
from hearten.care.choices import Feeling
from hearten.care.forms_routine import EffectForm, NothingForm
from hearten.care.models import Effect
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.sending import fresh_client_id

MOST = 100


@door(Knock.MEMBER, form=EffectForm)
def effects(request: HttpRequest, seat: Seat, *, form: EffectForm) -> HttpResponse:
    """Show the diary, and write in it."""
    if form.is_valid():
        said = form.cleaned_data
        actions.write_effect(seat, said["client_id"], said["on"], said["feelings"], said["words"])
        leave_note(request, _("It is in your diary. Only you see that."))
        return HttpResponseRedirect(url("care:effects"))
    given = {"client_id": fresh_client_id(), "on": timezone.localdate(now()).isoformat(), "words": "", "feelings": []}
    if form.is_bound:
        given = {**request.POST.dict(), "feelings": request.POST.getlist("feelings")}
    page = {"given": given, "errors": form.errors, "feelings": Feeling.choices, "diary": reading.diary(seat, MOST)}
    return show(request, "care/effects.html", status=422 if form.is_bound else 200, here="you", **page)


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def removal(request: HttpRequest, seat: Seat, *, effect_id: UUID, form: NothingForm) -> HttpResponse:
    """Remove one entry."""
    actions.remove_effect(seat, seat.find(Effect, effect_id).id)
    leave_note(request, _("Removed from your diary. What you copied into a preparation stays there."))
    return HttpResponseRedirect(url("care:effects"))
