"""For those who lead a group: moving a meeting, its places, calling it off, roles for today, a second room."""

from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.groups.choices import zone_name
from hearten.groups.models import Membership
from hearten.groups.standing import Place
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused
from hearten.meetings.models import Duty, Meeting, Role
from hearten.meetings.schedule import reading, rules
from hearten.meetings.schedule.actions import announce, change
from hearten.meetings.schedule.actions import duties as roles
from hearten.meetings.schedule.forms import CallOffForm, DutyForm, MoveForm, PlacesForm
from hearten.meetings.schedule.times import spoken


def _changeable(seat: Seat, meeting_id: UUID) -> tuple[Place, Meeting]:
    """Return a meeting that this seat may change. Raises Unseen for who does not lead, Refused when it is too late."""
    place, meeting = reading.meeting_in(seat, meeting_id)
    rules.may_change(place, meeting, now()).or_refuse()
    return place, meeting


def _to(meeting: Meeting) -> HttpResponse:
    return HttpResponseRedirect(url("meetings:meeting", meeting.id))


@door(Knock.MEMBER, form=MoveForm)
def move(request: HttpRequest, seat: Seat, *, meeting_id: UUID, form: MoveForm) -> HttpResponse:
    """Choose another time; whoever keeps a place is told."""
    place, meeting = _changeable(seat, meeting_id)
    if form.is_bound and form.is_valid():
        try:
            change.move(seat, place, meeting, form.starts_at(meeting.zone), form.cleaned_data["words"])
        except Refused as no:
            form.add_error("day", no.reason)
        else:
            leave_note(request, _("Moved. Whoever keeps a place or has a role is told."))
            return _to(meeting)
    there = meeting.starts_at.astimezone(ZoneInfo(meeting.zone))
    if not form.is_bound:
        form.initial = {"day": there.date().isoformat(), "begins": there.strftime("%H:%M")}
    return show(
        request,
        "meetings/move.html",
        status=422 if form.is_bound else 200,
        here="groups",
        my=place,
        meeting=meeting,
        form=form,
        zone=zone_name(meeting.zone),
    )


@door(Knock.MEMBER, form=PlacesForm)
def places(request: HttpRequest, seat: Seat, *, meeting_id: UUID, form: PlacesForm) -> HttpResponse:
    """Have more or fewer places; whoever waited first comes in."""
    place, meeting = _changeable(seat, meeting_id)
    if form.is_bound and form.is_valid():
        try:
            change.have_places(seat, place, meeting, form.cleaned_data["places"])
        except Refused as no:
            form.add_error("places", no.reason)
        else:
            leave_note(request, _("Kept. Whoever comes in now is told."))
            return _to(meeting)
    if not form.is_bound:
        form.initial = {"places": meeting.places}
    page = {"my": place, "meeting": meeting, "form": form, "kept": reading.places_of(seat, meeting)}
    return show(request, "meetings/places.html", status=422 if form.is_bound else 200, here="groups", **page)


@door(Knock.MEMBER, form=CallOffForm)
def call_off(request: HttpRequest, seat: Seat, *, meeting_id: UUID, form: CallOffForm) -> HttpResponse:
    """Ask once more, then call a meeting off; whoever keeps a place is told."""
    place, meeting = _changeable(seat, meeting_id)
    if form.is_bound and form.is_valid():
        change.call_off(seat, place, meeting, form.cleaned_data["words"])
        leave_note(request, _("Called off. Whoever keeps a place or has a role is told."))
        return _to(meeting)
    page = {"my": place, "meeting": meeting, "form": form, "when": spoken(meeting.starts_at, meeting.zone)}
    return show(request, "meetings/call_off.html", status=422 if form.is_bound else 200, here="groups", **page)


@door(Knock.MEMBER, form=DutyForm)
def duties(request: HttpRequest, seat: Seat, *, meeting_id: UUID, form: DutyForm) -> HttpResponse:
    """Give roles for one meeting; whoever gets one is told."""
    place, meeting = _changeable(seat, meeting_id)
    if form.is_bound and form.is_valid():
        roles.give(seat, place, meeting, form.cleaned_data["person"], form.cleaned_data["role"])
        leave_note(request, _("Saved. They are told, and can give the role back."))
        return HttpResponseRedirect(url("meetings:duties", meeting.id))
    people = seat.glance(Membership).filter(group_id=meeting.group_id, ended_at=None).order_by("name")
    running = reading.duties_of(seat, meeting)
    needed = meeting.definition["duties"]["required"]
    held = {one.role for one in running}
    return show(
        request,
        "meetings/duties.html",
        status=422 if form.is_bound else 200,
        here="groups",
        my=place,
        meeting=meeting,
        form=form,
        duties=[(one, Role(one.role).label) for one in running],
        missing=[Role(role).label for role in needed if role not in held],
        people=[(one.id, one.name) for one in people],
        roles=Role.choices,
    )


@door(Knock.MEMBER, methods=("POST",))
def end_duty(request: HttpRequest, seat: Seat, *, duty_id: UUID) -> HttpResponse:
    """Give a role back, or end it as who leads the group."""
    duty = seat.find(Duty, duty_id, ended_at=None)
    place, meeting = reading.meeting_in(seat, duty.meeting_id)
    rules.is_for_the_group(meeting).or_refuse()
    roles.end(seat, place, duty)
    leave_note(request, _("The role is free again."))
    return HttpResponseRedirect(url("meetings:duties", meeting.id)) if place.leads else _to(meeting)


@door(Knock.MEMBER, methods=("POST",))
def beside(request: HttpRequest, seat: Seat, *, meeting_id: UUID) -> HttpResponse:
    """Open a second room beside a full one."""
    place, meeting = _changeable(seat, meeting_id)
    kept = reading.places_of(seat, meeting)
    leading = reading.leading_there(seat, meeting)
    has_one = any(other.beside_id == meeting.id for other in reading.beside(seat, meeting))
    rules.may_open_beside(place, meeting, kept.taken + kept.waiting, leading, has_one, now()).or_refuse()
    made = announce.open_beside(seat, place, meeting)
    leave_note(request, _("The second room is there. Whoever waits is told, and moves if they like."))
    return _to(made)
