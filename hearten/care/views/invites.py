"""Somebody looks at a preparation for two days: inviting, reading as a guest, suggesting, and the end of it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.care import reading_visits as reading
from hearten.care import telling
from hearten.care.actions import invites as actions
from hearten.care.actions import visits
from hearten.care.forms_routine import NothingForm
from hearten.care.forms_visits import PARTS, InviteForm, SuggestionForm
from hearten.care.models import Invite, Suggestion
from hearten.care.watched import preparation
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, Later, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.sending import fresh_client_id
from hearten.safety.first_look import looked_at


@door(Knock.MEMBER, form=InviteForm)
def invite(request: HttpRequest, seat: Seat, *, appointment_id: UUID, form: InviteForm) -> HttpResponse | Later:
    """Say what an invited person sees and for how long, and invite somebody."""
    kept = reading.one(seat, appointment_id)
    if not form.is_valid():
        page = {"kept": kept, "can": reading.who_can_be_invited(seat), "errors": form.errors}
        return show(request, "care/invite.html", status=422 if form.is_bound else 200, here="you", **page)
    made = actions.invite(seat, kept.id, form.cleaned_data["place"])
    leave_note(request, _("They can look for 48 hours from now. You see here when they do."))
    answer = HttpResponseRedirect(f"{url('care:appointment', kept.id)}#invited")
    return looked_at(visits.KIND, kept.id, preparation(seat, kept.id), answer) if made else answer


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def end(request: HttpRequest, seat: Seat, *, invite_id: UUID, form: NothingForm) -> HttpResponse:
    """End an invite, as either of the two."""
    found = seat.find(Invite, invite_id)
    actions.end(seat, found.id)
    leave_note(request, _("It has ended. They are not told."))
    mine = found.member_id == seat.me
    back = f"{url('care:appointment', found.appointment_id)}#invited" if mine else url("care:appointments")
    return HttpResponseRedirect(back)


@door(Knock.MEMBER)
def shared(request: HttpRequest, seat: Seat, *, invite_id: UUID) -> HttpResponse:
    """Show a preparation to who was invited. Its owner sees that they looked."""
    telling.heard(seat, "care_invited", invite_id)
    return _page(request, seat, invite_id, {"client_id": fresh_client_id()}, {}, 200)


def _page(request: HttpRequest, seat: Seat, invite_id: UUID, given: Any, errors: Any, status: int) -> HttpResponse:
    opened = reading.shared(seat, invite_id, now())
    page = {
        "opened": opened,
        "parts": [
            (label, opened.prepared.parts[name]) for name, label, _hint in PARTS if opened.prepared.parts.get(name)
        ],
        "suggestions": reading.suggestions(seat, opened.prepared.id),
        "given": given,
        "errors": errors,
    }
    return show(request, "care/shared.html", status=status, here="you", **page)


@door(Knock.MEMBER, form=SuggestionForm, methods=("POST",))
def suggest(request: HttpRequest, seat: Seat, *, invite_id: UUID, form: SuggestionForm) -> HttpResponse | Later:
    """Suggest something, in a column of one's own."""
    opened = reading.shared(seat, invite_id, now())
    if not form.is_valid():
        return _page(request, seat, invite_id, request.POST, form.errors, 422)
    made = actions.suggest(seat, opened.invite, form.cleaned_data["client_id"], form.cleaned_data["words"])
    leave_note(request, _("They see it beside what they prepared. You two alone can read it."))
    answer = HttpResponseRedirect(f"{url('care:shared', invite_id)}#suggestions")
    return looked_at(actions.SUGGESTED, made, form.cleaned_data["words"], answer)


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def suggestion_removal(request: HttpRequest, seat: Seat, *, suggestion_id: UUID, form: NothingForm) -> HttpResponse:
    """Take a suggestion away, as who wrote it or as who was given it."""
    found = seat.find(Suggestion, suggestion_id)
    actions.take_back(seat, found.id)
    leave_note(request, _("Taken away."))
    mine = found.member_id == seat.me
    return HttpResponseRedirect(url("care:appointment", found.appointment_id) if mine else url("care:appointments"))
