"""The rota: going on call, giving a shift up, taking one over; and a group's own pace."""

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hearten.groups.standing import place_or_unseen
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused, Unseen
from hearten.safety import duty, rules
from hearten.safety.actions import pace as paces
from hearten.safety.actions import rota as actions
from hearten.safety.duty_forms import HOURS, PaceForm, ShiftForm
from hearten.safety.models import Shift
from hearten.safety.models.cover import Part
from hearten.safety.views.duty import words

INSTALL_ZONE = "UTC"


@door(Knock.MEMBER, form=ShiftForm)
def group_rota(request: HttpRequest, seat: Seat, *, group_id: UUID, form: ShiftForm) -> HttpResponse:
    """Show who is on call for a group, and take a shift."""
    place = duty.place_of_helper(seat, group_id)
    return _rota(request, seat, group_id, place.zone, form)


@door(Knock.DESK, form=ShiftForm)
def install_rota(request: HttpRequest, seat: Seat, *, form: ShiftForm) -> HttpResponse:
    """Show who is on call for the install, and take a shift."""
    duty.helper_or_unseen(seat)
    return _rota(request, seat, None, INSTALL_ZONE, form)


def _rota(request: HttpRequest, seat: Seat, group_id: UUID | None, zone: str, form: ShiftForm) -> HttpResponse:
    if not form.is_bound or not form.is_valid():
        return _page(request, seat, group_id, zone, form.errors, 422 if form.is_bound else 200)
    try:
        actions.take_shift(seat, group_id, form.span(zone), form.cleaned_data["part"])
    except Refused as no:
        return _page(request, seat, group_id, zone, {"day": [no.reason]}, 422)
    leave_note(request, _("You are on the rota. Thank you. You can give it up at any time, without a reason."))
    return HttpResponseRedirect(_address(group_id))


def _page(request: HttpRequest, seat: Seat, group_id: UUID | None, zone: str, errors: Any, status: int) -> HttpResponse:
    shifts = duty.shifts_to_come(seat, group_id)
    place = place_or_unseen(seat, group_id) if group_id else None
    there = ZoneInfo(zone)
    return show(
        request,
        "safety/rota.html",
        status=status,
        here="duty",
        group_id=group_id,
        address=_address(group_id),
        leads=place is not None and place.leads,
        title=place.title if place else "",
        zone=zone,
        shifts=shifts,
        taken={shift.covers_id for shift in shifts if shift.covers_id and shift.ended_at is None},
        at=lambda moment: date_format(moment.astimezone(there), "D j M, H:i"),
        given=request.POST if errors else {"day": now().astimezone(there).date().isoformat(), "hours": "3"},
        errors=errors,
        hours=HOURS,
        parts=Part.choices,
    )


def _address(group_id: UUID | None) -> str:
    return url("safety:rota", group_id) if group_id else url("safety:install_rota")


@door(Knock.MEMBER, methods=("POST",))
def cover(request: HttpRequest, seat: Seat, *, shift_id: UUID) -> HttpResponse:
    """ "I need cover": give up one's own shift."""
    duty.second_step(seat)
    shift = seat.find(Shift, shift_id, member_id=seat.me)
    actions.ask_for_cover(seat, shift)
    leave_note(request, _("Your shift is free now, and who leads is told that cover is needed. Look after yourself."))
    return HttpResponseRedirect(_address(shift.group_id))


@door(Knock.MEMBER, methods=("POST",))
def taking(request: HttpRequest, seat: Seat, *, shift_id: UUID) -> HttpResponse:
    """Take over a shift that somebody gave up."""
    duty.second_step(seat)
    shift = seat.find(Shift, shift_id)
    if shift.group_id:
        duty.place_of_helper(seat, shift.group_id)
    elif not seat.standing:
        raise Unseen
    actions.take_over(seat, shift)
    leave_note(request, _("You took it over. Thank you."))
    return HttpResponseRedirect(_address(shift.group_id))


@door(Knock.MEMBER, form=PaceForm)
def pace(request: HttpRequest, seat: Seat, *, group_id: UUID, form: PaceForm) -> HttpResponse:
    """Show and change how soon the next people of a group are asked."""
    place = duty.place_of_helper(seat, group_id)
    if not place.leads:
        raise Unseen
    if form.is_bound and form.is_valid():
        paces.keep(seat, place, form.cleaned_data)
        leave_note(request, _("Kept. It holds for every concern from now on."))
        return HttpResponseRedirect(url("safety:pace", group_id))
    return show(
        request,
        "safety/pace.html",
        status=422 if form.is_bound else 200,
        place=place,
        here="duty",
        bounds=rules.PACES,
        given=request.POST if form.is_bound else paces.minutes_of(seat, group_id),
        errors=form.errors,
        **words(),
    )
