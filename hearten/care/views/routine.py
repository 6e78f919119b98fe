"""My routine: today's times in one tap each, what stands about each thing, its times, and the list for a clinician."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from hearten.care import reading_routine as reading
from hearten.care import reminding, rules
from hearten.care.actions import routine as actions
from hearten.care.choices import WEEKDAYS, Food, How
from hearten.care.forms_routine import BeginForm, MarkForm, NothingForm, ReasonForm, RoutineForm, WhenForm
from hearten.care.models import Mark
from hearten.care.parts import parts_of
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import day_text, leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.sending import fresh_client_id
from hearten.members import zones

FOODS = [("", ""), *Food.choices]


def _today() -> date:
    """Return the day it is where the member is."""
    return timezone.localdate(now())


@door(Knock.MEMBER)
def routine(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show today's times, and everything that somebody takes. One query for each kind of row."""
    day, moment = _today(), now()
    before = day - timedelta(days=1)
    every, zone = reading.mine(seat, before), timezone.get_current_timezone()
    slots = [slot for kept in every for slot in reading.slots_of(kept, day, zone)]
    open_yet = [slot for kept in every for slot in reading.slots_of(kept, before, zone) if slot.planned and slot.open]
    page: dict[str, Any] = {
        "day": day,
        "before": before,
        "before_text": day_text(before),
        "open_yet": sorted(open_yet, key=lambda slot: (slot.at, slot.routine.made_at)),
        "slots": sorted(slots, key=lambda slot: (slot.at, slot.routine.made_at)),
        "running": [kept for kept in every if kept.ended_at is None],
        "ended": [kept for kept in every if kept.ended_at is not None],
        "moment_now": moment,
        "hows": How.choices,
        "clock": zones.clock_name(timezone.get_current_timezone_name()) if zones.zone_of(seat) else "",
        "weekdays": dict(WEEKDAYS),
    }
    return show(request, "care/routine.html", here="you", **page)


@door(Knock.MEMBER, form=BeginForm)
def begin(request: HttpRequest, seat: Seat, *, form: BeginForm) -> HttpResponse:
    """Begin something new. Every box may stay empty."""
    if form.is_valid() and not form.needs_zone(form.plans(), zones.zone_of(seat)):
        said = form.cleaned_data
        zones.keep_zone(request, seat, said["zone"])
        plan = actions.Plan(said["at"], said["days"], said["remind"])
        actions.begin(seat, said["client_id"], form.words, said["refill_on"], plan)
        leave_note(request, _("It is on your list. Only you see that."))
        return HttpResponseRedirect(url("care:routine"))
    given = _given(request) if form.is_bound else {"client_id": fresh_client_id(), "at": [""] * 4, "days": []}
    return _form_page(request, "care/routine_new.html", given, form, zones=reminding.clocks(seat))


def _given(request: HttpRequest) -> dict[str, Any]:
    at, days = request.POST.getlist("at"), request.POST.getlist("days")
    return {**request.POST.dict(), "at": [*at, *[""] * (4 - len(at))], "days": days}


def _form_page(request: HttpRequest, template: str, given: Any, form: Any, **more: Any) -> HttpResponse:
    page = {"given": given, "errors": form.errors, "foods": FOODS, "weekdays": WEEKDAYS, **more}
    return show(request, template, status=422 if form.is_bound else 200, here="you", **page)


@door(Knock.MEMBER, form=RoutineForm)
def one(request: HttpRequest, seat: Seat, *, routine_id: UUID, form: RoutineForm) -> HttpResponse:
    """Show one thing with what was said of it, and change what is written about it."""
    kept = reading.one(seat, routine_id)
    if form.is_valid() and not form.needs_zone(form.plans(), zones.zone_of(seat)):
        zones.keep_zone(request, seat, form.cleaned_data["zone"])
        actions.change(seat, kept, form.words, form.cleaned_data["refill_on"])
        leave_note(request, _("Kept."))
        return HttpResponseRedirect(url("care:routine_one", kept.id))
    given: Any = request.POST
    if not form.is_bound:
        day = kept.refill_on.isoformat() if kept.refill_on else ""
        given = {"name": kept.name, "food": kept.food, "notes": kept.notes, "refill_on": day}
    more = {"kept": kept, "may_change": rules.may_change(kept), "moment_now": now(), "named": dict(WEEKDAYS)}
    more["zones"] = reminding.clocks(seat)
    return _form_page(request, "care/routine_one.html", given, form, **more)


@door(Knock.MEMBER, form=WhenForm)
def times(request: HttpRequest, seat: Seat, *, routine_id: UUID, form: WhenForm) -> HttpResponse:
    """Change the times from now on. What was before stays as it was."""
    kept = reading.one(seat, routine_id)
    rules.may_change(kept).or_refuse()
    if form.is_valid() and not form.needs_zone(form.plans(), zones.zone_of(seat)):
        said = form.cleaned_data
        zones.keep_zone(request, seat, said["zone"])
        actions.take_at(seat, kept, actions.Plan(said["at"], said["days"], said["remind"]))
        leave_note(request, _("Kept. It holds from now on; nothing is asked about earlier today."))
        return HttpResponseRedirect(url("care:routine_one", kept.id))
    given = _given(request) if form.is_bound else _holding(seat, kept)
    return _form_page(request, "care/routine_times.html", given, form, kept=kept, zones=reminding.clocks(seat))


def _holding(seat: Seat, kept: reading.Kept) -> dict[str, Any]:
    """Return what the form of times says at first: what holds now."""
    holds = kept.now(now())
    at = [one.strftime("%H:%M") for one in holds.at] if holds else []
    days = holds.days if holds and not holds.rests else []
    return {"at": [*at, *[""] * max(1, 4 - len(at))], "days": days, "remind": reminding.is_reminded(seat, kept.id)}


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def rest(request: HttpRequest, seat: Seat, *, routine_id: UUID, form: NothingForm) -> HttpResponse:
    """Let it rest from now on: no times, until somebody chooses some again."""
    kept = reading.one(seat, routine_id)
    actions.take_at(seat, kept, actions.Plan((), ()))
    leave_note(request, _("It rests. You can choose times again whenever you like."))
    return HttpResponseRedirect(url("care:routine_one", kept.id))


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def end(request: HttpRequest, seat: Seat, *, routine_id: UUID, form: NothingForm) -> HttpResponse:
    """End it. What was said of it stays."""
    actions.end(seat, reading.one(seat, routine_id))
    leave_note(request, _("It has ended. You find it under “Before”."))
    return HttpResponseRedirect(url("care:routine"))


@door(Knock.MEMBER, form=NothingForm)
def removal(request: HttpRequest, seat: Seat, *, routine_id: UUID, form: NothingForm) -> HttpResponse:
    """Remove it with everything that was said of it, after saying what that takes."""
    kept = reading.one(seat, routine_id)
    if request.method != "POST":
        return show(request, "care/routine_removal.html", here="you", kept=kept)
    actions.remove(seat, kept)
    leave_note(request, _("Removed, with everything that stood beside it."))
    return HttpResponseRedirect(url("care:routine"))


@door(Knock.MEMBER, form=MarkForm, methods=("POST",))
def mark(request: HttpRequest, seat: Seat, *, routine_id: UUID, form: MarkForm) -> HttpResponse:
    """Say what became of one time, in one tap."""
    kept = reading.one(seat, routine_id)
    if form.is_valid():
        said = form.cleaned_data
        made = actions.say(seat, kept, said["day"], said["at"], said["how"], _today())
        return HttpResponseRedirect(f"{url('care:routine')}#m-{made}")
    leave_note(request, _("That did not arrive whole. Choose again."), tone="careful")
    return HttpResponseRedirect(url("care:routine"))


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def undo(request: HttpRequest, seat: Seat, *, mark_id: UUID, form: NothingForm) -> HttpResponse:
    """Take back what was said of a time."""
    actions.undo(seat, seat.find(Mark, mark_id).id)
    return HttpResponseRedirect(url("care:routine"))


@door(Knock.MEMBER, form=ReasonForm)
def reason(request: HttpRequest, seat: Seat, *, mark_id: UUID, form: ReasonForm) -> HttpResponse:
    """Write a reason beside what was said, for oneself."""
    row = seat.find(Mark, mark_id)
    if form.is_valid():
        actions.give_reason(seat, row.id, form.cleaned_data["reason"])
        return HttpResponseRedirect(f"{url('care:routine')}#m-{row.id}")
    said = request.POST.get("reason", "") if form.is_bound else parts_of(row.words).get("reason", "")
    page = {
        "mark": row,
        "day_text": day_text(row.day),
        "how": How(parts_of(row.words)["how"]).label,
        "said": said,
        "errors": form.errors,
    }
    return show(request, "care/reason.html", status=422 if form.is_bound else 200, here="you", **page)


@door(Knock.MEMBER)
def listed(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Show the list for a clinician, to print: what is taken now and what rests. No count of anything."""
    moment, day = now(), _today()
    going = [kept for kept in reading.mine(seat, day) if kept.ended_at is None]
    rests = [(kept, day_text(timezone.localdate(since))) for kept in going if (since := kept.rests_since(moment))]
    page: dict[str, Any] = {
        "going": [kept for kept in going if kept.rests_since(moment) is None],
        "resting": rests,
        "moment_now": moment,
        "day_text": day_text(day),
        "weekdays": dict(WEEKDAYS),
    }
    return show(request, "care/list.html", here="you", **page)
