"""Looking behind a mask, with two people."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.desk import reading
from hearten.desk.actions import look as actions
from hearten.desk.forms import AnswerForm, AskForm, ConfirmForm
from hearten.desk.opening import desk
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.threads.models import Mask, MaskLookup


@desk()
def look_ups(request: HttpRequest, seat: Seat) -> HttpResponse:
    """List the look-ups: what waits, and what is over."""
    return _list(request, seat)


def _list(request: HttpRequest, seat: Seat, status: int = 200, errors: object = None) -> HttpResponse:
    lists = {"waiting": reading.open_lookups(seat), "past": reading.past_lookups(seat)}
    return show(request, "desk/look_ups.html", status=status, errors=errors or {}, **lists)


@desk(form=AskForm)
def ask(request: HttpRequest, seat: Seat, *, form: AskForm) -> HttpResponse:
    """Ask for a look behind the mask that the address names."""
    mask = seat.find(Mask, request.POST.get("mask") or request.GET.get("mask"))
    if not form.is_bound or not form.is_valid():
        status = 422 if form.is_bound else 200
        return show(request, "desk/ask_look_up.html", status=status, mask=mask, form=form, errors=form.errors)
    said = form.cleaned_data
    actions.ask(seat, mask, said["reason"], said["hold_days"] or 0)
    leave_note(request, _("Asked. Somebody else of the staff has to agree before you can look."))
    return HttpResponseRedirect(url("desk:look_ups"))


@desk(form=AnswerForm, methods=("POST",))
def answer(request: HttpRequest, seat: Seat, *, lookup_id: UUID, form: AnswerForm) -> HttpResponse:
    """Agree to a look that somebody else asked for, or decline it."""
    lookup = seat.find(MaskLookup, lookup_id)
    if not form.is_valid():
        return _list(request, seat, 422, form.errors)
    agrees = form.cleaned_data["agrees"] == "yes"
    actions.answer(seat, lookup, agrees)
    leave_note(request, _("You agreed. Your colleague can look once.") if agrees else _("You declined. Nobody looks."))
    return HttpResponseRedirect(url("desk:look_ups"))


@desk(form=ConfirmForm, methods=("POST",))
def look(request: HttpRequest, seat: Seat, *, lookup_id: UUID, form: ConfirmForm) -> HttpResponse:
    """Show the name behind the mask. It is the answer to the press of a button, so that no address ever shows it."""
    lookup = seat.find(MaskLookup, lookup_id)
    return show(request, "desk/behind.html", lookup=lookup, name=actions.look(seat, lookup))
