"""Preparing an appointment: the parts, the questions in their order, the sheet to print, and what came of it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.care import carriers, meanwhile, next_step, reminding, rules, telling
from hearten.care import reading_routine as routine
from hearten.care import reading_visits as reading
from hearten.care.actions import visits as actions
from hearten.care.choices import LineKind
from hearten.care.forms_routine import NothingForm
from hearten.care.forms_visits import PARTS, AfterForm, AppointmentForm, EffectsForm, LineForm, PartsForm, TakeForm
from hearten.care.models import Line
from hearten.care.watched import preparation
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, Later, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.sending import fresh_client_id
from hearten.members import zones
from hearten.safety.beside import asked_for
from hearten.safety.first_look import looked_at

BOXES = ("with", "on", *(name for name, _label, _hint in PARTS))
_FIELDS = {"with": "with_whom"}  # the box that the form calls otherwise


@door(Knock.MEMBER, form=AppointmentForm)
def appointments(request: HttpRequest, seat: Seat, *, form: AppointmentForm) -> HttpResponse:
    """Show what is prepared, what others asked one to look at, and begin a new one."""
    if form.is_valid() and not form.needs_zone(form.plans(), zones.zone_of(seat)):
        said = form.cleaned_data
        zones.keep_zone(request, seat, said["zone"])
        made = actions.begin(seat, said["client_id"], said["with_whom"], said["on"])
        return HttpResponseRedirect(url("care:appointment", made))
    given = request.POST if form.is_bound else {"client_id": fresh_client_id()}
    page = {
        "given": given,
        "errors": form.errors,
        "prepared": reading.mine(seat),
        "to_look_at": reading.shared_with_me(seat),
        "zones": reminding.clocks(seat),
    }
    return show(request, "care/appointments.html", status=422 if form.is_bound else 200, here="you", **page)


@door(Knock.MEMBER, form=PartsForm)
def appointment(request: HttpRequest, seat: Seat, *, appointment_id: UUID, form: PartsForm) -> HttpResponse | Later:
    """Show and write one preparation. What somebody was invited to read is read for danger."""
    kept = reading.one(seat, appointment_id)
    if form.is_valid() and not form.needs_zone(form.plans(), zones.zone_of(seat)):
        zones.keep_zone(request, seat, form.cleaned_data["zone"])
        if apart := actions.write(seat, kept.id, form.parts, form.cleaned_data["on"], request.POST):
            return _meanwhile(request, seat, kept.id, apart)
        leave_note(request, _("Kept."))
        return _seen_by_others(seat, kept.id, HttpResponseRedirect(url("care:appointment", kept.id)))
    telling.heard(seat, "care_suggested", kept.id)
    given: Any = request.POST if form.is_bound else _given(kept)
    return _page(request, seat, kept, given, form.errors, 422 if form.is_bound else 200)


def _given(kept: reading.Prepared) -> dict[str, str]:
    """Return what stands in a preparation as its form shows it, with what the page has seen."""
    there = {**kept.parts, "on": meanwhile.day_text(kept.on)}
    return {**there, "with_whom": kept.with_whom, **meanwhile.seen(there, BOXES)}


def _meanwhile(request: HttpRequest, seat: Seat, appointment_id: UUID, apart: dict[str, str]) -> HttpResponse:
    """Show this window's words where both changed a box, with the other's below; each other box as it stands now.

    An older text there would go back with the fingerprint of the newer one, and write over it.
    """
    kept = reading.one(seat, appointment_id)
    mine = [_FIELDS.get(name, name) for name in apart]
    given = {**_given(kept), **{name: request.POST.get(name, "") for name in mine}}
    errors = meanwhile.sentences(apart, _FIELDS)
    return _page(request, seat, kept, given, errors, 422, apart=apart)


def _seen_by_others(seat: Seat, appointment_id: UUID, answer: HttpResponse) -> HttpResponse | Later:
    """Return the answer, with a first look at the words where somebody else may read them now."""
    if not any(guest.open(now()) for guest in reading.guests(seat, appointment_id)):
        return answer
    return looked_at(actions.KIND, appointment_id, preparation(seat, appointment_id), answer)


def _page(request: HttpRequest, seat: Seat, kept: reading.Prepared, given: Any, errors: Any, status: int,
          asked: Any = None, apart: Any = None) -> HttpResponse:  # fmt: skip
    page = {
        "apart": apart or {},
        "kept": kept,
        "panel": asked_for(seat, request.GET, actions.KIND),
        "parts": PARTS,
        "given": given,
        "errors": errors,
        "asked": asked or {"client_id": fresh_client_id()},
        "guests": reading.guests(seat, kept.id),
        "suggestions": reading.suggestions(seat, kept.id),
        "moment_now": now(),
        "zones": reminding.clocks(seat),
        "next_url": next_step.way_from(kept.id) if kept.after.get("next") else "",
    }
    return show(request, "care/appointment.html", status=status, here="you", **page)


@door(Knock.MEMBER, form=LineForm, methods=("POST",))
def lines(request: HttpRequest, seat: Seat, *, appointment_id: UUID, form: LineForm) -> HttpResponse | Later:
    """Add a question at the end."""
    kept = reading.one(seat, appointment_id)
    if not form.is_valid():
        return _page(request, seat, kept, _given(kept), form.errors, 422, asked=request.POST)
    said = form.cleaned_data
    actions.put(seat, kept.id, LineKind.QUESTION, said["client_id"], said["text"])
    return _seen_by_others(seat, kept.id, HttpResponseRedirect(f"{url('care:appointment', kept.id)}#questions"))


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def up(request: HttpRequest, seat: Seat, *, line_id: UUID, form: NothingForm) -> HttpResponse:
    """Move a line one place up."""
    return _moved(seat, line_id, -1)


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def down(request: HttpRequest, seat: Seat, *, line_id: UUID, form: NothingForm) -> HttpResponse:
    """Move a line one place down."""
    return _moved(seat, line_id, 1)


def _moved(seat: Seat, line_id: UUID, by: int) -> HttpResponse:
    line = seat.find(Line, line_id)
    actions.move(seat, line, by)
    return HttpResponseRedirect(f"{url('care:appointment', line.appointment_id)}#l-{line.id}")


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def line_removal(request: HttpRequest, seat: Seat, *, line_id: UUID, form: NothingForm) -> HttpResponse:
    """Take a line away."""
    line = seat.find(Line, line_id)
    actions.take_away(seat, line)
    leave_note(request, _("Taken away."))
    place = {LineKind.EFFECT: "effects", LineKind.BROUGHT: "brought"}.get(LineKind(line.kind), "questions")
    return HttpResponseRedirect(f"{url('care:appointment', line.appointment_id)}#{place}")


@door(Knock.MEMBER, form=EffectsForm)
def effects(request: HttpRequest, seat: Seat, *, appointment_id: UUID, form: EffectsForm) -> HttpResponse | Later:
    """Choose entries of the diary that stand in a preparation, as copies."""
    kept = reading.one(seat, appointment_id)
    diary = routine.diary(seat, rules.MOST_LINES)
    form.offer([str(felt.id) for felt in diary])
    if not form.is_valid():
        page = {"kept": kept, "diary": diary, "chosen": actions.chosen_effects(seat, kept.id), "errors": form.errors}
        return show(request, "care/choose_effects.html", status=422 if form.is_bound else 200, here="you", **page)
    chosen = [felt for felt in diary if str(felt.id) in form.cleaned_data["chosen"]][::-1]
    actions.choose_effects(seat, kept.id, diary, chosen)
    leave_note(request, _("Kept. These are copies: your diary stays as it is."))
    return _seen_by_others(seat, kept.id, HttpResponseRedirect(f"{url('care:appointment', kept.id)}#effects"))


@door(Knock.MEMBER)
def sheet(request: HttpRequest, seat: Seat, *, appointment_id: UUID) -> HttpResponse:
    """Show a preparation as a sheet to print, what is needed first in front. On how many pages, its browser knows."""
    kept = reading.one(seat, appointment_id)
    return show(request, "care/sheet.html", here="you", kept=kept, sections=_sections(kept))


def _sections(kept: reading.Prepared) -> list[tuple[str, list[str]]]:
    """Return the sheet's sections in the order of what is needed first; empty ones are left out."""
    parts = {name: str(label) for name, label, _hint in PARTS}
    text = {name: [kept.parts[name]] if kept.parts.get(name) else [] for name in parts}
    told = [
        (parts["matters"], text["matters"]),
        (_("My questions"), [line.text for line in kept.questions]),
        (parts["changed"], text["changed"]),
        (_("What I noticed"), [line.text for line in kept.of(LineKind.EFFECT)]),
        (parts["agree"], text["agree"]),
        (parts["disagree"], text["disagree"]),
        (parts["support"], text["support"]),
        (_("What I take along"), [line.text for line in kept.of(LineKind.BROUGHT)]),
    ]
    return [(title, texts) for title, texts in told if texts]


@door(Knock.MEMBER, form=AfterForm)
def after(request: HttpRequest, seat: Seat, *, appointment_id: UUID, form: AfterForm) -> HttpResponse:
    """Write down what was decided and the next step. Whoever was invited does not read this."""
    kept = reading.one(seat, appointment_id)
    given: Any = request.POST if form.is_bound else {**kept.after, **meanwhile.seen(kept.after, meanwhile.AFTER)}
    page = {"kept": kept, "given": given, "errors": form.errors, "apart": {}}
    if form.is_valid():
        apart = actions.write_after(
            seat, kept.id, form.cleaned_data["decided"], form.cleaned_data["next"], request.POST
        )
        if not apart:
            leave_note(request, _("Kept. Only you see this."))
            return HttpResponseRedirect(f"{url('care:appointment', kept.id)}#after")
        there = reading.one(seat, kept.id).after
        mine = {name: request.POST.get(name, "") for name in apart}
        page |= {"given": {**there, **mine, **meanwhile.seen(there, meanwhile.AFTER)}, "apart": apart}
        page["errors"] = meanwhile.sentences(apart, {})
    return show(request, "care/after.html", status=422 if form.is_bound else 200, here="you", **page)


@door(Knock.MEMBER, form=NothingForm)
def removal(request: HttpRequest, seat: Seat, *, appointment_id: UUID, form: NothingForm) -> HttpResponse:
    """Remove a preparation with everything in it, after saying what that takes."""
    kept = reading.one(seat, appointment_id)
    if request.method != "POST":
        return show(request, "care/appointment_removal.html", here="you", kept=kept)
    actions.remove(seat, kept.id)
    leave_note(request, _("Removed, with everything in it. Nobody can look at it any more."))
    return HttpResponseRedirect(url("care:appointments"))


@door(Knock.MEMBER, form=TakeForm)
def take(request: HttpRequest, seat: Seat, *, kind: str, about: UUID, form: TakeForm) -> HttpResponse | Later:
    """Take something along to an appointment, in own words. Whoever wrote it is not told."""
    found, prepared = carriers.carried(seat, kind, about), reading.mine(seat)
    if not form.is_valid():
        given = request.POST if form.is_bound else {"client_id": fresh_client_id(), "text": found.quote}
        page = {
            "found": found,
            "kind": kind,
            "about": about,
            "named": carriers.named(kind),
            "prepared": prepared,
            "given": given,
            "errors": form.errors,
        }
        return show(request, "care/take.html", status=422 if form.is_bound else 200, here="you", **page)
    said = form.cleaned_data
    to = reading.one(seat, said["to"]).id if said["to"] else actions.begin(seat, said["client_id"], "", None)
    actions.put(seat, to, LineKind.BROUGHT, said["client_id"], said["text"], found.url)
    leave_note(request, _("It is in your preparation. Only you see that, and whom you invite."))
    return _seen_by_others(seat, to, HttpResponseRedirect(f"{url('care:appointment', to)}#brought"))
