"""A meeting's room: the door, the room itself, what is done and written in it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.groups.rules import may_post
from hearten.groups.standing import Place
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, Later, door
from hearten.kernel.pages import fragment, leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.verdict import Refused, Unseen
from hearten.meetings.engine.commands import Command
from hearten.meetings.engine.doing import DOES
from hearten.meetings.models import Line, Medium, Meeting
from hearten.meetings.room import reading as reading_room
from hearten.meetings.room import store
from hearten.meetings.room.actions import play as doing
from hearten.meetings.room.forms import CommandForm, DoorForm, LineForm
from hearten.meetings.room.fragments import line_html
from hearten.meetings.room.page import found, own_html, page, present
from hearten.meetings.schedule import reading
from hearten.meetings.schedule.alone import may_be_two
from hearten.meetings.schedule.rules import may_come_in
from hearten.meetings.schedule.times import spoken
from hearten.safety.first_look import looked_at

BY_PEOPLE = set(DOES) - {"tick", "arrive", "lose"}


@door(Knock.MEMBER)
def room(request: HttpRequest, seat: Seat, *, meeting_id: UUID) -> HttpResponse:
    """Show the room to whoever came in, and its door to the others of the group."""
    meeting, place = found(seat, meeting_id)
    here = present(meeting.id, place)
    if here is None:
        return _door(request, seat, meeting, place)
    store.seen(meeting.id)
    return page(request, seat, meeting, *here)


def _door(request: HttpRequest, seat: Seat, meeting: Meeting, place: Place, errors: Any = None) -> HttpResponse:
    doorway = reading_room.door(seat, meeting)
    return show(
        request,
        "meetings/door.html",
        status=422 if errors else 200,
        meeting=meeting,
        place=place,
        door=doorway,
        opens=spoken(doorway.opens_at, meeting.zone),
        agreed=may_post(place, place.version),
        ways=[(way, label) for way, label in Medium.choices if way in meeting.media],
        errors=errors or {},
    )


@door(Knock.MEMBER, form=DoorForm, methods=("POST",))
def arrival(request: HttpRequest, seat: Seat, *, meeting_id: UUID, form: DoorForm) -> HttpResponse:
    """Come in."""
    meeting, place = found(seat, meeting_id)
    may_post(place, place.version).or_refuse()
    if not form.is_valid():
        return _door(request, seat, meeting, place, form.errors)
    if not reading_room.door(seat, meeting).open:
        raise Refused(_("The room is not open yet, or not any more."), url("meetings:room", meeting.id), _("Back"))
    if meeting.host_id:
        may_be_two(seat, place)
    may_come_in(place, meeting, reading.places_of(seat, meeting), now()).or_refuse()
    way, listens = form.cleaned_data["way"], form.cleaned_data["listens"]
    doing.come_in(seat, meeting, place.membership_id, way=way, listens=listens, leads=place.leads)
    return HttpResponseRedirect(url("meetings:room", meeting.id))


@door(Knock.MEMBER, form=CommandForm, methods=("POST",))
def command(request: HttpRequest, seat: Seat, *, meeting_id: UUID, what: str, form: CommandForm) -> HttpResponse:
    """Do one thing in the room. A page that sends it in place gets its buttons anew."""
    meeting, place = found(seat, meeting_id)
    if what not in BY_PEOPLE or not form.is_valid() or present(meeting.id, place) is None:
        raise Unseen
    whom = str(form.cleaned_data["whom"] or "")
    said = Command(what, str(place.membership_id), whom, form.value_for(what), form.cleaned_data["version"])
    in_place = bool(request.headers.get("X-Fragment"))
    try:
        doing.give(meeting.id, said)
    except Refused as no:
        if in_place:
            return HttpResponse(no.reason, status=409, content_type="text/plain; charset=utf-8")
        raise
    if in_place:
        return own_html(seat, meeting, place)
    if what == "leave":
        leave_note(request, _("You left the room. You can come back in as long as it is open."))
        return HttpResponseRedirect(url("meetings:meeting", meeting.id))
    return HttpResponseRedirect(url("meetings:room", meeting.id))


@door(Knock.MEMBER)
def own(request: HttpRequest, seat: Seat, *, meeting_id: UUID) -> HttpResponse:
    """Answer with what is this person's own, for a page whose room changed."""
    meeting, place = found(seat, meeting_id)
    return own_html(seat, meeting, place)


@door(Knock.MEMBER, form=LineForm)
def lines(request: HttpRequest, seat: Seat, *, meeting_id: UUID, form: LineForm) -> HttpResponse | Later:
    """Write a line. Opened as a page (a reload after a mistake), it leads back to the room."""
    meeting, place = found(seat, meeting_id)
    here = present(meeting.id, place)
    if here is None or not form.is_bound:
        return HttpResponseRedirect(url("meetings:room", meeting.id))
    if not form.is_valid():
        return page(request, seat, meeting, *here, given=request.POST, errors=form.errors, status=422)
    try:
        said = doing.say(seat, meeting, place.membership_id, form.cleaned_data["body"], form.cleaned_data["client_id"])
    except Refused as no:
        if request.headers.get("X-Fragment"):
            return HttpResponse(fragment("meetings/_closed.html", reason=no.reason), status=409)
        errors = {"body": [no.reason]}
        return page(request, seat, meeting, *here, given=request.POST, errors=errors, status=403)
    answer: HttpResponse = HttpResponseRedirect(f"{url('meetings:room', meeting.id)}#write")
    if request.headers.get("X-Fragment"):
        answer = HttpResponse(line_html(reading_room.as_found(said, place.name)), status=201)
    return looked_at("line", said.id, said.body, answer)


@door(Knock.MEMBER)
def line(request: HttpRequest, seat: Seat, *, line_id: UUID) -> HttpResponse:
    """Lead from a line to its room."""
    return HttpResponseRedirect(f"{url('meetings:room', seat.find(Line, line_id).meeting_id)}#l-{line_id}")
