"""A meeting's room: the door, the room itself, what is done and written in it."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hearten.groups.rules import may_post
from hearten.groups.standing import Place, place_or_unseen
from hearten.kernel.clock import now
from hearten.kernel.door import Knock, Later, door
from hearten.kernel.headers import WITH_CAMERA_AND_MICROPHONE
from hearten.kernel.pages import fragment, leave_note, show, url
from hearten.kernel.seat import Seat
from hearten.kernel.sending import fresh_client_id
from hearten.kernel.verdict import Refused, Unseen
from hearten.meetings import reading, reading_room, saying, store
from hearten.meetings.actions import room as doing
from hearten.meetings.engine.commands import Command
from hearten.meetings.engine.doing import DOES
from hearten.meetings.forms_room import CommandForm, DoorForm, LineForm
from hearten.meetings.fragments import Shown, line_html, stage_html, taken_apart
from hearten.meetings.mine import Mine, mine
from hearten.meetings.models import Line, Medium, Meeting, Role
from hearten.meetings.rules import may_come_in
from hearten.meetings.times import spoken
from hearten.safety.first_look import looked_at, wake

BY_PEOPLE = set(DOES) - {"tick", "arrive", "lose"}


def _found(seat: Seat, meeting_id: UUID) -> tuple[Meeting, Place]:
    meeting = seat.find(Meeting, meeting_id)
    return meeting, place_or_unseen(seat, meeting.group_id)


def _inside(meeting_id: UUID, place: Place) -> tuple[Shown, Mine] | None:
    """Return the room and what is this person's own in it, for whoever was let in and did not go."""
    kept = store.shown(meeting_id)
    shown = taken_apart(kept) if kept else None
    person = shown.state.people.get(str(place.membership_id)) if shown else None
    if shown is None or person is None or (not person.here and person.lost_at is None):
        return None
    return shown, mine(shown, person.id)


@door(Knock.MEMBER)
def room(request: HttpRequest, seat: Seat, *, meeting_id: UUID) -> HttpResponse:
    """Show the room to whoever came in, and its door to the others of the group."""
    meeting, place = _found(seat, meeting_id)
    here = _inside(meeting.id, place)
    if here is None:
        return _door(request, seat, meeting, place)
    if not here[1].here and here[0].state.phase != "ended":
        doing.give(meeting.id, Command("arrive", str(place.membership_id), value={"way": here[1].way}))
        here = _inside(meeting.id, place) or here
    store.seen(meeting.id)
    return _room(request, seat, meeting, *here)


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


def _room(
    request: HttpRequest,
    seat: Seat,
    meeting: Meeting,
    shown: Shown,
    own: Mine,
    given: Any = None,
    errors: Any = None,
    status: int = 200,
) -> HttpResponse:
    wake()
    since = reading_room.live_number(seat, meeting.id)
    answer = show(
        request,
        "meetings/room.html",
        status=status,
        meeting=meeting,
        shown=shown,
        own=own,
        since=since,
        stage=stage_html(shown),
        lines=[line_html(one) for one in reading_room.lines(seat, meeting.id)],
        given=given or {"client_id": fresh_client_id()},
        errors=errors or {},
        definition=shown.definition,
        part=shown.part,
        roles=Role.choices,
        why=saying.why,
        media=_loudest(meeting),
    )
    if _loudest(meeting):
        answer.headers["Permissions-Policy"] = WITH_CAMERA_AND_MICROPHONE
    return answer


def _loudest(meeting: Meeting) -> str:
    """Return the most that this meeting offers where sound and video are set up: video, audio, or nothing."""
    offered = [way for way in (Medium.VIDEO, Medium.AUDIO) if way in meeting.media]
    return str(offered[0]) if offered and settings.HEARTEN_JANUS_URL else ""


@door(Knock.MEMBER, form=DoorForm, methods=("POST",))
def arrival(request: HttpRequest, seat: Seat, *, meeting_id: UUID, form: DoorForm) -> HttpResponse:
    """Come in."""
    meeting, place = _found(seat, meeting_id)
    may_post(place, place.version).or_refuse()
    if not form.is_valid():
        return _door(request, seat, meeting, place, form.errors)
    if not reading_room.door(seat, meeting).open:
        raise Refused(_("The room is not open yet, or not any more."), url("meetings:room", meeting.id), _("Back"))
    may_come_in(place, meeting, reading.places_of(seat, meeting), now()).or_refuse()
    way, listens = form.cleaned_data["way"], form.cleaned_data["listens"]
    doing.come_in(seat, meeting, place.membership_id, way=way, listens=listens, leads=place.leads)
    return HttpResponseRedirect(url("meetings:room", meeting.id))


@door(Knock.MEMBER, form=CommandForm, methods=("POST",))
def command(request: HttpRequest, seat: Seat, *, meeting_id: UUID, what: str, form: CommandForm) -> HttpResponse:
    """Do one thing in the room. A page that sends it in place gets its buttons anew."""
    meeting, place = _found(seat, meeting_id)
    if what not in BY_PEOPLE or not form.is_valid() or _inside(meeting.id, place) is None:
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
        return _own(meeting.id, place)
    if what == "leave":
        leave_note(request, _("You left the room. You can come back in as long as it is open."))
        return HttpResponseRedirect(url("meetings:meeting", meeting.id))
    return HttpResponseRedirect(url("meetings:room", meeting.id))


@door(Knock.MEMBER)
def own(request: HttpRequest, seat: Seat, *, meeting_id: UUID) -> HttpResponse:
    """Answer with what is this person's own, for a page whose room changed."""
    meeting, place = _found(seat, meeting_id)
    return _own(meeting.id, place)


def _own(meeting_id: UUID, place: Place) -> HttpResponse:
    here = _inside(meeting_id, place)
    if here is None:
        raise Unseen
    shown, own = here
    values = {"meeting_id": meeting_id, "own": own, "part": shown.part, "roles": Role.choices, "why": saying.why}
    return HttpResponse(fragment("meetings/_mine.html", **values))


@door(Knock.MEMBER, form=LineForm)
def lines(request: HttpRequest, seat: Seat, *, meeting_id: UUID, form: LineForm) -> HttpResponse | Later:
    """Write a line. Opened as a page (a reload after a mistake), it leads back to the room."""
    meeting, place = _found(seat, meeting_id)
    here = _inside(meeting.id, place)
    if here is None or not form.is_bound:
        return HttpResponseRedirect(url("meetings:room", meeting.id))
    if not form.is_valid():
        return _room(request, seat, meeting, *here, given=request.POST, errors=form.errors, status=422)
    try:
        said = doing.say(seat, meeting, place.membership_id, form.cleaned_data["body"], form.cleaned_data["client_id"])
    except Refused as no:
        if request.headers.get("X-Fragment"):
            return HttpResponse(fragment("meetings/_closed.html", reason=no.reason), status=409)
        errors = {"body": [no.reason]}
        return _room(request, seat, meeting, *here, given=request.POST, errors=errors, status=403)
    answer: HttpResponse = HttpResponseRedirect(f"{url('meetings:room', meeting.id)}#write")
    if request.headers.get("X-Fragment"):
        answer = HttpResponse(line_html(reading_room.as_found(said, place.name)), status=201)
    return looked_at("line", said.id, said.body, answer)


@door(Knock.MEMBER)
def line(request: HttpRequest, seat: Seat, *, line_id: UUID) -> HttpResponse:
    """Lead from a line to its room."""
    return HttpResponseRedirect(f"{url('meetings:room', seat.find(Line, line_id).meeting_id)}#l-{line_id}")
