"""What is one's own: a plan for hard moments, asking for a person, being asked how it is now, being told."""

import json
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Unseen
from hearten.safety.actions import writing
from hearten.safety.forms import ANSWERS, PLAN, AskForm, CheckInForm, PlanForm
from hearten.safety.looking import answers_to_me, asked_by_me
from hearten.safety.models import CheckIn, SafetyPlan
from hearten.safety.two_places import seen_in


@door(Knock.MEMBER, form=PlanForm)
def plan(request: HttpRequest, seat: Seat, *, form: PlanForm) -> HttpResponse:
    """Show and keep one's own safety plan."""
    kept = seat.glance(SafetyPlan).filter(member_id=seat.me).first()
    if form.is_bound and form.is_valid():
        if writing.change_plan(seat, form.cleaned_data, request.POST):
            leave_note(
                request, _("A part was changed elsewhere meanwhile. Both versions are kept. Choose which stays.")
            )
            return HttpResponseRedirect(url("wellness:versions"))
        leave_note(request, _("Your plan is kept. You find it under “You”, and beside Help now."))
        return HttpResponseRedirect(url("safety:plan"))
    words = json.loads(kept.words or "{}") if kept else {}
    given = request.POST if form.is_bound else words | seen_in(words, [name for name, _label, _hint in PLAN])
    page: dict[str, Any] = {"parts": PLAN, "given": given, "errors": form.errors, "kept": kept is not None}
    return show(request, "safety/plan.html", status=422 if form.is_bound else 200, **page)


@door(Knock.MEMBER, methods=("POST",))
def plan_removal(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Remove one's own plan."""
    writing.remove_plan(seat)
    leave_note(request, _("Your plan is removed."))
    return HttpResponseRedirect(url("safety:plan"))


@door(Knock.MEMBER, form=AskForm, methods=("POST",))
def ask(request: HttpRequest, seat: Seat, *, form: AskForm) -> HttpResponse:
    """ "I need a person now": needs no words, and is never limited."""
    group = form.cleaned_data["group"] if form.is_valid() else None
    if writing.ask_for_person(seat, group) is None:
        raise Unseen
    return HttpResponseRedirect(url("safety:asked"))


@door(Knock.MEMBER)
def asked(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Say what became of asking for a person: only what is true."""
    return show(request, "safety/asked.html", asked=asked_by_me(seat), answers=answers_to_me(seat))


@door(Knock.MEMBER, form=CheckInForm)
def check_in(request: HttpRequest, seat: Seat, *, check_id: UUID, form: CheckInForm) -> HttpResponse:
    """Answer somebody who asks how it is now."""
    check = seat.glance(CheckIn).filter(pk=check_id, pk__in=writing.my_check_ins(seat)).first()
    if check is None:
        raise Unseen
    if form.is_bound and form.is_valid():
        writing.answer_check_in(seat, check, form.cleaned_data["answer"])
        return HttpResponseRedirect(url("safety:check_in", check.id))
    return show(request, "safety/check_in.html", check=check, answers=ANSWERS)


class Told(NamedTuple):
    asked_name: str
    agreed_name: str
    whom: str
    agreed_at: datetime


@door(Knock.MEMBER)
def told(request: HttpRequest, seat: Seat, *, disclosure_id: UUID) -> HttpResponse:
    """Say what was told to emergency services about oneself, and by whom."""
    found = seat.read(Told, "SELECT * FROM safety_told(%s)", disclosure_id)
    if not found:
        raise Unseen
    return show(request, "safety/told.html", told=found[0])
