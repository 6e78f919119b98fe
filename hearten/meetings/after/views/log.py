"""For those who lead a group, after a meeting and while it runs: the log, notes about incidents, who was there."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearten.groups.standing import Place, place_or_unseen
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, door
from hearten.kernel.pages import leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused, Unseen
from hearten.meetings.after import reading as reading_after
from hearten.meetings.after import rules as rules_after
from hearten.meetings.after.actions import leading as doing
from hearten.meetings.after.forms import ConfirmForm, IncidentForm, LogForm
from hearten.meetings.after.reading import After
from hearten.meetings.models import Incident, Log, Meeting
from hearten.meetings.schedule import reading, rules
from hearten.meetings.schedule.forms import NothingForm
from hearten.meetings.schedule.times import spoken


def led_meeting(seat: Seat, meeting_id: UUID) -> tuple[Place, Meeting, After]:
    """Return a meeting that somebody came to, for who leads its group. Raises Unseen for everybody else."""
    place, meeting = reading.meeting_in(seat, meeting_id)
    rules.is_for_the_group(meeting).or_refuse()
    here = reading_after.after_of(seat, meeting, place)
    if not place.leads or not here.came:
        raise Unseen
    return place, meeting, here


def _to(meeting_id: UUID, part: str) -> HttpResponse:
    return HttpResponseRedirect(f"{url('meetings:log', meeting_id)}#{part}")


@door(Knock.MEMBER, form=LogForm)
def log(request: HttpRequest, seat: Seat, *, meeting_id: UUID, form: LogForm) -> HttpResponse:
    """Show what those who lead keep of a meeting, and keep one's own log."""
    place, meeting, here = led_meeting(seat, meeting_id)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            doing.keep_log(seat, meeting, place, said["came"], said["themes"], said["next_time"])
        except Refused as no:
            form.add_error("themes", no.reason)
        else:
            leave_note(request, _("Kept, for those who lead this group."))
            return _to(meeting.id, "my-log")
    return _page(request, seat, place, meeting, here, form)


@door(Knock.MEMBER, form=IncidentForm, methods=("POST",))
def incidents(request: HttpRequest, seat: Seat, *, meeting_id: UUID, form: IncidentForm) -> HttpResponse:
    """Write a note about an incident."""
    place, meeting, here = led_meeting(seat, meeting_id)
    if form.is_valid():
        try:
            doing.note(seat, meeting, place, form.cleaned_data)
        except Refused as no:
            form.add_error("person_following", no.reason)
        else:
            leave_note(request, _("Kept. Whoever follows it up is told."))
            return _to(meeting.id, "notes")
    return _page(request, seat, place, meeting, here, form)


def _page(
    request: HttpRequest, seat: Seat, place: Place, meeting: Meeting, here: After, form: LogForm | IncidentForm
) -> HttpResponse:
    mine = seat.glance(Log).filter(meeting_id=meeting.id, membership_id=place.membership_id).first()
    return show(
        request,
        "meetings/after_log.html",
        status=422 if form.is_bound else 200,
        here="groups",
        my=place,
        meeting=meeting,
        when=spoken(meeting.starts_at, meeting.zone),
        after=here,
        counts=reading_after.counts(seat, meeting),
        errors=form.errors,
        noting=isinstance(form, IncidentForm),
        given=request.POST,
        mine=mine,
        may_change=rules_after.may_change_log(mine, now()),
        recap=reading_after.recap_of(seat, meeting),
        **_kept(seat, place, meeting),
    )


def _kept(seat: Seat, place: Place, meeting: Meeting) -> dict[str, Any]:
    """Return what is kept of it: others' logs, notes, who was there and who leads."""
    others = seat.glance(Log).filter(meeting_id=meeting.id).exclude(membership_id=place.membership_id)
    came = reading_after.came(seat, meeting)
    return {
        "others": list(others.select_related("membership").order_by("at")),
        "notes_kept": [(one, Incident.What(one.what).label) for one in reading_after.incidents(seat, meeting)],
        "whats": Incident.What.choices,
        "came": came,
        "people": [("", _("Nobody in particular")), *((one.membership_id, one.membership.name) for one in came)],
        "leaders": [(one.id, one.name) for one in reading_after.who_leads(seat, meeting)],
        "the_time": now(),
    }


@door(Knock.MEMBER, form=NothingForm, methods=("POST",))
def followed_up(request: HttpRequest, seat: Seat, *, incident_id: UUID, form: NothingForm) -> HttpResponse:
    """Say that a note was followed up."""
    note = seat.find(Incident, incident_id)
    place = place_or_unseen(seat, note.group_id)
    if not place.leads:
        raise Unseen
    doing.see_to(seat, note, place)
    leave_note(request, _("Noted. Thank you for looking after it."))
    return _to(note.meeting_id, "notes")


@door(Knock.MEMBER, form=ConfirmForm, methods=("POST",))
def attendance(request: HttpRequest, seat: Seat, *, meeting_id: UUID, form: ConfirmForm) -> HttpResponse:
    """Confirm that somebody was there, or everybody but oneself."""
    place, meeting, _here = led_meeting(seat, meeting_id)
    if not form.is_valid():
        raise Unseen
    number = doing.confirm(seat, meeting, place, form.cleaned_data["person"])
    said = ngettext("Confirmed for %(n)d person.", "Confirmed for %(n)d people.", number) % {"n": number}
    leave_note(request, said)
    return _to(meeting.id, "came")
