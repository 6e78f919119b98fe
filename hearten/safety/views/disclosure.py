"""Asking emergency services to help: two people decide, and people carry it out (CR-12, CR-14)."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.safety import duty, rules
from hearten.safety.actions import concerns as actions
from hearten.safety.actions import disclosures
from hearten.safety.duty_forms import UNABLE, AgreeForm, DisclosureForm
from hearten.safety.models import Concern, Disclosure
from hearten.safety.views.duty import words


@door(Knock.MEMBER, form=DisclosureForm)
def ask(request: HttpRequest, seat: Seat, *, concern_id: UUID, form: DisclosureForm) -> HttpResponse:
    """Ask a second person to agree. The page says what hearten cannot do: it calls nobody, and knows no place."""
    here = duty.concern_of(seat, concern_id)
    rules.may_disclose(here.level, "maybe", here.owner_id == seat.me, here.closed_at is None).or_refuse()
    if not form.is_bound or not form.is_valid():
        return _form(request, here, form.errors, 422 if form.is_bound else 200)
    said = form.cleaned_data
    allowed = rules.may_disclose(here.level, said["unable"], owner=True)
    if not allowed:
        return _form(request, here, {"unable": [allowed.reason]}, 422)
    asked = disclosures.ask(seat, here, duty.name_in(seat, here.group_id), said)
    leave_note(request, _("A second person is asked now. If every minute counts, reach them by phone as well."))
    return HttpResponseRedirect(url("safety:disclosure", asked.id))


def _form(request: HttpRequest, here: Concern, errors: Any, status: int) -> HttpResponse:
    given = request.POST or {"told": "yes"}
    return show(
        request,
        "safety/ask_disclosure.html",
        status=status,
        concern=here,
        errors=errors,
        given=given,
        unable=UNABLE,
        **words(),
    )


@door(Knock.MEMBER)
def disclosure(request: HttpRequest, seat: Seat, *, disclosure_id: UUID) -> HttpResponse:
    """Show what was asked, to everybody who looks after the concern."""
    return _page(request, seat, *_asked(seat, disclosure_id))


def _asked(seat: Seat, disclosure_id: UUID) -> tuple[Disclosure, Concern]:
    """Return what was asked, and its concern. Raises Unseen, and Refused for staff without their second step."""
    duty.second_step(seat)
    asked = seat.find(Disclosure, disclosure_id)
    return asked, duty.concern_of(seat, asked.concern_id)


def _page(
    request: HttpRequest, seat: Seat, asked: Disclosure, here: Concern, errors: Any = None, status: int = 200
) -> HttpResponse:
    return show(
        request,
        "safety/disclosure.html",
        status=status,
        asked=asked,
        concern=here,
        own=asked.asked_by_id == seat.me,
        unable=dict(UNABLE),
        errors=errors or {},
        **words(),
    )


@door(Knock.MEMBER, form=AgreeForm, methods=("POST",))
def agreement(request: HttpRequest, seat: Seat, *, disclosure_id: UUID, form: AgreeForm) -> HttpResponse:
    """Agree as the second person, or decline."""
    asked, here = _asked(seat, disclosure_id)
    if not form.is_valid():  # what is no answer is not a no
        return _page(request, seat, asked, here, form.errors, 422)
    agrees = form.cleaned_data["agrees"] == "yes"
    actions.agree_disclosure(seat, asked.id, duty.name_in(seat, here.group_id), agrees)
    leave_note(
        request,
        _("You agreed. Now one of you calls. This page does not do it for you.")
        if agrees
        else _("You declined. Nobody is told. Write a note that says what would help instead."),
    )
    return HttpResponseRedirect(url("safety:disclosure", asked.id))


@door(Knock.MEMBER, methods=("POST",))
def arrival(request: HttpRequest, seat: Seat, *, disclosure_id: UUID) -> HttpResponse:
    """Write down that the services reached the person."""
    asked, _here = _asked(seat, disclosure_id)
    actions.reached(seat, asked.id)
    leave_note(request, _("Good to know. Nobody is asked about it any more."))
    return HttpResponseRedirect(url("safety:disclosure", asked.id))
